"""Enters the contacts that the system writes by itself: what happened to the record, and when."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from cases.contacts.services import alerts, enforcement
from cases.contacts.services.details import ContactDetails, entry_of, find_named
from cases.contacts.services.recording import tell
from cases.contacts.services.rows import insert_contact
from cases.models import Contact, ContactNote
from cases.people.services.locking import lock_person
from core import audit
from core.clock import day_of

if TYPE_CHECKING:
    from core.models import User

DESCRIPTION_LENGTH = 200
#: A contact belongs to the officer and team given, else to those who hold the person. What is not named here
#: stays empty.
ENTER = """
    INSERT INTO cases_contact (
        uuid, person_id, type_id, "on", event_id, requirement_id, nsi_id, staff_id, team_id, description,
        origin, is_national_standards, is_sensitive, is_system, is_appointment, is_alert, is_rar_activity,
        enforcement_open, version, created_at, created_by_id, updated_at, updated_by_id, removed_because
    )
    SELECT gen_random_uuid(), given.person_id, type.id, given."on", given.event_id, given.requirement_id,
           given.nsi_id, coalesce(given.staff_id, holder.staff_id), coalesce(given.team_id, holder.team_id),
           given.description, given.origin, type.is_national_standards, type.sensitive_default, true, false,
           false, false, false, 1, %(at)s, %(by)s, %(at)s, %(by)s, ''
    FROM jsonb_to_recordset(%(given)s) AS given (
        place int, person_id bigint, type_code text, "on" date, event_id bigint, requirement_id bigint,
        nsi_id bigint, staff_id bigint, team_id bigint, description text, origin text
    )
    JOIN cases_contacttype AS type ON type.code = given.type_code
    LEFT JOIN LATERAL cases_holder(given.person_id) AS holder ON given.staff_id IS NULL
    WHERE coalesce(given.staff_id, holder.staff_id) IS NOT NULL
    ORDER BY given.place
    RETURNING id
"""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One system contact.

    text                becomes the description; a longer one is a note
    staff_id, team_id   both, or None for those who hold the case
    origin              what happened outside, entered once: "referrals.session:<uuid>"
    """

    person_id: int
    type_code: str
    on: date
    text: str
    staff_id: int | None = None
    team_id: int | None = None
    event_id: int | None = None
    requirement_id: int | None = None
    nsi_id: int | None = None
    origin: str = ""


def enter(entry: Entry, *, by: "User | None", at: datetime) -> int:
    """The key of the contact."""
    return enter_all([entry], by=by, at=at)[0]


@transaction.atomic(savepoint=False)
def enter_all(entries: Sequence[Entry], *, by: "User | None", at: datetime) -> list[int]:
    """Keys of the contacts, in the order given. Costs 1 query, 1 more when a text is long.

    raises   LookupError when the reference data lack a type, or a region its unallocated team and officer
    """
    if not entries:
        return []
    given = json.dumps([_given(place, entry) for place, entry in enumerate(entries)], default=str)
    with connection.cursor() as cursor:
        cursor.execute(ENTER, {"given": given, "at": at, "by": by.pk if by else None})
        keys = [key for (key,) in cursor]
    if len(keys) < len(entries):
        raise LookupError("a type of contact, or an unallocated officer, is not in the reference data")
    notes = [
        ContactNote(
            contact_id=key, text=entry.text, created_at=at, created_by=by, updated_at=at, updated_by=by
        )
        for key, entry in zip(keys, entries, strict=True)
        if len(entry.text) > DESCRIPTION_LENGTH
    ]
    if notes:
        ContactNote.objects.bulk_create(notes, batch_size=1000)
    return keys


def _given(place: int, entry: Entry) -> dict[str, Any]:
    return {
        "place": place,
        "person_id": entry.person_id,
        "type_code": entry.type_code,
        "on": entry.on,
        "event_id": entry.event_id,
        "requirement_id": entry.requirement_id,
        "nsi_id": entry.nsi_id,
        "staff_id": entry.staff_id,
        "team_id": entry.team_id,
        "description": entry.text if len(entry.text) <= DESCRIPTION_LENGTH else "",
        "origin": entry.origin,
    }


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
