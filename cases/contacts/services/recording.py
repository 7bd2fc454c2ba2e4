"""Records and changes contacts, with everything that follows in the same transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.contacts.rules.appointments import check_alive_on, check_still_to_come
from cases.contacts.rules.recording import (
    broken_rules,
    check_appointment,
    check_editable,
    check_notes,
    check_outcome_of_new,
)
from cases.contacts.services import alerts, clashes, enforcement
from cases.contacts.services.details import ContactDetails, details_of
from cases.contacts.services.filling import Filled, fill
from cases.contacts.services.rows import notice_of, write_contact
from cases.models import Contact, Person
from cases.people.services.locking import lock_person
from cases.people.services.notes import append_note, save_with_note
from core import audit, versions
from core.clock import day_of, time_of
from core.errors import Gathering, RuleBroken, RulesBroken
from core.models import User

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class NewContact:
    """A contact that breaks no rule and is not written yet.

    notes      its first note
    accepted   codes of the warnings that the user confirmed
    """

    contact: Contact
    notes: str
    accepted: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of a locked contact that breaks no rule and is not written yet.

    before     its details before the change
    columns    name and value of every column that the change may write
    notes      the note to add
    accepted   codes of the warnings that the user confirmed
    """

    contact: Contact
    before: ContactDetails
    columns: dict[str, Any]
    notes: str
    accepted: tuple[str, ...]


@transaction.atomic
def record_contact(
    person_id: int, details: ContactDetails, *, by: User, at: datetime, confirmed: Collection[str] = NOTHING
) -> Contact:
    """Enters a contact of any type: an appointment to come, or what has happened.

    confirmed   codes of the warnings the user answered with "Save anyway"
    raises      RulesBroken, or NeedsConfirming for a clash or a day off
    """
    new = judge_new(lock_person(person_id), details, by=by, at=at, confirmed=confirmed)
    return write_new(new, by=by, at=at)


def judge_new(
    person: Person,
    details: ContactDetails,
    *,
    by: User,
    at: datetime,
    confirmed: Collection[str] = NOTHING,
    appointment: bool = False,
    instead_of: Contact | None = None,
) -> NewContact:
    """Fills a contact of a locked person and judges it by the rules. Nothing is written.

    confirmed     codes of the warnings the user answered with "Save anyway"
    appointment   whether it must be one that is still to come, with a start time
    instead_of    an appointment that takes its outcome in the same act, so that its time is free
    raises        RulesBroken, NeedsConfirming
    """
    contact, broken = broken_by_new(person, details, by=by, at=at, appointment=appointment)
    if broken:
        raise RulesBroken(broken)
    return confirm_new(contact, details.notes, confirmed=confirmed, at=at, instead_of=instead_of)


def confirm_new(
    contact: Contact,
    notes: str,
    *,
    confirmed: Collection[str],
    at: datetime,
    instead_of: Contact | None = None,
) -> NewContact:
    """A contact that breaks no rule, its warnings confirmed. Nothing is written.

    instead_of   as for `judge_new`
    raises       NeedsConfirming
    """
    ignoring = instead_of.pk if instead_of else None
    accepted = clashes.confirm(contact, confirmed=confirmed, at=at, ignoring=ignoring)
    return NewContact(contact=contact, notes=notes, accepted=accepted)


def broken_by_new(
    person: Person, details: ContactDetails, *, by: User, at: datetime, appointment: bool = False
) -> tuple[Contact, list[RuleBroken]]:
    """The contact that the details describe, and every rule that it breaks. Nothing is locked or written.

    raises   RuleBroken for a type that names nothing
    """
    today, now = day_of(at), time_of(at)
    filled = fill(person, details, by=by, today=today)
    contact, gathering = filled.contact, Gathering()
    gathering.add(filled.broken)
    gathering.ask(lambda: check_editable(contact.type))
    if appointment:
        gathering.ask(lambda: check_appointment(contact))
        gathering.ask(lambda: check_still_to_come(contact, today=today, now=now))
    if contact.type.is_attendance:
        gathering.ask(lambda: check_alive_on(person.died_on, contact.on))
    lost = {rule.field for rule in filled.broken}
    rules = broken_rules(contact, filled.level, today=today, now=now)
    gathering.add(rule for rule in rules if rule.field not in lost)
    gathering.ask(lambda: check_outcome_of_new(contact, today=today, now=now))
    gathering.ask(lambda: check_notes(details.notes))
    return contact, gathering.broken


def write_new(new: NewContact, *, by: User, at: datetime, linked_to: Contact | None = None) -> Contact:
    """Writes a contact that was judged, with its alert and what follows for enforcement."""
    contact = new.contact
    contact.linked_to = linked_to
    contact.clash_accepted_by = by if new.accepted else None
    write_contact(contact, notes=new.notes, by=by, at=at, accepted=list(new.accepted))
    if contact.is_alert:
        alerts.raise_alert(contact, at=at)
    enforcement.update_enforcement(contact, before=None, by=by, at=at)
    return contact


@transaction.atomic
def change_contact(
    contact_id: int,
    details: ContactDetails,
    *,
    version: int | None,
    by: User,
    at: datetime,
    confirmed: Collection[str] = NOTHING,
) -> Contact:
    """Changes a contact's details; `details.notes` is added below what stands.

    raises   StaleVersion, RulesBroken, NeedsConfirming; NOT_EDITABLE for what the system wrote
    """
    contact = lock_contact(contact_id)
    check_editable(contact.type)
    change = judge_change(contact, details, version=version, by=by, at=at, confirmed=confirmed)
    return write_change(change, act="contact-changed", by=by, at=at)


def judge_change(
    contact: Contact,
    details: ContactDetails,
    *,
    version: int | None,
    by: User | None,
    at: datetime,
    confirmed: Collection[str] = NOTHING,
    checked: bool = True,
    about: Collection[str] = (),
) -> Change:
    """Judges the new details of a locked contact by the rules. Nothing is written.

    checked   False: the rules are not checked, and no clash is warned of
    about     names of the fields that are changed; rules about other fields are not checked. Empty: all are
    raises    RulesBroken, NeedsConfirming, StaleVersion
    """
    before = details_of(contact)
    filled, broken = broken_by_change(contact, details, by=by, at=at, checked=checked, about=about)
    if broken:
        raise RulesBroken(broken)
    accepted: tuple[str, ...] = ()
    if checked and _is_moved(details, before):
        accepted = clashes.confirm(filled.contact, confirmed=confirmed, at=at, ignoring=contact.pk)
    columns = filled.columns
    if accepted:
        columns["clash_accepted_by_id"] = by.pk if by else None
    versions.check_version(contact, version)
    return Change(contact=contact, before=before, columns=columns, notes=details.notes, accepted=accepted)


def broken_by_change(
    contact: Contact,
    details: ContactDetails,
    *,
    by: User | None,
    at: datetime,
    checked: bool = True,
    about: Collection[str] = (),
) -> tuple[Filled, list[RuleBroken]]:
    """The contact with its new details, and every rule that they break. Nothing is locked or written.

    checked, about   as for `judge_change`
    raises           RuleBroken for a type that names nothing
    """
    filled = fill(contact.person, details, by=by, today=day_of(at), checked=checked, before=contact)
    filled.contact.arrived_at = contact.arrived_at
    gathering = Gathering()
    gathering.add(filled.broken)
    if checked:
        lost = {rule.field for rule in filled.broken}
        broken = broken_rules(filled.contact, filled.level, today=day_of(at), now=time_of(at))
        kept = (rule for rule in broken if not about or rule.field in about)
        gathering.add(rule for rule in kept if rule.field not in lost)
        if filled.contact.type.is_attendance and _is_moved(details, details_of(contact)):
            gathering.ask(lambda: check_alive_on(contact.person.died_on, details.on))
            gathering.ask(lambda: check_outcome_of_new(filled.contact, today=day_of(at), now=time_of(at)))
    gathering.ask(lambda: check_notes(details.notes))
    return filled, gathering.broken


def write_change(change: Change, *, act: str, by: User | None, at: datetime) -> Contact:
    """Saves a change that was judged, and writes what follows from it.

    act   the act of the audit: "contact-changed", "outcome-recorded" ...
    """
    contact, before = change.contact, change.before
    old_event_id = contact.event_id
    changed = save_with_note(contact, change.columns, change.notes, version=None, by=by, at=at)
    _update_alert(contact, before=before, by=by, at=at)
    enforcement.update_enforcement(contact, before=before, by=by, at=at)
    if old_event_id and old_event_id != contact.event_id:
        enforcement.update_breach(old_event_id, by=by, at=at)
    notice, accepted = notice_of(contact, by=by), list(change.accepted)
    audit.record(act, on=contact, by=by, at=at, notice=notice, changed=changed, accepted=accepted)
    return contact


def _is_moved(details: ContactDetails, before: ContactDetails) -> bool:
    return any(getattr(details, n) != getattr(before, n) for n in ("on", "start_time", "end_time"))


def _update_alert(contact: Contact, *, before: ContactDetails, by: User | None, at: datetime) -> None:
    if contact.is_alert and not before.is_alert:
        alerts.raise_alert(contact, at=at)
    elif before.is_alert and not contact.is_alert:
        alerts.withdraw_alert(contact, by=by, at=at)
    if contact.arrived_at and contact.outcome_id:
        alerts.withdraw_arrival(contact, by=by, at=at)


def lock_contact(contact_id: int) -> Contact:
    """The contact, locked after its person: every writer locks them in that order.

    raises   RuleBroken REMOVED
    """
    person_id = Contact.objects.values_list("person_id", flat=True).get(pk=contact_id)
    lock_person(person_id)
    contact = (
        Contact.objects.select_for_update(of=("self",))
        .select_related("person", "type", "outcome", "enforcement_action__contact_type", "staff", "team")
        .get(pk=contact_id)
    )
    if contact.removed_at is not None:
        raise RuleBroken("REMOVED", "This contact has been removed")
    return contact


@transaction.atomic
def add_contact_note(
    contact_id: int, text: str, *, by: User, at: datetime, sensitive: bool = False
) -> Contact:
    """Adds a note to any contact, also to one the system wrote.

    sensitive   True makes the contact sensitive; False leaves it as it is
    raises      RuleBroken NOTES_TOO_LONG, NOTES_EMPTY
    """
    contact = lock_contact(contact_id)
    check_notes(text)
    if not text.strip():
        raise RuleBroken("NOTES_EMPTY", "Enter a note", "notes")
    changed = ["is_sensitive"] if sensitive and not contact.is_sensitive else []
    contact.is_sensitive = contact.is_sensitive or sensitive
    versions.raise_version(contact, changed, by=by, at=at)
    append_note(contact, text, by=by, at=at)
    audit.record("contact-note-added", on=contact, by=by, at=at)
    return contact
