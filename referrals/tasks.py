"""What the clock starts."""

from celery import shared_task

from core import clock
from referrals.services.drafts import forget_old_drafts


@shared_task
def forget_drafts() -> int:
    """Throws away drafts that were never sent and have passed their 90 days."""
    return forget_old_drafts(at=clock.now())
