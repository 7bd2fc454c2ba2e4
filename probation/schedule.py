"""The tasks that run on a schedule, each with its reason."""

from datetime import timedelta

from celery.schedules import crontab

BEAT_SCHEDULE = {
    # Delivers notices that a lost queue or a crashed worker left behind.
    "sweep-outbox": {"task": "core.tasks.sweep_outbox", "schedule": timedelta(seconds=20)},
    # Tiers change with time alone (a breach stops counting after a year), so all are worked out nightly.
    "recalculate-tiers": {"task": "risk.tasks.recalculate_tiers", "schedule": crontab(hour=2, minute=15)},
    # Chunks of that night which a lost queue or a killed worker left. As a rule there are none.
    "finish-tiers": {"task": "risk.tasks.finish_tiers", "schedule": crontab(hour="3-6", minute=15)},
    # Criteria of searches are kept for a day.
    "drop-old-searches": {"task": "cases.tasks.drop_old_searches", "schedule": timedelta(hours=1)},
    # Draft referrals that were never sent are deleted after 90 days, with their risk texts.
    "forget-drafts": {"task": "referrals.tasks.forget_drafts", "schedule": crontab(hour=3, minute=5)},
    # Unsaved answers hold personal data, so a form's draft is deleted after 28 days.
    "forget-form-drafts": {"task": "core.tasks.forget_drafts", "schedule": crontab(hour=3, minute=15)},
    # A form or API request that is sent again within 7 days gets its first answer. Then its key is deleted.
    "forget-form-tokens": {"task": "core.tasks.forget_form_tokens", "schedule": crontab(hour=3, minute=20)},
    # Delivered notices are kept for 30 days, so that somebody can find out what happened.
    "forget-delivered": {
        "task": "core.tasks.forget_delivered_notices",
        "schedule": crontab(hour=3, minute=25),
    },
    # Deadlines after the last known bank holiday would be wrong. The alarm leaves a year to load more.
    "watch-bank-holidays": {"task": "core.tasks.watch_bank_holidays", "schedule": crontab(hour=6, minute=0)},
    # Sessions hold what users filtered by and, for an hour, what was typed after a session had ended. Django
    # leaves expired ones in the table.
    "drop-sessions": {"task": "core.tasks.drop_ended_sessions", "schedule": crontab(minute=30)},
    # A client that asks for a token for each call leaves thousands of tokens a day.
    "drop-tokens": {"task": "core.tasks.drop_expired_tokens", "schedule": crontab(hour=3, minute=35)},
    # Failed sign-ins count towards a lock for 15 minutes. The audit keeps a record of them.
    "forget-failures": {
        "task": "core.tasks.forget_sign_in_failures",
        "schedule": crontab(hour=3, minute=40),
    },
}
