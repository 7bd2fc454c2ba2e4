"""Every task of the schedule exists."""

from probation.celery import app
from probation.schedule import BEAT_SCHEDULE


def test_every_task_of_the_schedule_exists():
    app.loader.import_default_modules()

    assert {entry["task"] for entry in BEAT_SCHEDULE.values()} <= set(app.tasks)
