"""Changes the answers to equality monitoring. Who changed them, and when, is kept in columns of their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases import models
from cases.models import Person
from cases.people.services.locking import lock_person
from cases.people.services.rows import columns
from core import audit
from core.models.bases import CodeRow
from core.versions import save_changes

if TYPE_CHECKING:
    from core.models import User

_CODE_LISTS: dict[str, type[CodeRow]] = {
    "ethnicity": models.Ethnicity,
    "nationality": models.Nationality,
    "second_nationality": models.Nationality,
    "religion": models.Religion,
    "sexual_orientation": models.SexualOrientation,
    "gender_identity": models.GenderIdentity,
    "immigration_status": models.ImmigrationStatus,
    "main_language": models.Language,
}


@dataclass(frozen=True, kw_only=True)
class EqualityDetails:
    """The answers, by code; "" is "not asked". "Prefer not to say" is a code, kept as an answer."""

    ethnicity: str = ""
    nationality: str = ""
    second_nationality: str = ""
    religion: str = ""
    sexual_orientation: str = ""
    gender_identity: str = ""
    gender_identity_text: str = ""
    immigration_status: str = ""
    immigration_number: str = ""
    main_language: str = ""
    interpreter_required: bool | None = None
    language_concerns: str = ""
    transgender_disclosure_consent: bool | None = None


@transaction.atomic
def change_equality(
    person_id: int,
    details: EqualityDetails,
    *,
    with_gender_reassignment: bool,
    version: int | None,
    by: "User",
    at: datetime,
) -> Person:
    """Changes what the record says for equality and language.

    with_gender_reassignment   False keeps the answer about disclosure, which the user was not shown
    """
    person = lock_person(person_id)
    hidden = [] if with_gender_reassignment else ["transgender_disclosure_consent"]
    values = columns(details, leave_out=hidden, **_CODE_LISTS)
    changed = save_changes(person, values, version=version, by=by, at=at)
    if changed:
        person.equality_updated_at, person.equality_updated_by = at, by
        person.save(update_fields=["equality_updated_at", "equality_updated_by"])
    audit.record("equality-changed", on=person, by=by, at=at, fields=changed)
    return person
