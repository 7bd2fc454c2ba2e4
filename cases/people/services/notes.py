"""Writes notes, whatever they are about; and adds a note about a person."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model

from cases.models import PersonNote
from cases.people.services.locking import lock_person
from core import audit
from core.errors import RuleBroken
from core.models.bases import Versioned, stamps
from core.versions import raise_version, save_changes

if TYPE_CHECKING:
    from core.models import User

NOTES_AT_ONCE = 1000


def append_note(row: Any, text: str, *, by: "User | None", at: datetime, **more: Any) -> Any:
    """Adds a note to a row that keeps notes. Notes already there are never edited.

    row       a contact, an address ...; locked by the caller
    more      other columns of its table of notes
    returns   the note; None when the text is blank
    """
    if not text.strip():
        return None
    return row.notes.create(text=text.strip(), **more, **stamps(by=by, at=at))


def append_notes(
    owner: type[Model], texts: Iterable[tuple[int, str]], *, by: "User | None", at: datetime
) -> None:
    """Adds a first note to many new rows of one table that keeps notes. 1 query a thousand notes.

    texts   key of the row, and the text; blank ones are left out
    """
    of_owner: Any = owner._meta.get_field("notes")
    table, key = of_owner.related_model, of_owner.field.attname
    notes = [
        table(**{key: pk}, text=text.strip(), **stamps(by=by, at=at)) for pk, text in texts if text.strip()
    ]
    if notes:
        table._default_manager.bulk_create(notes, batch_size=NOTES_AT_ONCE)


def save_with_note(
    row: Versioned,
    changes: dict[str, Any],
    note: str,
    *,
    version: int | None,
    by: "User | None",
    at: datetime,
) -> list[str]:
    """Saves the changes of a locked row and adds the note, if any; returns the names of what changed.

    version   as in core.versions.save_changes. A note alone raises the row's version too
    raises    StaleVersion; then nothing is written
    """
    changed = save_changes(row, changes, version=version, by=by, at=at)
    if append_note(row, note, by=by, at=at) is None:
        return changed
    if not changed:
        raise_version(row, by=by, at=at)
    return [*changed, "notes"]


@transaction.atomic
def add_note(person_id: int, text: str, *, by: "User", at: datetime) -> PersonNote:
    """Adds a note about the person as a whole.

    raises   RuleBroken NOTE_REQUIRED when the text is blank
    """
    person = lock_person(person_id)
    note = append_note(person, text, by=by, at=at)
    if note is None:
        raise RuleBroken("NOTE_REQUIRED", "Enter the note", "text")
    audit.record("person-note-added", on=note, by=by, at=at)
    return note
