"""What the clock starts, and why. The one table of it."""

from datetime import timedelta

from celery.schedules import crontab

BEAT_SCHEDULE = {
    # What a lost queue or a crashed worker left behind goes out again.
    "sweep-outbox": {"task": "core.tasks.sweep_outbox", "schedule": timedelta(seconds=20)},
    # Tiers age without anybody touching a record (a breach ends to count a year on): nightly, in chunks.
    "recalculate-tiers": {"task": "risk.tasks.recalculate_tiers", "schedule": crontab(hour=2, minute=15)},
    # What people typed to search by is kept a day, no longer.
    "drop-old-searches": {"task": "cases.tasks.drop_old_searches", "schedule": timedelta(hours=1)},
    # Draft referrals that were never sent go after 90 days, with their risk text.
    "forget-drafts": {"task": "referrals.tasks.forget_drafts", "schedule": crontab(hour=3, minute=5)},
    # Unsaved answers hold personal data: a form's draft goes after 28 days.
    "forget-form-drafts": {"task": "core.tasks.forget_drafts", "schedule": crontab(hour=3, minute=15)},
    # A form or an API request that comes again within 7 days gets its first answer; after that the key goes.
    "forget-form-tokens": {"task": "core.tasks.forget_form_tokens", "schedule": crontab(hour=3, minute=20)},
    # Notices are kept a month after they were delivered, for whoever has to find out what happened.
    "forget-delivered": {
        "task": "core.tasks.forget_delivered_notices",
        "schedule": crontab(hour=3, minute=25),
    },
    # Deadlines beyond the last bank holiday known would be wrong; somebody has a year to load more.
    "watch-bank-holidays": {"task": "core.tasks.watch_bank_holidays", "schedule": crontab(hour=6, minute=0)},
    # Sessions hold what people filtered by, and what was typed after one had ended (an hour, no longer); they
    # stay in the table when they end by themselves.
    "drop-sessions": {"task": "core.tasks.drop_ended_sessions", "schedule": crontab(minute=30)},
    # A client that asks for a token per call leaves thousands a day.
    "drop-tokens": {"task": "core.tasks.drop_expired_tokens", "schedule": crontab(hour=3, minute=35)},
    # Failures count towards a lock for 15 minutes; what was tried is in the audit.
    "forget-failures": {
        "task": "core.tasks.forget_sign_in_failures",
        "schedule": crontab(hour=3, minute=40),
    },
}
