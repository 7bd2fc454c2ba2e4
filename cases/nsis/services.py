"""Opens a non-statutory intervention, moves it from status to status, and ends it with its outcome."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.allocations.queries.holders import holder_of
from cases.codes import ComponentKind
from cases.contacts.services.details import ContactDetails, RelatesTo
from cases.contacts.services.entering import enter_contact
from cases.models import Event, Nsi, NsiStatusChange, NsiType, Person, Requirement
from cases.notices import NsiOutcomeRecorded
from cases.nsis.queries import lists_of, outcomes_for, status_of
from cases.nsis.rules import (
    NsiAnswers,
    NsiContact,
    check_nsi,
    check_status_change,
    check_termination,
    contact_of_end,
    contact_of_start,
    contacts_when_opened,
)
from cases.people.services.locking import lock_person
from cases.people.services.notes import append_note, save_with_note
from core import audit, outbox, versions
from core.clock import day_of
from core.errors import RuleBroken
from core.models import User
from core.models.bases import stamps
from core.words import say


@dataclass(frozen=True, kw_only=True)
class NsiDetails:
    """An NSI as somebody wants to open it. Entries of code lists are named by code, other rows by key.

    reference   what it is about in another app (core/subjects.py): "referrals.referral:AB1234CD"
    notes       go on the NSI, and on the contacts of its referral and commencement
    """

    type: str
    status: str
    referred_on: date
    event_id: int | None = None
    requirement_id: int | None = None
    started_on: date | None = None
    expected_end_on: date | None = None
    reference: str = ""
    notes: str = ""


@transaction.atomic
def open_nsi(person_id: int, details: NsiDetails, *, by: User, at: datetime) -> Nsi:
    """Opens an NSI, writes its first status and its contacts.

    raises   RulesBroken with every rule it breaks; RuleBroken DUPLICATE_REFERENCE for a reference in use
    """
    person = lock_person(person_id)
    same = Nsi.objects.filter(reference=details.reference, removed_at=None)
    if details.reference and same.exists():
        raise RuleBroken("DUPLICATE_REFERENCE", "This intervention is in the record already")
    nsi = _filled(person, details, by=by, at=at)
    _check(nsi, details.status, today=day_of(at))
    status = status_of(nsi.type, details.status)
    nsi.status, nsi.status_at = status, at
    nsi.save()
    append_note(nsi, details.notes, by=by, at=at)
    _write_status(nsi, by=by, at=at)
    for contact in contacts_when_opened(nsi, status_words=status.words, status_on=day_of(at)):
        _enter(nsi, contact, notes=details.notes, by=by, at=at)
    audit.record("nsi-opened", on=nsi, by=by, at=at, type=details.type)
    return nsi


def _filled(person: Person, details: NsiDetails, *, by: User, at: datetime) -> Nsi:
    """The NSI that the details describe, not saved; type, event and requirement are loaded."""
    holder = holder_of(person.pk)
    return Nsi(
        person=person,
        event=_event_of(person.pk, details.event_id),
        requirement=_requirement_of(person.pk, details.requirement_id),
        type=NsiType.objects.get(code=details.type),
        referred_on=details.referred_on,
        started_on=details.started_on,
        expected_end_on=details.expected_end_on,
        region_id=person.region_id,
        team_id=holder.team_id,
        staff_id=holder.staff_id,
        reference=details.reference,
        **stamps(by=by, at=at),
    )


@transaction.atomic
def change_status(
    nsi_id: int, *, status: str, by: User, at: datetime, started_on: date | None = None, notes: str = ""
) -> Nsi:
    """Moves an NSI to another status.

    started_on   the day it started, for an NSI that has no such day yet
    raises       RuleBroken NSI_ENDED, STATUS_NOT_OF_TYPE, STATUS_BACKWARDS, START_BEFORE_REFERRAL
    """
    nsi = lock_nsi(nsi_id)
    check_status_change(
        lists_of(nsi.type),
        status=status,
        on=day_of(at),
        last_on=day_of(nsi.status_at),
        active=nsi.ended_on is None,
        today=day_of(at),
    )
    begins = started_on is not None and nsi.started_on is None
    if started_on is not None and started_on < nsi.referred_on:
        words = "Start date must be on or after the referral date"
        raise RuleBroken("START_BEFORE_REFERRAL", words, "started_on")
    changes: dict[str, Any] = {"status": status_of(nsi.type, status), "status_at": at}
    if begins:
        changes["started_on"] = started_on
    versions.save_changes(nsi, changes, version=None, by=by, at=at)
    _write_status(nsi, notes=notes, by=by, at=at)
    if begins and started_on is not None:
        _enter(nsi, contact_of_start(nsi.type, on=started_on), notes="", by=by, at=at)
    audit.record("nsi-status-changed", on=nsi, by=by, at=at, status=status)
    return nsi


@transaction.atomic
def end_nsi(
    nsi_id: int,
    *,
    outcome: str,
    on: date,
    status: str,
    by: User,
    at: datetime,
    by_referral: bool = False,
    notes: str = "",
) -> Nsi:
    """Terminates an NSI: outcome, end date, last status and their contact.

    by_referral   whether its referral ends it: nothing else may end the NSI of a commissioned service
    notes         go on the NSI and on the contact of its end
    raises        RuleBroken CRS_CLOSED_BY_REFERRAL, NSI_ENDED, OUTCOME_NOT_OF_TYPE, END_BEFORE_START
    """
    nsi = lock_nsi(nsi_id)
    check_termination(
        nsi,
        lists_of(nsi.type),
        outcome=outcome,
        on=on,
        today=day_of(at),
        by_referral_system=by_referral,
    )
    outcome_row = outcomes_for(nsi.type).get(code=outcome)
    changes = {
        "outcome": outcome_row,
        "ended_on": on,
        "status": status_of(nsi.type, status),
        "status_at": at,
    }
    save_with_note(nsi, changes, notes, version=None, by=by, at=at)
    _write_status(nsi, by=by, at=at)
    _enter(nsi, contact_of_end(outcome_row.words, on=on), notes=notes, by=by, at=at)
    audit.record("nsi-ended", on=nsi, by=by, at=at, with_outcome=outcome)
    outbox.publish(NsiOutcomeRecorded(person_id=nsi.person_id, crn=nsi.person.crn, nsi_id=nsi.pk), by=by)
    return nsi


def lock_nsi(nsi_id: int) -> Nsi:
    """The NSI, locked after its person."""
    lock_person(Nsi.objects.values_list("person_id", flat=True).get(pk=nsi_id))
    return (
        Nsi.objects.select_for_update(of=("self",))
        .select_related("person", "type", "status")
        .get(pk=nsi_id, removed_at=None)
    )


def _check(nsi: Nsi, status: str, *, today: date) -> None:
    """Checks the NSI by the rules, which need the number of others of its type, open and ended.

    raises   RulesBroken
    """
    others = Nsi.objects.filter(person=nsi.person, event=nsi.event, type=nsi.type, removed_at=None)
    check_nsi(
        nsi,
        NsiAnswers(status=status, status_on=today),
        lists_of(nsi.type),
        today=today,
        open_of_type=others.filter(ended_on=None).count(),
        ended_of_type=others.exclude(ended_on=None).count(),
    )


def _event_of(person_id: int, event_id: int | None) -> Event | None:
    if event_id is None:
        return None
    return Event.objects.get(pk=event_id, person_id=person_id, removed_at=None)


def _requirement_of(person_id: int, requirement_id: int | None) -> Requirement | None:
    if requirement_id is None:
        return None
    mine = Requirement.objects.select_related("type").filter(disposal__event__person_id=person_id)
    return mine.get(pk=requirement_id, removed_at=None)


def _write_status(nsi: Nsi, *, by: User, at: datetime, notes: str = "") -> None:
    NsiStatusChange.objects.create(nsi=nsi, status=nsi.status, at=at, notes=notes, **stamps(by=by, at=at))


def _enter(nsi: Nsi, contact: NsiContact, *, notes: str, by: User, at: datetime) -> None:
    """Enters a contact of the NSI, unless it is that of a status.

    The published lists have no type for the contact of a status: the status history shows it.
    """
    if contact.type is None:
        return
    details = ContactDetails(
        type=contact.type.value,
        on=contact.on,
        description=say(contact.note),
        notes=notes,
        relates_to=RelatesTo(kind=ComponentKind.NSI, pk=nsi.pk),
        staff_id=nsi.staff_id,
        team_id=nsi.team_id,
    )
    enter_contact(nsi.person_id, details, by=by, at=at)
