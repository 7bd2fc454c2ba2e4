"""Enters the contacts that the system writes by itself: what happened to the record, and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cases.contacts.services import alerts, enforcement
from cases.contacts.services.details import ContactDetails
from cases.contacts.services.filling import fill
from cases.contacts.services.rows import insert_contacts, write_contact
from cases.models import Contact
from cases.people.services.locking import lock_person
from cases.people.services.notes import append_notes
from core.clock import day_of
from core.errors import RulesBroken

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def enter_contact(
    person_id: int,
    details: ContactDetails,
    *,
    by: "User | None",
    at: datetime,
    origin: str = "",
    linked_to: Contact | None = None,
    is_system: bool | None = None,
) -> Contact:
    """Writes a contact of the system. The rules for contacts that people type are not checked.

    origin      what happened outside ("referrals.referral:<uuid>:sent"): a second call with the same origin
                changes nothing and returns the first contact
    is_system   whether lists count it among those the system wrote; None: as its type says
    """
    person = lock_person(person_id)
    if origin:
        earlier = Contact.objects.filter(origin=origin, removed_at=None).first()
        if earlier is not None:
            return earlier
    filled = fill(person, details, by=by, today=day_of(at), checked=False)
    if filled.broken:
        raise RulesBroken(filled.broken)
    contact = filled.contact
    contact.origin, contact.linked_to = origin, linked_to
    contact.is_system = contact.type.is_system if is_system is None else is_system
    write_contact(contact, notes=details.notes, by=by, at=at, by_the_system=True)
    if contact.is_alert:
        alerts.raise_alert(contact, at=at)
    enforcement.update_enforcement(contact, before=None, by=by, at=at)
    return contact


@transaction.atomic(savepoint=False)
def enter_for_many(
    contacts: Sequence[tuple[int, ContactDetails]], *, by: "User | None", at: datetime
) -> list[int]:
    """Enters contacts of many people by one statement. 1 query, 1 more when there are notes.

    For acts on thousands of people at once, which are audited and published as a whole. Each contact relates
    to the person as a whole.

    contacts   key of the person, and details: of these type, day, description, notes, officer and team count
    returns    keys of the contacts, in the order given
    raises     LookupError when the reference data lack a type, or a region its unallocated team and officer
    """
    if not contacts:
        return []
    keys = insert_contacts([_columns(person_id, details) for person_id, details in contacts], by=by, at=at)
    texts = ((key, details.notes) for key, (_person_id, details) in zip(keys, contacts, strict=True))
    append_notes(Contact, texts, by=by, at=at)
    return keys


def _columns(person_id: int, details: ContactDetails) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "type_code": details.type,
        "on": details.on,
        "staff_id": details.staff_id,
        "team_id": details.team_id,
        "description": details.description,
        "is_system": True,
    }
