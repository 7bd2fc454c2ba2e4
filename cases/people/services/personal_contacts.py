"""Adds, changes and removes personal contacts: relatives, GPs and others."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.models import PersonalContact, RelationshipType, Sex, Title
from cases.people.rules.personal_contacts import PersonalContactEntry, check_personal_contact
from cases.people.services.locking import lock_person
from cases.people.services.notes import append_note, save_with_note
from cases.people.services.rows import add_part, columns, lock_part, mark_removed
from core import audit

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True, kw_only=True)
class PersonalContactDetails:
    """A personal contact as typed: relationship type, title and sex by code. `notes` is a note to add."""

    relationship_type: str
    relationship: str
    is_emergency_contact: bool = False
    title: str = ""
    first_name: str
    surname: str
    previous_surname: str = ""
    sex: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    mobile: str = ""
    email: str = ""
    started_on: date
    ended_on: date | None = None
    notes: str = ""


@transaction.atomic
def add_personal_contact(
    person_id: int, details: PersonalContactDetails, *, by: "User", at: datetime
) -> PersonalContact:
    lock_person(person_id)
    _check(details)
    row = add_part(PersonalContact, person_id=person_id, **_columns(details), by=by, at=at)
    append_note(row, details.notes, by=by, at=at)
    audit.record("personal-contact-added", on=row, by=by, at=at)
    return row


@transaction.atomic
def change_personal_contact(
    contact_id: int,
    details: PersonalContactDetails,
    *,
    person_id: int,
    version: int | None,
    by: "User",
    at: datetime,
) -> PersonalContact:
    lock_person(person_id)
    row = lock_part(PersonalContact, contact_id, person_id=person_id)
    _check(details)
    changed = save_with_note(row, _columns(details), details.notes, version=version, by=by, at=at)
    audit.record("personal-contact-changed", on=row, by=by, at=at, fields=changed)
    return row


@transaction.atomic
def remove_personal_contact(
    contact_id: int, *, person_id: int, because: str, version: int | None, by: "User", at: datetime
) -> None:
    lock_person(person_id)
    row = lock_part(PersonalContact, contact_id, person_id=person_id)
    mark_removed(row, because=because, version=version, by=by, at=at)
    audit.record("personal-contact-removed", on=row, by=by, at=at)


def _columns(details: PersonalContactDetails) -> dict:
    return columns(details, leave_out=["notes"], relationship_type=RelationshipType, title=Title, sex=Sex)


def _check(details: PersonalContactDetails) -> None:
    check_personal_contact(
        PersonalContactEntry(
            relationship=details.relationship,
            relationship_type=details.relationship_type,
            first_name=details.first_name,
            surname=details.surname,
            started_on=details.started_on,
            ended_on=details.ended_on,
            telephone=details.telephone,
            mobile=details.mobile,
            email=details.email,
            postcode=details.postcode,
            is_emergency_contact=details.is_emergency_contact,
        )
    )
