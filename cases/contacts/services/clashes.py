"""Warnings about an appointment that clashes with another one or is at an unusual time."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db.models import QuerySet

from cases.contacts.rules.appointments import Slot, clashes
from cases.models import Contact
from cases.people.queries.records import OF_REAL_PEOPLE
from core.calendar.holidays import bank_holidays
from core.calendar.typed_dates import format_times
from core.calendar.unusual_times import minute_of, unusual
from core.clock import day_of, time_of
from core.errors import NeedsConfirming, RuleBroken
from core.reasons import Reason


def confirm(
    contact: Contact, *, confirmed: Collection[str], at: datetime, ignoring: int | None = None
) -> tuple[str, ...]:
    """Codes of the warnings about an appointment, all of which the user has confirmed.

    contact    as it is to be saved
    confirmed  codes of the warnings the user answered with "Save anyway"
    ignoring   key of the saved contact that is changed
    raises     NeedsConfirming with every warning while one of them is not confirmed

    A code holds the day and the time, so that a confirmation for one slot does not count for another.
    """
    if not contact.type.is_attendance:
        return ()
    found = list(warnings(contact, at=at, ignoring=ignoring))
    codes = [code for code, _ in found]
    if not set(codes) <= set(confirmed):
        raise NeedsConfirming([warning for _, warning in found], codes)
    return tuple(codes)


def warnings(
    contact: Contact, *, at: datetime, ignoring: int | None = None
) -> Iterator[tuple[str, RuleBroken]]:
    """Each warning with its code to confirm. None for a date in the past.

    Costs 2 queries, and 1 more where the person has another appointment.
    """
    today = day_of(at)
    if contact.on < today:
        return
    now = time_of(at)
    slot = Slot(on=contact.on, start_time=contact.start_time, end_time=contact.end_time, id=ignoring)
    mark = f"{contact.on.isoformat()}:{contact.start_time or ''}"
    for_person = _slots(Contact.objects.filter(person=contact.person), contact.on)
    for met in clashes(slot, for_person, today=today, now=now)[:1]:
        yield f"CLASH:{mark}", _same_or_other(contact, met)
    others = Contact.objects.filter(OF_REAL_PEOPLE, staff=contact.staff).exclude(person=contact.person)
    for_staff = _slots(others, contact.on)
    if not contact.staff.is_unallocated:
        for met in clashes(slot, for_staff, today=today, now=now)[:1]:
            words = "The officer has another appointment on {day}, {times}"
            yield f"STAFF_CLASH:{mark}", _warning(words, met, "STAFF_CLASH")
    for warning in unusual(contact.on, contact.start_time, minutes_of(slot), holidays=bank_holidays()):
        if warning.code != "NON_WORKING_DAY" or contact.on > today:
            yield f"{warning.code}:{mark}", warning


def _same_or_other(contact: Contact, met: Slot) -> RuleBroken:
    """The warning about the person's own appointment. It says so where it is this very one, saved before."""
    same = Contact.objects.filter(pk__in=[met.id], type_id=contact.type_id, start_time=contact.start_time)
    arranged_at = same.values_list("created_at", flat=True).first()
    if arranged_at is None:
        return _warning("The person has another appointment on {day}, {times}", met, "CLASH")
    words = "This appointment is saved already: {day}, {times}. It was arranged on {at}"
    return _warning(words, met, "CLASH", at=arranged_at)


def minutes_of(slot: Slot) -> int:
    """Length in minutes; 0 without a start or an end."""
    if slot.start_time is None or slot.end_time is None:
        return 0
    return minute_of(slot.end_time) - minute_of(slot.start_time)


def _slots(rows: QuerySet[Contact], day: date) -> list[Slot]:
    """The day's appointments that have no outcome: a moved or cancelled one leaves its time free."""
    held = rows.filter(on=day, is_appointment=True, removed_at=None, outcome=None)
    columns = held.order_by("start_time", "pk").values("id", "on", "start_time", "end_time")
    return [Slot(**row) for row in columns]


def _warning(words: str, met: Slot, code: str, at: datetime | None = None) -> RuleBroken:
    times = format_times(met.start_time, met.end_time) if met.start_time else ""
    return RuleBroken(code, Reason(words, day=met.on, times=times, at=at), "start_time")
