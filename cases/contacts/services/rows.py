"""The rows behind every contact, however it came about: the contact, its notes, a contact beside another."""

from datetime import date, datetime
from typing import Any

from cases.contacts.rules.facts import ContactEntry
from cases.contacts.rules.recording import effect_of_outcome, is_sensitive
from cases.contacts.services.details import ContactDetails, Named, columns_of, moment_of
from cases.models import Contact, ContactNote, ContactType, Person
from core.models import User


def judged_columns(entry: ContactEntry, *, was_sensitive: bool = False) -> dict[str, Any]:
    """What the outcome writes, and whether the contact is sensitive."""
    effect = effect_of_outcome(entry)
    return {
        "attended": effect.attended,
        "complied": effect.complied,
        "hours_credited": effect.hours_credited,
        "is_sensitive": is_sensitive(was=was_sensitive, asked=entry.sensitive, type=entry.type),
    }


def typed_columns(details: ContactDetails, named: Named) -> dict[str, Any]:
    """What the details say, as columns."""
    rar = named.type.rar_default if details.is_rar_activity is None else details.is_rar_activity
    return {
        "type": named.type,
        "on": details.on,
        "start_time": details.start_time,
        "end_time": details.end_time,
        "starts_at": moment_of(details),
        "is_appointment": named.type.is_attendance,
        "is_national_standards": named.type.is_national_standards,
        **columns_of(named.component),
        "team_id": named.team.pk,
        "staff_id": named.staff.pk,
        "office_id": named.office.pk if named.office else None,
        "outcome": named.outcome,
        "enforcement_action": named.action,
        "is_alert": details.is_alert,
        "is_rar_activity": rar,
        "description": details.description,
    }


def insert_contact(
    person: Person,
    details: ContactDetails,
    named: Named,
    entry: ContactEntry,
    *,
    by: User | None,
    at: datetime,
    **more: Any,
) -> Contact:
    """Writes the contact and its first note. Nothing follows from it yet."""
    contact = Contact.objects.create(
        person=person,
        created_at=at,
        created_by=by,
        updated_at=at,
        updated_by=by,
        **typed_columns(details, named),
        **judged_columns(entry),
        **more,
    )
    add_note(contact, details.notes, by=by, at=at)
    return contact


def add_note(contact: Contact, text: str, *, by: User | None, at: datetime) -> ContactNote | None:
    """Appends to the notes; what stands is never edited. None for nothing to add."""
    if not text.strip():
        return None
    stamps = {"created_at": at, "created_by": by, "updated_at": at, "updated_by": by}
    return ContactNote.objects.create(contact=contact, text=text.strip(), **stamps)


def insert_linked(
    contact: Contact, code: str, *, on: date, by: User | None, at: datetime, notes: str = ""
) -> Contact | None:
    """A contact that another one calls for (a letter, a review), on the same part of the record.

    Its type's outcome and location rules wait for whoever takes it up. None where the list lacks the type.
    """
    type_row = ContactType.objects.filter(code=code).first()
    if type_row is None:
        return None
    linked = Contact.objects.create(
        person_id=contact.person_id,
        type=type_row,
        on=on,
        is_appointment=type_row.is_attendance,
        is_national_standards=type_row.is_national_standards,
        event_id=contact.event_id,
        requirement_id=contact.requirement_id,
        licence_condition_id=contact.licence_condition_id,
        nsi_id=contact.nsi_id,
        team_id=contact.team_id,
        staff_id=contact.staff_id,
        is_sensitive=type_row.sensitive_default,
        is_system=True,
        linked_to=contact,
        created_at=at,
        created_by=by,
        updated_at=at,
        updated_by=by,
    )
    add_note(linked, notes, by=by, at=at)
    return linked
