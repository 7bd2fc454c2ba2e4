"""Adds notes about a person."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.models import PersonNote
from cases.people.services.locking import lock_person
from cases.people.services.rows import add_part
from core import audit
from core.errors import RuleBroken

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def add_note(person_id: int, text: str, *, by: "User", at: datetime) -> PersonNote:
    """Notes are only added to."""
    person = lock_person(person_id)
    if not text.strip():
        raise RuleBroken("NOTE_REQUIRED", "Enter the note", "text")
    note = add_part(PersonNote, person=person, text=text.strip(), by=by, at=at)
    audit.record("person-note-added", on=note, by=by, at=at)
    return note
