"""Records, changes and removes contacts, with everything that follows in the same transaction."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from cases.contacts.queries.facts import type_facts
from cases.contacts.rules.recording import check_contact, check_delete, check_editable, check_notes
from cases.contacts.services import alerts, clashes, enforcement
from cases.contacts.services.details import ContactDetails, details_of, entry_of, find_named
from cases.contacts.services.rows import add_note, insert_contact, judged_columns, typed_columns
from cases.models import Contact
from cases.notices import ContactRecorded
from cases.people.services.locking import lock_person
from core import audit, outbox, versions
from core.clock import day_of
from core.errors import RuleBroken
from core.models import User

NOTHING: frozenset[str] = frozenset()


@transaction.atomic
def record_contact(
    person_id: int,
    details: ContactDetails,
    *,
    by: User,
    at: datetime,
    confirmed: Collection[str] = NOTHING,
    linked_to: Contact | None = None,
) -> Contact:
    """Enters a contact of any type: an appointment to come, or what has happened.

    confirmed   codes of the warnings the user answered with "Save anyway"
    raises      RulesBroken, or NeedsConfirming for a clash or a day off
    """
    person = lock_person(person_id)
    today = day_of(at)
    named = find_named(person, details, by=by, today=today)
    check_editable(type_facts(named.type))
    entry = entry_of(details, named)
    check_contact(entry, today=today)
    check_notes(details.notes)
    accepted = clashes.confirm(person, details, named, confirmed=confirmed, at=at)
    contact = insert_contact(
        person,
        details,
        named,
        entry,
        by=by,
        at=at,
        linked_to=linked_to,
        clash_accepted_by=by if accepted else None,
    )
    if contact.is_alert:
        alerts.raise_alert(contact, at=at)
    enforcement.settle(contact, action_changed=named.action is not None, by=by, at=at)
    audit.record("contact-recorded", on=contact, by=by, at=at, type=named.type.code, accepted=list(accepted))
    tell(contact, by=by)
    return contact


def tell(contact: Contact, *, by: User | None) -> None:
    notice = ContactRecorded(
        person_id=contact.person_id,
        crn=contact.person.crn,
        contact_id=contact.pk,
        by_id=by.pk if by else None,
    )
    outbox.publish(notice, by=by)


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
    check_editable(type_facts(contact.type))
    return apply_change(contact, details, version=version, by=by, at=at, confirmed=confirmed)


def apply_change(
    contact: Contact,
    details: ContactDetails,
    *,
    version: int | None,
    by: User | None,
    at: datetime,
    confirmed: Collection[str] = NOTHING,
    act: str = "contact-changed",
    checked: bool = True,
    about: Collection[str] = (),
) -> Contact:
    """Judges and writes a locked contact's new details, and what follows from them.

    about   the fields asked for, where the others stay as they are, whatever they lack
    """
    today, before = day_of(at), details_of(contact)
    was_event = contact.event_id
    named = find_named(contact.person, details, by=by, today=today, checked=checked, kept=before)
    entry = entry_of(details, named)
    if checked:
        check_contact(entry, today=today, about=about)
    check_notes(details.notes)
    moved = (details.on, details.start_time, details.end_time) != (
        before.on,
        before.start_time,
        before.end_time,
    )
    accepted = (
        clashes.confirm(contact.person, details, named, confirmed=confirmed, at=at, ignoring=contact.pk)
        if moved and checked
        else ()
    )
    changes = {**typed_columns(details, named), **judged_columns(entry, was_sensitive=contact.is_sensitive)}
    if accepted:
        changes["clash_accepted_by_id"] = by.pk if by else None
    action_changed = details.action is not None and details.action != before.action
    changed = versions.save_changes(contact, changes, version=version, by=by, at=at)
    if not changed and details.notes.strip():
        _touch(contact, version=version, by=by, at=at)
    add_note(contact, details.notes, by=by, at=at)
    _follow_alert(contact, before=before, by=by, at=at)
    enforcement.settle(contact, action_changed=action_changed, by=by, at=at)
    if was_event and was_event != contact.event_id:
        enforcement.recount(was_event, by=by, at=at)
    audit.record(act, on=contact, by=by, at=at, changed=changed, accepted=list(accepted))
    tell(contact, by=by)
    return contact


def _touch(contact: Contact, *, version: int | None, by: User | None, at: datetime) -> None:
    """A note alone raises the version too, so that the next reader knows something was added."""
    contact.version += 1
    contact.updated_at, contact.updated_by = at, by
    contact.save(update_fields=["version", "updated_at", "updated_by"])


def _follow_alert(contact: Contact, *, before: ContactDetails, by: User | None, at: datetime) -> None:
    if contact.is_alert and not before.is_alert:
        alerts.raise_alert(contact, at=at)
    elif before.is_alert and not contact.is_alert:
        alerts.withdraw_alert(contact, by=by, at=at)


def lock_contact(contact_id: int) -> Contact:
    """The contact, its person locked first: every writer takes them in that order."""
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
    """Adds to the notes of any contact, the system's too; once sensitive always sensitive."""
    contact = lock_contact(contact_id)
    check_notes(text)
    if not text.strip():
        raise RuleBroken("NOTES_EMPTY", "Enter a note", "notes")
    if sensitive and not contact.is_sensitive:
        contact.is_sensitive = True
        contact.save(update_fields=["is_sensitive"])
    _touch(contact, version=None, by=by, at=at)
    add_note(contact, text, by=by, at=at)
    audit.record("contact-note-added", on=contact, by=by, at=at)
    return contact


@transaction.atomic
def remove_contact(
    contact_id: int,
    *,
    because: str,
    version: int | None,
    may_remove_past: bool,
    by: User,
    at: datetime,
    has_document: bool = False,
    confirmed: bool = False,
) -> Contact:
    """Marks a contact and those linked below it removed, and counts the event anew.

    may_remove_past   whether the user holds the permission for contacts in the past
    """
    contact = lock_contact(contact_id)
    check_delete(
        type_facts(contact.type),
        on=contact.on,
        today=day_of(at),
        may_delete_past=may_remove_past,
        has_document=has_document,
        confirmed=confirmed,
    )
    if not because.strip():
        raise RuleBroken("REASON_REQUIRED", "Enter the reason for removing the contact", "because")
    removal = {"removed_at": at, "removed_by": by, "removed_because": because.strip()}
    versions.save_changes(contact, removal, version=version, by=by, at=at)
    for one in (contact, *linked_below(contact)):
        if one is not contact:
            versions.save_changes(one, removal, version=None, by=by, at=at)
        alerts.withdraw_alert(one, by=by, at=at)
        enforcement.withdraw_action(one, because="Contact removed", by=by, at=at)
    if contact.event_id:
        enforcement.recount(contact.event_id, by=by, at=at)
    audit.record("contact-removed", on=contact, by=by, at=at)
    tell(contact, by=by)
    return contact


def linked_below(contact: Contact) -> list[Contact]:
    """What the contact called for by itself: letters and reviews, not appointments moved or arranged."""
    rows = Contact.objects.select_for_update().filter(linked_to=contact, is_system=True, removed_at=None)
    return list(rows.order_by("pk"))
