"""Celery tasks, started by the schedule or by the outbox after a commit."""

from celery import shared_task

from core import clock, outbox
from core.calendar import holidays
from core.screens import drafts, form_tokens
from core.services import clearing, sessions


@shared_task
def deliver_outbox() -> int:
    """Delivers what waits in the outbox; started after each commit that published a notice."""
    return outbox.deliver()


@shared_task
def sweep_outbox() -> int:
    """The same on a schedule, for starts that were lost with the queue or a killed worker."""
    return outbox.deliver()


@shared_task
def forget_drafts() -> int:
    """Deletes drafts that were last saved more than 28 days ago."""
    return drafts.forget_old(at=clock.now())


@shared_task
def forget_form_tokens() -> int:
    """Deletes the form tokens and Idempotency-Keys used more than 7 days ago."""
    return form_tokens.forget_old(at=clock.now())


@shared_task
def forget_delivered_notices() -> int:
    """Deletes outbox rows delivered more than 30 days ago."""
    return outbox.forget_delivered(at=clock.now())


@shared_task
def drop_ended_sessions() -> None:
    clearing.drop_ended_sessions()
    sessions.forget_ended(at=clock.now())


@shared_task
def drop_expired_tokens() -> int:
    return clearing.drop_expired_tokens()


@shared_task
def forget_sign_in_failures() -> int:
    """Deletes counted failures whose lock has ended, and sign-ins that django-axes noted long ago."""
    return clearing.forget_sign_in_failures(at=clock.now())


@shared_task
def watch_bank_holidays() -> bool:
    """Logs an error when the known bank holidays end within a year, as later deadlines would be wrong."""
    return holidays.sound_alarm(clock.today())
