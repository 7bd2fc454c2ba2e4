"""What the clock and the outbox's nudge start."""

from celery import shared_task

from core import outbox


@shared_task
def deliver_outbox() -> int:
    """Delivers what waits in the outbox; started by a nudge after each commit that published."""
    return outbox.deliver()


@shared_task
def sweep_outbox() -> int:
    """The same from the clock: for nudges that a lost queue or a killed worker swallowed."""
    return outbox.deliver()
