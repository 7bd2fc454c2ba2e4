"""Adds, changes, updates and removes personal circumstances."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cases.models import Address, Circumstance, CircumstanceType
from cases.people.rules.circumstances import (
    CircumstanceEntry,
    CircumstanceTypeFacts,
    check_circumstance,
    check_update,
)
from cases.people.services.locking import lock_person
from cases.people.services.notes import append_note, save_with_note
from cases.people.services.rows import add_part, lock_part, mark_removed
from core import audit, clock
from core.errors import RuleBroken
from core.versions import save_changes

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True, kw_only=True)
class CircumstanceDetails:
    """Codes for type and sub type; `address_id` of the person's own addresses; `notes` to be added."""

    type: str
    subtype: str = ""
    started_on: date
    ended_on: date | None = None
    evidenced: bool | None = None
    address_id: int | None = None
    notes: str = ""


@transaction.atomic
def add_circumstance(
    person_id: int, details: CircumstanceDetails, *, by: "User", at: datetime
) -> Circumstance:
    lock_person(person_id)
    values = _judge(person_id, details, besides=None, today=clock.day_of(at))
    row = add_part(Circumstance, person_id=person_id, **values, by=by, at=at)
    append_note(row, details.notes, by=by, at=at)
    audit.record("circumstance-added", on=row, by=by, at=at, type=details.type)
    return row


@transaction.atomic
def change_circumstance(
    circumstance_id: int,
    details: CircumstanceDetails,
    *,
    person_id: int,
    version: int | None,
    by: "User",
    at: datetime,
) -> Circumstance:
    """Puts right what was entered; a circumstance that has itself changed is updated."""
    lock_person(person_id)
    row = lock_part(Circumstance, circumstance_id, person_id=person_id)
    values = _judge(person_id, details, besides=row, today=clock.day_of(at))
    changed = save_with_note(row, values, details.notes, version=version, by=by, at=at)
    audit.record("circumstance-changed", on=row, by=by, at=at, fields=changed)
    return row


@transaction.atomic
def update_circumstance(
    circumstance_id: int,
    details: CircumstanceDetails,
    *,
    person_id: int,
    version: int | None,
    by: "User",
    at: datetime,
) -> Circumstance:
    """Ends the old row and begins the new one on the same day; the note goes on the new one."""
    lock_person(person_id)
    old = lock_part(Circumstance, circumstance_id, person_id=person_id)
    today = clock.day_of(at)
    check_update(old_started_on=old.started_on, on=details.started_on, today=today)
    values = _judge(person_id, details, besides=old, today=today)
    save_changes(old, {"ended_on": details.started_on}, version=version, by=by, at=at)
    row = add_part(Circumstance, person_id=person_id, **values, by=by, at=at)
    append_note(row, details.notes, by=by, at=at)
    audit.record("circumstance-updated", on=row, by=by, at=at, type=details.type, ended=old.pk)
    return row


@transaction.atomic
def remove_circumstance(
    circumstance_id: int, *, person_id: int, because: str, version: int | None, by: "User", at: datetime
) -> None:
    lock_person(person_id)
    row = lock_part(Circumstance, circumstance_id, person_id=person_id)
    mark_removed(row, because=because, version=version, by=by, at=at)
    audit.record("circumstance-removed", on=row, by=by, at=at)


def _judge(
    person_id: int, details: CircumstanceDetails, *, besides: Circumstance | None, today: date
) -> dict[str, Any]:
    """The columns of what was typed, once the rules let it through."""
    type = CircumstanceType.objects.get(code=details.type)
    subtypes = {row.code: row for row in type.subtypes.filter(selectable=True)}
    if besides is not None and besides.subtype is not None and besides.type_id == type.pk:
        subtypes.setdefault(besides.subtype.code, besides.subtype)
    others = Circumstance.objects.filter(person_id=person_id, type=type, ended_on=None, removed_at=None)
    facts = CircumstanceTypeFacts(
        code=type.code,
        words=type.words,
        sub_types=frozenset(subtypes),
        active_duplicates=type.several_open,
    )
    entry = CircumstanceEntry(
        type=facts,
        sub_type=details.subtype or None,
        started_on=details.started_on,
        ended_on=details.ended_on,
    )
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    check_circumstance(entry, open_of_type=others.count(), today=today)
    return {
        "type": type,
        "subtype": subtypes.get(details.subtype),
        "is_single": not type.several_open,
        "started_on": details.started_on,
        "ended_on": details.ended_on,
        "evidenced": details.evidenced,
        "address": _address(person_id, details.address_id),
    }


def _address(person_id: int, address_id: int | None) -> Address | None:
    if address_id is None:
        return None
    found = Address.objects.filter(pk=address_id, person_id=person_id, removed_at=None).first()
    if found is None:
        raise RuleBroken("ADDRESS_UNKNOWN", "Select one of the person's addresses", "address_id")
    return found
