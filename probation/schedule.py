"""What the clock starts, and why. The one table of it."""

from datetime import timedelta

BEAT_SCHEDULE = {
    # What a lost queue or a crashed worker left behind goes out again.
    "sweep-outbox": {"task": "core.tasks.sweep_outbox", "schedule": timedelta(seconds=20)},
}
