"""What the clock starts in risk."""

from celery import shared_task

from core import clock
from risk.services.recalculation import recalculate_everybody


@shared_task
def recalculate_tiers() -> int:
    """Everybody's tier and targeting; returns how many tiers changed. Run twice, it changes nothing more."""
    return sum(chunk.changed for chunk in recalculate_everybody(at=clock.now()))
