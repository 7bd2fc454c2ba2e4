"""Arranges appointments, records their outcome, moves and cancels them, and records arrivals."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial

from django.db import transaction

from cases.codes import ContactTypeCode
from cases.contacts.rules.appointments import (
    Slot,
    check_alive_on,
    check_arrival,
    check_reschedule,
    check_still_to_come,
    outcome_when_called_off,
    outcome_when_rescheduled,
)
from cases.contacts.rules.recording import check_editable
from cases.contacts.services import alerts, clashes
from cases.contacts.services.details import ContactDetails, details_of
from cases.contacts.services.recording import (
    NOTHING,
    NewContact,
    broken_by_new,
    confirm_new,
    judge_change,
    judge_new,
    lock_contact,
    write_change,
    write_new,
)
from cases.models import Contact, Person
from cases.people.services.locking import lock_person
from core import audit
from core.clock import day_of, time_of
from core.errors import Gathering, NeedsConfirming, RuleBroken, RulesBroken
from core.models import User

#: rules about other fields of an appointment are not checked when its outcome is recorded
OUTCOME_FIELDS = ("outcome", "action")


@dataclass(frozen=True, kw_only=True)
class OutcomeDetails:
    """The outcome of an appointment, as recorded on one page.

    action     enforcement action, for an outcome that did not comply
    is_alert   None leaves the contact as it is
    next       the next appointment, None for none yet
    """

    outcome: str
    notes: str = ""
    action: str | None = None
    is_sensitive: bool = False
    is_alert: bool | None = None
    next: ContactDetails | None = None


@dataclass(frozen=True)
class Recorded:
    """An appointment whose outcome was recorded.

    next   the appointment arranged at the same time, None for none
    """

    contact: Contact
    next: Contact | None


@transaction.atomic
def arrange_appointment(
    person_id: int, details: ContactDetails, *, by: User, at: datetime, confirmed: Collection[str] = NOTHING
) -> Contact:
    """Enters one appointment to come.

    raises   RulesBroken, NeedsConfirming; NOT_AN_APPOINTMENT for a type without attendance
    """
    person = lock_person(person_id)
    new = judge_new(person, details, by=by, at=at, confirmed=confirmed, appointment=True)
    return write_new(new, by=by, at=at)


@transaction.atomic
def arrange_series(
    person_id: int,
    details: ContactDetails,
    dates: Sequence[date],
    *,
    by: User,
    at: datetime,
    confirmed: Collection[str] = NOTHING,
) -> list[Contact]:
    """Enters an appointment on each date, in the order given; all of them or none.

    raises   NeedsConfirming with the warnings of every date at once
    """
    person = lock_person(person_id)
    gathering, contacts = Gathering(), []
    for day in dates:
        contact, broken = broken_by_new(person, replace(details, on=day), by=by, at=at, appointment=True)
        contacts.append(contact)
        gathering.add(broken)
    gathering.refuse()
    judged: list[NewContact] = []
    warnings: list[RuleBroken] = []
    codes: list[str] = []
    for contact in contacts:
        try:
            judged.append(confirm_new(contact, details.notes, confirmed=confirmed, at=at))
        except NeedsConfirming as needs:
            warnings += needs.warnings
            codes += needs.codes
    if warnings:
        raise NeedsConfirming(warnings, codes)
    return [write_new(new, by=by, at=at) for new in judged]


def preview_series(
    person: Person, details: ContactDetails, dates: Sequence[date], *, by: User, at: datetime
) -> list[tuple[date, list[tuple[str, RuleBroken]]]]:
    """Each date with its warnings: pairs of the code to confirm and the warning. Nothing is written.

    dates    one at least
    raises   RulesBroken with every rule that the details break
    """
    contact, broken = broken_by_new(person, replace(details, on=dates[0]), by=by, at=at, appointment=True)
    gathering = Gathering()
    gathering.add(broken)
    for day in dates:
        contact.on = day
        gathering.ask(lambda: check_still_to_come(contact, today=day_of(at), now=time_of(at)))
        gathering.ask(partial(check_alive_on, person.died_on, day))
    gathering.refuse()
    previewed = []
    for day in dates:
        contact.on = day
        previewed.append((day, list(clashes.warnings(contact, at=at))))
    return previewed


@transaction.atomic
def record_outcome(
    contact_id: int,
    details: OutcomeDetails,
    *,
    by: User,
    at: datetime,
    version: int | None = None,
    confirmed: Collection[str] = NOTHING,
    checked: bool = True,
) -> Recorded:
    """Records the outcome, adds the note, takes the enforcement action and arranges the next appointment.

    checked   False for a supplier's feedback: the practitioner, not the supplier, decides on enforcement
    raises    StaleVersion, RulesBroken, NeedsConfirming; nothing is written then
    """
    contact = lock_contact(contact_id)
    if contact.type.code != ContactTypeCode.REVIEW_ENFORCEMENT:
        check_editable(contact.type)
    gathering = Gathering()
    changed = with_outcome(details_of(contact), details)
    change = gathering.ask(
        lambda: judge_change(
            contact, changed, version=version, by=by, at=at, checked=checked, about=OUTCOME_FIELDS
        )
    )
    following, then = None, details.next
    coming = gathering.ask(lambda: check_next(contact, then, by=by, at=at)) if then else None
    gathering.refuse()
    if coming is not None and then is not None:
        following = confirm_new(coming, then.notes, confirmed=confirmed, at=at, instead_of=contact)
    assert change is not None
    contact = write_change(change, act="outcome-recorded", by=by, at=at)
    return Recorded(contact, write_new(following, by=by, at=at) if following else None)


def with_outcome(before: ContactDetails, details: OutcomeDetails) -> ContactDetails:
    """The details of an appointment with its outcome."""
    return replace(
        before,
        outcome=details.outcome,
        action=details.action,
        notes=details.notes,
        is_sensitive=details.is_sensitive,
        is_alert=before.is_alert if details.is_alert is None else details.is_alert,
    )


def check_next(contact: Contact, details: ContactDetails, *, by: User, at: datetime) -> Contact:
    """The next appointment, not saved. Refusals name the fields of the page: next_<field>.

    raises   RulesBroken
    """
    try:
        coming, broken = broken_by_next(contact, details, by=by, at=at)
    except RuleBroken as refused:
        broken = list(refused.all)
    if broken:
        raise RulesBroken([RuleBroken(one.code, one.reason, f"next_{one.field}") for one in broken])
    return coming


def broken_by_next(
    contact: Contact, details: ContactDetails, *, by: User, at: datetime
) -> tuple[Contact, list[RuleBroken]]:
    """The next appointment, and every rule that it breaks, by the fields of an appointment.

    raises   as `broken_by_new`
    """
    coming, broken = broken_by_new(contact.person, details, by=by, at=at, appointment=True)
    if details.on <= day_of(at) and details.on < contact.on:
        words = "Date of the next appointment must be after this one"
        broken = [RuleBroken("NEXT_BEFORE_THIS", words, "on"), *broken]
    return coming, broken


@dataclass(frozen=True, kw_only=True)
class RescheduleDetails:
    """When and where an appointment is moved to, and why.

    office_id   None: the location stays the same
    """

    on: date
    start_time: time
    end_time: time | None = None
    office_id: int | None = None
    asked_by_person: bool
    because: str
    is_sensitive: bool = False


@transaction.atomic
def reschedule_appointment(
    contact_id: int,
    details: RescheduleDetails,
    *,
    version: int | None,
    by: User,
    at: datetime,
    confirmed: Collection[str] = NOTHING,
) -> Recorded:
    """Moves an appointment: a new contact, linked to the old one, has the new time.

    The old contact takes the outcome that says who asked to move it.
    raises   StaleVersion, NeedsConfirming; RuleBroken NOT_AN_APPOINTMENT, HAS_OUTCOME, NOT_MOVED
    """
    contact = _lock_appointment(contact_id, "Only an appointment can be moved")
    check_editable(contact.type)
    coming, broken = broken_by_move(contact, details, by=by, at=at)
    if contact.outcome_id is not None:  # no version of it can be moved
        raise RulesBroken(broken)
    outcome = outcome_when_rescheduled(asked_by_person=details.asked_by_person)
    rescheduled = replace(
        details_of(contact), outcome=outcome.value, notes=details.because, is_sensitive=details.is_sensitive
    )
    gathering = Gathering()
    gathering.add(broken)
    change = gathering.ask(
        lambda: judge_change(contact, rescheduled, version=version, by=by, at=at, checked=False)
    )
    gathering.refuse()
    following = confirm_new(coming, "", confirmed=confirmed, at=at, instead_of=contact)
    assert change is not None
    contact = write_change(change, act="appointment-rescheduled", by=by, at=at)
    return Recorded(contact, write_new(following, by=by, at=at, linked_to=contact))


def broken_by_move(
    contact: Contact, details: RescheduleDetails, *, by: User, at: datetime
) -> tuple[Contact, list[RuleBroken]]:
    """The appointment that takes the place of the old one, and every rule that moving it breaks."""
    old = Slot(on=contact.on, start_time=contact.start_time, end_time=contact.end_time)
    new = Slot(on=details.on, start_time=details.start_time, end_time=details.end_time)
    gathering = Gathering()
    gathering.ask(lambda: check_reschedule(old, new, has_outcome=contact.outcome_id is not None))
    before = details_of(contact)
    moved = replace(
        before,
        on=details.on,
        start_time=details.start_time,
        end_time=details.end_time,
        office_id=before.office_id if details.office_id is None else details.office_id,
        is_sensitive=details.is_sensitive or before.is_sensitive,
        outcome=None,
        action=None,
    )
    coming, broken = broken_by_new(contact.person, moved, by=by, at=at, appointment=True)
    gathering.add(broken)
    return coming, gathering.broken


@transaction.atomic
def cancel_appointment(
    contact_id: int,
    *,
    asked_by_person: bool,
    because: str,
    version: int | None,
    by: User,
    at: datetime,
    is_sensitive: bool = False,
) -> Contact:
    """Cancels an appointment: it takes the outcome that says who called it off, and no new one is arranged.

    raises   StaleVersion; RuleBroken NOT_AN_APPOINTMENT, HAS_OUTCOME, REASON_REQUIRED
    """
    contact = _lock_appointment(contact_id, "Only an appointment can be cancelled")
    check_editable(contact.type)
    if contact.outcome_id is not None:
        raise RuleBroken("HAS_OUTCOME", "An appointment with an outcome cannot be cancelled")
    if not because.strip():
        raise RuleBroken("REASON_REQUIRED", "Enter the reason", "because")
    outcome = outcome_when_called_off(asked_by_person=asked_by_person)
    details = replace(details_of(contact), outcome=outcome.value, notes=because, is_sensitive=is_sensitive)
    change = judge_change(contact, details, version=version, by=by, at=at, checked=False)
    return write_change(change, act="appointment-cancelled", by=by, at=at)


@transaction.atomic
def record_arrival(contact_id: int, *, by: User, at: datetime, arrived: bool = True) -> Contact:
    """Records that the person has come to reception, and tells the officer; or takes both back.

    raises   RuleBroken NOT_AN_APPOINTMENT, NOT_TODAY
    """
    contact = _lock_appointment(contact_id, "Only an appointment has an arrival")
    if arrived:
        check_arrival(contact.on, today=day_of(at))
    if arrived == (contact.arrived_at is not None):
        return contact
    contact.arrived_at = at if arrived else None
    contact.updated_at, contact.updated_by = at, by
    contact.save(update_fields=["arrived_at", "updated_at", "updated_by"])
    if arrived:
        alerts.raise_arrival(contact, at=at)
    else:
        alerts.withdraw_arrival(contact, by=by, at=at)
    audit.record("arrival-recorded" if arrived else "arrival-taken-back", on=contact, by=by, at=at)
    return contact


def _lock_appointment(contact_id: int, words: str) -> Contact:
    """The contact, locked, where it is an appointment.

    words    of the refusal
    raises   RuleBroken NOT_AN_APPOINTMENT, REMOVED
    """
    contact = lock_contact(contact_id)
    if not contact.is_appointment:
        raise RuleBroken("NOT_AN_APPOINTMENT", words)
    return contact
