"""The one place where contacts are inserted, with their first note, and what they take from their type."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field

from cases.models import Contact, ContactType
from cases.notices import ContactRecorded
from cases.people.services.notes import append_note
from core import audit
from core.models import User
from core.models.bases import stamps

#: What every contact takes from its type: column of the contact -> column of the type.
COPIED = {"is_appointment": "is_attendance", "is_national_standards": "is_national_standards"}
#: What it takes from its type where nobody says (None): column of the contact -> column of the type.
DEFAULTED = {"is_rar_activity": "rar_default", "is_sensitive": "sensitive_default"}
#: Columns of a contact that a letter or review has from the contact that calls for it.
SHARED = ("event_id", "requirement_id", "licence_condition_id", "nsi_id", "team_id", "staff_id")
#: The function is in migration 0017_writing_costs_less. It makes the rows, and its plan is kept.
INSERT = (
    "INSERT INTO cases_contact SELECT * FROM cases_new_contacts(%(contacts)s, %(at)s, %(by)s) RETURNING id"
)


def _fields() -> list[Field]:
    """The fields of a contact, without its key."""
    return [field for field in Contact._meta.concrete_fields if not field.primary_key]


@cache
def _defaults() -> dict[str, Any]:
    """What a column that is left out holds, besides those that the function works out."""
    found = {field.get_attname(): field.get_default() for field in _fields() if not field.null}
    worked_out = {"uuid", *COPIED, *DEFAULTED}
    return {name: value for name, value in found.items() if value is not None and name not in worked_out}


def new_contact(type: ContactType, **columns: Any) -> Contact:
    """A contact that is not saved yet, with what it takes from its type.

    columns   the others; those of DEFAULTED are as the type says where None or left out
    """
    taken = {name: getattr(type, column) for name, column in COPIED.items()}
    for name, column in DEFAULTED.items():
        if columns.get(name) is None:
            taken[name] = getattr(type, column)
    return Contact(**{**columns, **taken, "type": type})


def insert_contacts(contacts: Sequence[dict[str, Any]], *, by: User | None, at: datetime) -> list[int]:
    """Inserts contacts and returns their keys, in the order given. 1 query.

    contacts   a dict for each: `type_code`, and values by column; a column left out takes its default
    raises     LookupError when the reference data lack a type, or a region its unallocated team and officer
    """
    rows = json.dumps([{**_defaults(), **row} for row in contacts], default=str)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, {"contacts": rows, "at": at, "by": by.pk if by else None})
        keys = [key for (key,) in cursor]
    if len(keys) < len(contacts):
        raise LookupError("a type of contact, or an unallocated officer, is not in the reference data")
    return keys


def write_contact(
    contact: Contact, *, notes: str = "", by: User | None, at: datetime, **audited: Any
) -> Contact:
    """Inserts a new contact with its first note, audits it and publishes it. The caller has checked it.

    contact   made by `new_contact`; its person is loaded
    audited   details of the audit row besides the type
    """
    names = [field.get_attname() for field in _fields()]
    values = {name: value for name in names if (value := getattr(contact, name)) is not None}
    [contact.pk] = insert_contacts([{"type_code": contact.type.code, **values}], by=by, at=at)
    contact._state.adding, contact._state.db = False, connection.alias
    for name, value in stamps(by=by, at=at).items():
        setattr(contact, name, value)
    append_note(contact, notes, by=by, at=at)
    notice, type = notice_of(contact, by=by), contact.type.code
    audit.record("contact-recorded", on=contact, by=by, at=at, notice=notice, type=type, **audited)
    return contact


def write_linked(
    contact: Contact, type: ContactType, *, on: date, waits: bool = False, by: User | None, at: datetime
) -> Contact:
    """Writes a contact that another one calls for (a letter, a review), on the same part of the record.

    Its outcome and its location are left to whoever takes it up.

    waits   whether it stands in the enforcement list until it has an outcome
    """
    shared = {name: getattr(contact, name) for name in SHARED}
    linked = new_contact(type, person=contact.person, on=on, is_system=True, linked_to=contact, **shared)
    linked.enforcement_open = waits
    return write_contact(linked, by=by, at=at, by_the_system=True)


def notice_of(contact: Contact, *, by: User | None) -> ContactRecorded:
    return ContactRecorded(
        person_id=contact.person_id,
        crn=contact.person.crn,
        contact_id=contact.pk,
        by_id=by.pk if by else None,
    )


def linked_below(contact: Contact) -> list[Contact]:
    """The contacts that the system wrote because of this one, locked: letters and reviews. 1 query."""
    rows = Contact.objects.select_for_update(of=("self",)).filter(
        linked_to=contact, is_system=True, removed_at=None
    )
    return list(rows.order_by("pk"))
