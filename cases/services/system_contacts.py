"""Enters the contacts that the system writes by itself: what happened to the record, and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.models import Contact, ContactNote, ContactType
from cases.queries.holders import Holder, holders_of
from cases.services import alerts, enforcement
from cases.services.contact_entries import (
    ContactDetails,
    entry_of,
    find_named,
    lock_person,
)
from cases.services.contact_rows import insert_contact
from cases.services.contacts import tell
from core import audit
from core.clock import day_of

if TYPE_CHECKING:
    from core.models import User

DESCRIPTION_LENGTH = 200


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One system contact.

    text     becomes the description; a longer one is a note
    holder   officer and team; None for those who hold the case
    origin   what happened outside, entered once: "referrals.session:<uuid>"
    """

    person_id: int
    type_code: str
    on: date
    text: str
    holder: Holder | None = None
    event_id: int | None = None
    requirement_id: int | None = None
    nsi_id: int | None = None
    origin: str = ""


@transaction.atomic
def enter(entry: Entry, *, by: "User | None", at: datetime) -> Contact:
    return enter_all([entry], by=by, at=at)[0]


@transaction.atomic
def enter_all(entries: Sequence[Entry], *, by: "User | None", at: datetime) -> list[Contact]:
    """The contacts, in the order given. Costs at most 5 queries however many there are."""
    if not entries:
        return []
    types = _types(entry.type_code for entry in entries)
    held = holders_of({entry.person_id for entry in entries if entry.holder is None})
    rows = [
        _contact(entry, types[entry.type_code], entry.holder or held[entry.person_id], by, at)
        for entry in entries
    ]
    contacts = Contact.objects.bulk_create(rows, batch_size=1000)
    notes = [
        ContactNote(
            contact=contact,
            text=entry.text,
            created_at=at,
            created_by=by,
            updated_at=at,
            updated_by=by,
        )
        for contact, entry in zip(contacts, entries, strict=True)
        if len(entry.text) > DESCRIPTION_LENGTH
    ]
    ContactNote.objects.bulk_create(notes, batch_size=1000)
    return contacts


def _types(codes: Iterable[str]) -> dict[str, ContactType]:
    wanted = {str(code) for code in codes}
    found = {row.code: row for row in ContactType.objects.filter(code__in=wanted)}
    if missing := wanted - found.keys():
        raise LookupError(f"contact types {sorted(missing)} are not in the reference data")
    return found


def _contact(entry: Entry, type: ContactType, holder: Holder, by: "User | None", at: datetime) -> Contact:
    return Contact(
        person_id=entry.person_id,
        type=type,
        on=entry.on,
        is_national_standards=type.is_national_standards,
        event_id=entry.event_id,
        requirement_id=entry.requirement_id,
        nsi_id=entry.nsi_id,
        staff_id=holder.staff_id,
        team_id=holder.team_id,
        is_sensitive=type.sensitive_default,
        is_system=True,
        description=entry.text if len(entry.text) <= DESCRIPTION_LENGTH else "",
        origin=entry.origin,
        created_at=at,
        created_by=by,
        updated_at=at,
        updated_by=by,
    )


@transaction.atomic
def enter_system_contact(
    person_id: int,
    details: ContactDetails,
    *,
    by: "User | None",
    at: datetime,
    origin: str = "",
    linked_to: Contact | None = None,
) -> Contact:
    """Writes a contact inside the caller's transaction, not judged by the rules for what people type.

    details   its type decides whether lists count the contact among those the system wrote
    origin    what happened outside ("referrals.referral:<uuid>:sent"): a second call changes nothing and
              returns the first contact
    """
    person = lock_person(person_id)
    if origin:
        earlier = Contact.objects.filter(origin=origin, removed_at=None).first()
        if earlier is not None:
            return earlier
    named = find_named(person, details, by=by, today=day_of(at), checked=False)
    contact = insert_contact(
        person,
        details,
        named,
        entry_of(details, named),
        by=by,
        at=at,
        origin=origin,
        linked_to=linked_to,
        is_system=named.type.is_system,
    )
    if details.is_alert:
        alerts.raise_alert(contact, at=at)
    enforcement.settle(contact, action_changed=False, by=by, at=at)
    audit.record("contact-recorded", on=contact, by=by, at=at, type=details.type, by_the_system=True)
    tell(contact, by=by)
    return contact
