"""What the clock starts."""

import pghistory
from celery import shared_task

from core import clock
from referrals.services.drafts import forget_old_drafts


@shared_task
def forget_drafts() -> int:
    """Throws away drafts that were never sent and have passed their 90 days."""
    with pghistory.context(user=None, task="forget-drafts"):
        return forget_old_drafts(at=clock.now())
