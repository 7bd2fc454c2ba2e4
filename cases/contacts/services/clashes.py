"""Warns of an appointment that meets another one or is at an odd time; "Save anyway" is remembered."""

from collections.abc import Collection, Iterator
from datetime import datetime

from cases.contacts.rules.appointments import Slot, clashes
from cases.contacts.services.details import ContactDetails, Named
from cases.models import Contact, Person
from cases.people.queries.records import OF_REAL_PEOPLE
from core.calendar.holidays import bank_holidays
from core.calendar.typed_dates import format_times
from core.calendar.unusual_times import minute_of, unusual
from core.clock import LONDON, day_of
from core.errors import NeedsConfirming, RuleBroken
from core.reasons import Reason


def confirm(
    person: Person,
    details: ContactDetails,
    named: Named,
    *,
    confirmed: Collection[str],
    at: datetime,
    ignoring: int | None = None,
) -> tuple[str, ...]:
    """The codes of the warnings that were answered; NeedsConfirming while one is not.

    A code names the day and time, so that an answer given for one slot does not serve for another.
    """
    if not named.type.is_attendance:
        return ()
    found = list(warnings(person, details, named, at=at, ignoring=ignoring))
    codes = [code for code, _ in found]
    if not set(codes) <= set(confirmed):
        raise NeedsConfirming([warning for _, warning in found], codes)
    return tuple(codes)


def warnings(
    person: Person, details: ContactDetails, named: Named, *, at: datetime, ignoring: int | None = None
) -> Iterator[tuple[str, RuleBroken]]:
    """Costs 2 queries for an appointment to come, none for one that is past."""
    today = day_of(at)
    if details.on < today:
        return
    now = at.astimezone(LONDON).time()
    slot = Slot(on=details.on, start=details.start_time, end=details.end_time, id=ignoring)
    mark = f"{details.on.isoformat()}:{details.start_time or ''}"
    for_person = _slots(Contact.objects.filter(person=person), details)
    for met in clashes(slot, for_person, today=today, now=now)[:1]:
        yield f"CLASH:{mark}", _warning("The person has another appointment on {day}, {times}", met, "CLASH")
    others = Contact.objects.filter(OF_REAL_PEOPLE, staff=named.staff).exclude(person=person)
    for_staff = _slots(others, details)
    if not named.staff.is_unallocated:
        for met in clashes(slot, for_staff, today=today, now=now)[:1]:
            words = "The officer has another appointment on {day}, {times}"
            yield f"STAFF_CLASH:{mark}", _warning(words, met, "STAFF_CLASH")
    for warning in unusual(details.on, details.start_time, minutes_of(details), holidays=bank_holidays()):
        if warning.code != "NON_WORKING_DAY" or details.on > today:
            yield f"{warning.code}:{mark}", warning


def minutes_of(details: ContactDetails) -> int:
    if details.start_time is None or details.end_time is None:
        return 0
    return minute_of(details.end_time) - minute_of(details.start_time)


def _slots(rows: object, details: ContactDetails) -> list[Slot]:
    """The day's appointments that hold a time; one that was put off or missed with leave holds none."""
    held = rows.filter(  # type: ignore[attr-defined]
        on=details.on, is_appointment=True, removed_at=None, outcome=None
    ).order_by("start_time", "pk")
    return [
        Slot(on=on, start=start, end=end, id=pk)
        for pk, on, start, end in held.values_list("pk", "on", "start_time", "end_time")
    ]


def _warning(words: str, met: Slot, code: str) -> RuleBroken:
    times = format_times(met.start, met.end) if met.start else ""
    return RuleBroken(code, Reason(words, day=met.on, times=times), "start_time")
