"""Scheduled tasks of referrals."""

import pghistory
from celery import shared_task

from core import clock
from referrals.services.drafts import forget_old_drafts


@shared_task
def forget_drafts() -> int:
    """Deletes drafts that were never sent and are past their 90 days; returns how many."""
    with pghistory.context(user=None, task="forget-drafts"):
        return forget_old_drafts(at=clock.now())
