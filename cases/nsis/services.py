"""Opens a non-statutory intervention, moves it from status to status, and ends it with its outcome."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from cases.allocations.queries.holders import holder_of
from cases.codes import ComponentKind
from cases.contacts.services.details import ContactDetails, RelatesTo
from cases.contacts.services.system import enter_system_contact
from cases.models import Event, Nsi, NsiOutcome, NsiStatus, NsiStatusChange, NsiType, Requirement
from cases.notices import NsiOutcomeRecorded
from cases.nsis.rules import (
    NsiContact,
    NsiEntry,
    NsiTypeFacts,
    check_nsi,
    check_status_change,
    check_termination,
    contact_of_end,
    contact_of_start,
    contacts_when_opened,
)
from cases.people.services.locking import lock_person
from core import audit, outbox, versions
from core.clock import day_of
from core.errors import RuleBroken
from core.models import User
from core.models.bases import stamps
from core.words import say

CRS_FAMILY = "CRS"


@transaction.atomic
def start_nsi(
    person_id: int,
    *,
    type: str,
    status: str,
    referred_on: date,
    by: User,
    at: datetime,
    event_id: int | None = None,
    requirement_id: int | None = None,
    started_on: date | None = None,
    expected_end_on: date | None = None,
    reference: str = "",
    notes: str = "",
) -> Nsi:
    """Opens an NSI, writes its first status and its contacts.

    reference   what its owner outside calls it: "urn:referral:<uuid>"
    notes       go on the NSI and under the contact of its referral
    raises      RulesBroken with every rule it breaks; DUPLICATE_REFERENCE for a second one of a reference
    """
    person = lock_person(person_id)
    type_row = NsiType.objects.get(code=type)
    event, requirement = _event_of(person_id, event_id), _requirement_of(person_id, requirement_id)
    if reference and Nsi.objects.filter(reference=reference, removed_at=None).exists():
        raise RuleBroken("DUPLICATE_REFERENCE", "This intervention is in the record already")
    entry = NsiEntry(
        type=facts_of(type_row),
        referred_on=referred_on,
        status=status,
        status_on=day_of(at),
        started_on=started_on,
        expected_end_on=expected_end_on,
    )
    entry = _with_parts(entry, event, requirement)
    _check(entry, Nsi.objects.filter(person=person, event=event, type=type_row), today=day_of(at))
    holder, status_row = holder_of(person_id), status_of(type_row, status)
    nsi = Nsi.objects.create(
        person=person,
        event=event,
        requirement=requirement,
        type=type_row,
        status=status_row,
        status_at=at,
        referred_on=referred_on,
        started_on=started_on,
        expected_end_on=expected_end_on,
        region_id=person.region_id,
        team_id=holder.team_id,
        staff_id=holder.staff_id,
        reference=reference,
        notes=notes,
        **stamps(by=by, at=at),
    )
    _write_status(nsi, by=by, at=at)
    for contact in contacts_when_opened(entry, status_words=status_row.words):
        _enter(nsi, contact, notes=notes, by=by, at=at)
    audit.record("nsi-started", on=nsi, by=by, at=at, type=type)
    return nsi


@transaction.atomic
def change_status(
    nsi_id: int, *, status: str, by: User, at: datetime, started_on: date | None = None, notes: str = ""
) -> Nsi:
    """Moves an NSI to another status; with `started_on`, from that day it runs.

    raises   RuleBroken NSI_ENDED, STATUS_NOT_OF_TYPE, STATUS_BACKWARDS
    """
    nsi = lock_nsi(nsi_id)
    facts = facts_of(nsi.type)
    check_status_change(
        facts,
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
        _enter(nsi, contact_of_start(facts, on=started_on), notes="", by=by, at=at)
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

    by_referral   the referral that opened it ends it; nothing else may end a commissioned service's
    raises        RuleBroken CRS_CLOSED_BY_REFERRAL, NSI_ENDED, OUTCOME_NOT_OF_TYPE, END_BEFORE_START
    """
    nsi = lock_nsi(nsi_id)
    check_termination(
        facts_of(nsi.type),
        outcome=outcome,
        on=on,
        started_on=nsi.started_on,
        referred_on=nsi.referred_on,
        active=nsi.ended_on is None,
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
    versions.save_changes(nsi, changes, version=None, by=by, at=at)
    _write_status(nsi, by=by, at=at)
    _enter(nsi, contact_of_end(outcome_row.words, on=on), notes=notes, by=by, at=at)
    audit.record("nsi-ended", on=nsi, by=by, at=at, with_outcome=outcome)
    outbox.publish(NsiOutcomeRecorded(person_id=nsi.person_id, crn=nsi.person.crn, nsi_id=nsi.pk), by=by)
    return nsi


def lock_nsi(nsi_id: int) -> Nsi:
    """The NSI, its person locked first."""
    lock_person(Nsi.objects.values_list("person_id", flat=True).get(pk=nsi_id))
    return (
        Nsi.objects.select_for_update(of=("self",))
        .select_related("person", "type", "status")
        .get(pk=nsi_id, removed_at=None)
    )


def facts_of(type: NsiType) -> NsiTypeFacts:
    """The type with the statuses and outcomes it may have. 2 queries."""
    return NsiTypeFacts(
        code=type.code,
        words=type.words,
        offender_level=bool(type.offender_level),
        event_level=bool(type.event_level),
        statuses=frozenset(statuses_for(type).values_list("code", flat=True)),
        outcomes=frozenset(outcomes_for(type).values_list("code", flat=True)),
    )


def statuses_for(type: NsiType) -> Any:
    return NsiStatus.objects.filter(_of_family(type))


def outcomes_for(type: NsiType) -> Any:
    return NsiOutcome.objects.filter(_of_family(type))


def _of_family(type: NsiType) -> Q:
    """A list's entry serves one type, a family of them (the commissioned services), or all."""
    serves = Q(family="") | Q(family=type.code)
    return serves | Q(family=CRS_FAMILY) if type.kept_by_referrals else serves


def status_of(type: NsiType, code: str) -> NsiStatus:
    return statuses_for(type).filter(code=code).order_by("-family").first()


def _check(entry: NsiEntry, same: QuerySet[Nsi], *, today: date) -> None:
    """By the rules, with how many of the type run and ran beside it.

    raises   RulesBroken
    """
    standing = same.filter(removed_at=None)
    check_nsi(
        entry,
        today=today,
        open_of_type=standing.filter(ended_on=None).count(),
        ended_of_type=standing.exclude(ended_on=None).count(),
    )


def _with_parts(entry: NsiEntry, event: Event | None, requirement: Requirement | None) -> NsiEntry:
    """With what the rules ask of the sentence and the requirement it hangs under."""
    return replace(
        entry,
        event_referred_on=event.referred_on if event else None,
        requirement_category=requirement.type.code if requirement else None,
        requirement_terminated_on=requirement.ended_on if requirement else None,
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
    """The contact of a status has no type of its own in the published lists: the history holds it."""
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
    enter_system_contact(nsi.person_id, details, by=by, at=at)
