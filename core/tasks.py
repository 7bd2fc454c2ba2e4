"""What the clock and the outbox's nudge start."""

from celery import shared_task

from core import clock, outbox
from core.calendar import holidays
from core.screens import drafts, form_tokens
from core.services import clearing


@shared_task
def deliver_outbox() -> int:
    """Delivers what waits in the outbox; started by a nudge after each commit that published."""
    return outbox.deliver()


@shared_task
def sweep_outbox() -> int:
    """The same from the clock: for nudges that a lost queue or a killed worker swallowed."""
    return outbox.deliver()


@shared_task
def forget_drafts() -> int:
    """Throws away what was typed and not saved within 28 days."""
    return drafts.forget_old(at=clock.now())


@shared_task
def forget_form_tokens() -> int:
    """Throws away the keys of acts done more than 7 days ago."""
    return form_tokens.forget_old(at=clock.now())


@shared_task
def forget_delivered_notices() -> int:
    """Throws away outbox rows delivered more than 30 days ago."""
    return outbox.forget_delivered(at=clock.now())


@shared_task
def drop_ended_sessions() -> None:
    clearing.drop_ended_sessions()


@shared_task
def drop_expired_tokens() -> int:
    return clearing.drop_expired_tokens()


@shared_task
def forget_sign_in_failures() -> int:
    """Throws away counted failures whose lock has ended, and old notes of sign-ins."""
    return clearing.forget_sign_in_failures(at=clock.now())


@shared_task
def watch_bank_holidays() -> bool:
    """Logs an error when the known ones end within a year: deadlines beyond would be wrong."""
    return holidays.sound_alarm(clock.today())
