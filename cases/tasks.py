"""Tasks that Celery starts at the times of probation/schedule.py."""

from celery import shared_task

from cases.search.services import saved
from core import clock


@shared_task
def drop_old_searches() -> int:
    """Deletes searches older than a day."""
    return saved.drop_old_searches(at=clock.now())
