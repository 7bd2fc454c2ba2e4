"""The one place where contacts are inserted, with their first note."""

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

#: Columns whose value is not simply the one given. The type's copies are taken from the type, so that no
#: writer can differ from it; without staff a contact belongs to those who hold the person.
_WORKED_OUT = {
    "uuid": "coalesce(given.uuid, gen_random_uuid())",
    "type_id": "type.id",
    "is_appointment": "type.is_attendance",
    "is_national_standards": "type.is_national_standards",
    "is_sensitive": "coalesce(given.is_sensitive, type.sensitive_default)",
    "staff_id": "coalesce(given.staff_id, holder.staff_id)",
    "team_id": "coalesce(given.team_id, holder.team_id)",
    "created_at": "%(at)s",
    "created_by_id": "%(by)s",
    "updated_at": "%(at)s",
    "updated_by_id": "%(by)s",
}
_INSERT = """
    INSERT INTO cases_contact ({columns})
    SELECT {values}
    FROM jsonb_to_recordset(%(given)s) AS given (place int, type_code text, {given})
    JOIN cases_contacttype AS type ON type.code = given.type_code
    LEFT JOIN LATERAL cases_holder(given.person_id) AS holder ON given.staff_id IS NULL
    WHERE coalesce(given.staff_id, holder.staff_id) IS NOT NULL
    ORDER BY given.place
    RETURNING id
"""


@cache
def _statement() -> tuple[str, dict[str, Any]]:
    """INSERT for all columns of the model, and the defaults it takes for those that are not given."""
    types = {field.get_attname(): field.db_type(connection) for field in _fields()}
    defaults = {field.get_attname(): field.get_default() for field in _fields() if not field.null}
    defaults = {name: value for name, value in defaults.items() if value is not None}
    plain = {
        name: f'coalesce(given."{name}", %({name})s)' if name in defaults else f'given."{name}"'
        for name in types
    }
    sql = _INSERT.format(
        columns=", ".join(f'"{name}"' for name in types),
        values=", ".join((plain | _WORKED_OUT).values()),
        given=", ".join(f'"{name}" {type}' for name, type in types.items()),
    )
    return sql, {name: value for name, value in defaults.items() if name not in _WORKED_OUT}


def _fields() -> list[Field]:
    """The columns of a contact but its key, each named as its attribute is."""
    return [field for field in Contact._meta.concrete_fields if not field.primary_key]


def insert_contacts(given: Sequence[dict[str, Any]], *, by: User | None, at: datetime) -> list[int]:
    """Keys of the new contacts, in the order given. 1 query.

    given    a dict for each contact: `type_code`, and values by column; what is left out has its default
    raises   LookupError when the reference data lack a type, or a region its unallocated team and officer
    """
    sql, defaults = _statement()
    rows = json.dumps([{"place": place, **row} for place, row in enumerate(given)], default=str)
    with connection.cursor() as cursor:
        cursor.execute(sql, {**defaults, "given": rows, "at": at, "by": by.pk if by else None})
        keys = [key for (key,) in cursor]
    if len(keys) < len(given):
        raise LookupError("a type of contact, or an unallocated officer, is not in the reference data")
    return keys


def write_contact(
    contact: Contact, *, notes: str = "", by: User | None, at: datetime, **audited: Any
) -> Contact:
    """Saves a new contact that has been judged, with its first note; audits it and tells who listens.

    contact   its person and type loaded
    audited   what the audit row says besides the type
    """
    names = [field.get_attname() for field in _fields()]
    given = {name: value for name in names if (value := getattr(contact, name)) is not None}
    [contact.pk] = insert_contacts([{"type_code": contact.type.code, **given}], by=by, at=at)
    contact._state.adding, contact._state.db = False, connection.alias
    for name, value in stamps(by=by, at=at).items():
        setattr(contact, name, value)
    append_note(contact, notes, by=by, at=at)
    told, type = notice_of(contact, by=by), contact.type.code
    audit.record("contact-recorded", on=contact, by=by, at=at, telling=told, type=type, **audited)
    return contact


def write_beside(contact: Contact, type: ContactType, *, on: date, by: User | None, at: datetime) -> Contact:
    """A contact that another one calls for (a letter, a review), on the same part of the record.

    Its type's outcome and location rules wait for whoever takes it up.
    """
    linked = Contact(
        person=contact.person,
        type=type,
        on=on,
        is_appointment=type.is_attendance,
        is_national_standards=type.is_national_standards,
        event_id=contact.event_id,
        requirement_id=contact.requirement_id,
        licence_condition_id=contact.licence_condition_id,
        nsi_id=contact.nsi_id,
        team_id=contact.team_id,
        staff_id=contact.staff_id,
        is_sensitive=type.sensitive_default,
        is_system=True,
        linked_to=contact,
    )
    return write_contact(linked, by=by, at=at, by_the_system=True)


def notice_of(contact: Contact, *, by: User | None) -> ContactRecorded:
    return ContactRecorded(
        person_id=contact.person_id,
        crn=contact.person.crn,
        contact_id=contact.pk,
        by_id=by.pk if by else None,
    )
