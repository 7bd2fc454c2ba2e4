"""Attempts at an appointment: the status of each, and what booking again does."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from core.errors import RuleBroken
from referrals.codes import AppointmentStatus, Attendance, Rebooking, SessionType
from referrals.rules.feedback import came, was_delivered


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One booking of an appointment. A session or an initial assessment may have several.

    feedback_given   feedback was submitted; attended and happened count only then
    superseded       a later booking replaced it before feedback was submitted, or it was called off
    """

    starts_at: datetime
    feedback_given: bool = False
    attended: Attendance | None = None
    happened: bool | None = None
    superseded: bool = False
    called_off: bool = False
    id: int | None = None


def current_of(attempts: Collection[Attempt]) -> Attempt | None:
    """The latest attempt that was not superseded; None without one."""
    standing = [attempt for attempt in attempts if not attempt.superseded]
    return max(standing, key=lambda attempt: attempt.starts_at, default=None)


def status_of(attempt: Attempt | None, *, now: datetime) -> AppointmentStatus:
    """The status of an attempt. None stands for no booking.

    source   docs/sources/referrals.md#booking-again
    """
    if attempt is None:
        return AppointmentStatus.NOT_SCHEDULED
    if attempt.superseded:
        return AppointmentStatus.CALLED_OFF if attempt.called_off else AppointmentStatus.RESCHEDULED
    if not attempt.feedback_given:
        past = attempt.starts_at <= now
        return AppointmentStatus.NEEDS_FEEDBACK if past else AppointmentStatus.SCHEDULED
    if was_delivered(attended=attempt.attended, happened=attempt.happened):
        return AppointmentStatus.COMPLETED
    if came(attempt.attended):
        return AppointmentStatus.DID_NOT_HAPPEN
    return AppointmentStatus.DID_NOT_ATTEND


def rebooking(current: Attempt | None) -> Rebooking:
    """What booking now does to the current attempt.

    raises   RuleBroken ALREADY_HAPPENED if it was delivered
    source   docs/sources/referrals.md#booking-again
    """
    if current is None:
        return Rebooking.FIRST
    if not current.feedback_given:
        return Rebooking.REPLACE
    if was_delivered(attended=current.attended, happened=current.happened):
        raise RuleBroken("ALREADY_HAPPENED", "This appointment has already happened")
    return Rebooking.ANOTHER


def check_new_attempt(latest: Attempt | None, *, starts_at: datetime) -> Rebooking:
    """What booking another attempt does, on the suppliers' route for new attempts.

    raises   RuleBroken ALREADY_HAPPENED or EARLIER_THAN_LATEST (409), FEEDBACK_MISSING (400)
    """
    if latest is None:
        return Rebooking.FIRST
    if starts_at < latest.starts_at:
        words = "Date and time must not be before the latest appointment"
        raise RuleBroken("EARLIER_THAN_LATEST", words, "appointment_time")
    if not latest.feedback_given:
        raise RuleBroken("FEEDBACK_MISSING", "Give feedback on the latest appointment before booking another")
    return rebooking(latest)


def check_reschedule(attempt: Attempt, *, latest: Attempt, session_type: SessionType | None) -> Rebooking:
    """What moving an attempt does, on the suppliers' route that reschedules.

    raises   RuleBroken FEEDBACK_SUBMITTED (409), NOT_THE_LATEST or INVALID_VALUE (400)
    """
    if attempt != latest:
        raise RuleBroken("NOT_THE_LATEST", "Only the latest appointment can be rescheduled")
    if attempt.feedback_given:
        words = "An appointment that has feedback cannot be rescheduled"
        raise RuleBroken("FEEDBACK_SUBMITTED", words)
    if session_type == SessionType.GROUP:
        words = "An initial assessment is always one to one"
        raise RuleBroken("INVALID_VALUE", words, "session_type")
    return Rebooking.REPLACE


def asks_who_and_why(current: Attempt | None) -> bool:
    """Whether to ask who wanted the change and why: only if an attempt without feedback is replaced."""
    return current is not None and not current.feedback_given
