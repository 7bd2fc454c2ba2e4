"""Celery's clock, which starts the tasks of probation/schedule.py."""

from typing import Any

from celery.beat import PersistentScheduler, ScheduleEntry


class Entry(ScheduleEntry):
    """A task and when it last ran.

    After the server's clock went back by a day, that is tomorrow. Celery would wait until it has
    passed, and nobody would sweep the outbox meanwhile. A run in the future counts as one of now.
    """

    def is_due(self) -> Any:
        now = self.default_now()
        if self.last_run_at and self.last_run_at > now:
            self.last_run_at = now
        return super().is_due()


class Scheduler(PersistentScheduler):
    Entry = Entry
