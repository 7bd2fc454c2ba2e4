"""The Celery tasks of risk; probation/schedule.py says when they run."""

from celery import shared_task

from core import clock
from risk.services.recalculation import recalculate_everybody


@shared_task
def recalculate_tiers() -> int:
    """Recalculates tier and targeting of everybody with a current record. Returns how many tiers changed.

    A second run changes nothing more.
    """
    return sum(chunk.changed for chunk in recalculate_everybody(at=clock.now()))
