"""Records and changes contacts, with everything that follows in the same transaction."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from cases.contacts.rules.recording import (
    check_appointment,
    check_contact,
    check_editable,
    check_notes,
)
from cases.contacts.services import alerts, clashes, enforcement
from cases.contacts.services.details import ContactDetails, details_of
from cases.contacts.services.filling import fill
from cases.contacts.services.rows import notice_of, write_contact
from cases.models import Contact
from cases.people.services.locking import lock_person
from cases.people.services.notes import append_note, save_with_note
from core import audit, versions
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
    appointment: bool = False,
) -> Contact:
    """Enters a contact of any type: an appointment to come, or what has happened.

    confirmed     codes of the warnings the user answered with "Save anyway"
    appointment   whether it must be one, with a start time
    raises        RulesBroken, or NeedsConfirming for a clash or a day off
    """
    person, today = lock_person(person_id), day_of(at)
    filled = fill(person, details, by=by, today=today)
    contact = filled.contact
    check_editable(contact.type)
    if appointment:
        check_appointment(contact)
    check_contact(contact, filled.level, today=today)
    check_notes(details.notes)
    accepted = clashes.confirm(contact, confirmed=confirmed, at=at)
    contact.linked_to = linked_to
    contact.clash_accepted_by = by if accepted else None
    write_contact(contact, notes=details.notes, by=by, at=at, accepted=list(accepted))
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
    """Checks and saves the new details of a locked contact, and writes what follows from them.

    checked   False: the rules are not checked, and no clash is warned of
    about     names of the fields that are changed; rules about other fields are not checked. Empty: all are
    """
    before = details_of(contact)
    old_event_id = contact.event_id
    filled = fill(contact.person, details, by=by, today=day_of(at), checked=checked, before=contact)
    if checked:
        check_contact(filled.contact, filled.level, today=day_of(at), about=about)
    check_notes(details.notes)
    accepted: tuple[str, ...] = ()
    if checked and _is_moved(details, before):
        accepted = clashes.confirm(filled.contact, confirmed=confirmed, at=at, ignoring=contact.pk)
    changes = filled.columns
    if accepted:
        changes["clash_accepted_by_id"] = by.pk if by else None
    changed = save_with_note(contact, changes, details.notes, version=version, by=by, at=at)
    _update_alert(contact, before=before, by=by, at=at)
    enforcement.update_enforcement(contact, before=before, by=by, at=at)
    if old_event_id and old_event_id != contact.event_id:
        enforcement.recount(old_event_id, by=by, at=at)
    notice = notice_of(contact, by=by)
    audit.record(act, on=contact, by=by, at=at, telling=notice, changed=changed, accepted=list(accepted))
    return contact


def _is_moved(details: ContactDetails, before: ContactDetails) -> bool:
    return any(getattr(details, n) != getattr(before, n) for n in ("on", "start_time", "end_time"))


def _update_alert(contact: Contact, *, before: ContactDetails, by: User | None, at: datetime) -> None:
    if contact.is_alert and not before.is_alert:
        alerts.raise_alert(contact, at=at)
    elif before.is_alert and not contact.is_alert:
        alerts.withdraw_alert(contact, by=by, at=at)


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
