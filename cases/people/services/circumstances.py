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
from core.errors import RuleBroken, judge_all
from core.versions import save_changes

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True, kw_only=True)
class CircumstanceDetails:
    """A circumstance as it was typed: type and sub type by code, one of the person's addresses by key.

    notes   a note to add
    """

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
    values = _judge(person_id, details, changing=None, today=clock.day_of(at))
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
    """Corrects what was entered. Where the circumstance itself has changed, use update_circumstance."""
    lock_person(person_id)
    row = lock_part(Circumstance, circumstance_id, person_id=person_id)
    values = _judge(person_id, details, changing=row, today=clock.day_of(at))
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
    """Ends the old row and begins a new one on the same day. The note is added to the new one."""
    lock_person(person_id)
    old = lock_part(Circumstance, circumstance_id, person_id=person_id)
    today = clock.day_of(at)
    started_on, ended_on, on = old.started_on, old.ended_on, details.started_on
    judge_all(
        lambda: check_update(old_started_on=started_on, old_ended_on=ended_on, on=on, today=today),
        lambda: _judge(person_id, details, changing=old, today=today),
    )
    values = _judge(person_id, details, changing=old, today=today)
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
    person_id: int, details: CircumstanceDetails, *, changing: Circumstance | None, today: date
) -> dict[str, Any]:
    """Checks the details; returns the columns to save. `changing` is the row that they change or replace."""
    type = CircumstanceType.objects.get(code=details.type)
    subtypes = {row.code: row for row in type.subtypes.filter(selectable=True)}
    if changing is not None and changing.subtype is not None and changing.type_id == type.pk:
        subtypes.setdefault(changing.subtype.code, changing.subtype)
    others = Circumstance.objects.filter(person_id=person_id, type=type, ended_on=None, removed_at=None)
    facts = CircumstanceTypeFacts(
        code=type.code,
        words=type.words,
        subtypes=frozenset(subtypes),
        several_open=type.several_open,
    )
    entry = CircumstanceEntry(
        type=facts,
        subtype=details.subtype or None,
        started_on=details.started_on,
        ended_on=details.ended_on,
    )
    if changing is not None:
        others = others.exclude(pk=changing.pk)
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
