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
}
