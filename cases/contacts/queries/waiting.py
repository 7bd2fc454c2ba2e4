"""The contacts that wait for somebody: those without their outcome, and those that need enforcement."""

from datetime import date, datetime, time

from django.db.models import Q

from cases.codes import OutcomeFlag
from core.clock import day_of, time_of

_LACKS_OUTCOME = Q(is_appointment=True, outcome=None) & ~Q(type__outcome_flag=OutcomeFlag.NOT_ALLOWED.value)


def waits_for_outcome(*, today: date, since: date | None = None) -> Q:
    """Appointments before today that may have an outcome and have none.

    since   the first day; None: however long ago
    """
    return _LACKS_OUTCOME & _before(today, since)


def needs_enforcement(*, today: date, since: date | None = None) -> Q:
    """Contacts before today that need input on enforcement: national standards appointments without an
    outcome, outcomes whose action is still to be chosen, and actions that wait for an answer.

    since    the first day of the appointments without an outcome; None: however long ago
    source   docs/sources/cases.md#enforcement-list
    """
    lacking, still_open = either_of_enforcement(today=today, since=since)
    return lacking | still_open


def either_of_enforcement(*, today: date, since: date | None = None) -> tuple[Q, Q]:
    """The two parts of `needs_enforcement`, each with an index of its own: outcome missing, action open."""
    lacking = waits_for_outcome(today=today, since=since) & Q(is_national_standards=True)
    return lacking, Q(enforcement_open=True, on__lt=today)


def still_to_come(at: datetime) -> Q:
    """Contacts that begin later: on a later day, or today at a later time or at none."""
    return later_than(day_of(at), time_of(at))


def later_than(today: date, now: time) -> Q:
    """As `still_to_come`, of a day and a time."""
    return Q(on__gt=today) | Q(on=today) & (Q(start_time=None) | Q(start_time__gt=now))


def begun(at: datetime) -> Q:
    """Contacts that have begun: of an earlier day, or of today unless at a later time. Bounds the date."""
    today, now = day_of(at), time_of(at)
    return Q(on__lte=today) & (Q(on__lt=today) | Q(start_time=None) | Q(start_time__lte=now))


def to_begin(at: datetime) -> Q:
    """The contacts that `begun` leaves out."""
    today, now = day_of(at), time_of(at)
    return Q(on__gte=today) & (Q(on__gt=today) | Q(start_time__gt=now))


def _before(today: date, since: date | None) -> Q:
    return Q(on__lt=today) if since is None else Q(on__lt=today, on__gte=since)
