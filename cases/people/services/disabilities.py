"""Adds, changes and removes disabilities and the adjustments made for them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from cases.models import Adjustment, AdjustmentType, Disability, DisabilityType
from cases.people.rules.disabilities import DisabilityRow, check_adjustment, check_disability
from cases.people.services.locking import lock_person
from cases.people.services.notes import append_note, save_with_note
from cases.people.services.rows import add_part, columns, lock_part, mark_removed
from core import audit, clock
from core.errors import RuleBroken

if TYPE_CHECKING:
    from core.models import User

NO_DISABILITY = "ND"


@dataclass(frozen=True, kw_only=True)
class DisabilityDetails:
    """A disability as it was typed, its type by code. `notes` is a note to add."""

    type: str
    condition: str = ""
    started_on: date
    ended_on: date | None = None
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class AdjustmentDetails:
    """An adjustment as it was typed, its type by code.

    disability_id   one of the person's own disabilities; None where it is for none of them
    notes           a note to add
    """

    type: str
    disability_id: int | None = None
    started_on: date
    ended_on: date | None = None
    notes: str = ""


@transaction.atomic
def add_disability(person_id: int, details: DisabilityDetails, *, by: "User", at: datetime) -> Disability:
    lock_person(person_id)
    _check_disability(person_id, details, changing=None, today=clock.day_of(at))
    row = add_part(Disability, person_id=person_id, **_columns(details), by=by, at=at)
    append_note(row, details.notes, by=by, at=at)
    audit.record("disability-added", on=row, by=by, at=at)
    return row


@transaction.atomic
def change_disability(
    disability_id: int,
    details: DisabilityDetails,
    *,
    person_id: int,
    version: int | None,
    by: "User",
    at: datetime,
) -> Disability:
    lock_person(person_id)
    row = lock_part(Disability, disability_id, person_id=person_id)
    _check_disability(person_id, details, changing=row.pk, today=clock.day_of(at))
    changed = save_with_note(row, _columns(details), details.notes, version=version, by=by, at=at)
    audit.record("disability-changed", on=row, by=by, at=at, fields=changed)
    return row


@transaction.atomic
def remove_disability(
    disability_id: int, *, person_id: int, because: str, version: int | None, by: "User", at: datetime
) -> None:
    lock_person(person_id)
    row = lock_part(Disability, disability_id, person_id=person_id)
    mark_removed(row, because=because, version=version, by=by, at=at)
    audit.record("disability-removed", on=row, by=by, at=at)


@transaction.atomic
def add_adjustment(person_id: int, details: AdjustmentDetails, *, by: "User", at: datetime) -> Adjustment:
    lock_person(person_id)
    values = _judge_adjustment(person_id, details, today=clock.day_of(at))
    row = add_part(Adjustment, person_id=person_id, **values, by=by, at=at)
    append_note(row, details.notes, by=by, at=at)
    audit.record("adjustment-added", on=row, by=by, at=at)
    return row


@transaction.atomic
def change_adjustment(
    adjustment_id: int,
    details: AdjustmentDetails,
    *,
    person_id: int,
    version: int | None,
    by: "User",
    at: datetime,
) -> Adjustment:
    lock_person(person_id)
    row = lock_part(Adjustment, adjustment_id, person_id=person_id)
    values = _judge_adjustment(person_id, details, today=clock.day_of(at))
    changed = save_with_note(row, values, details.notes, version=version, by=by, at=at)
    audit.record("adjustment-changed", on=row, by=by, at=at, fields=changed)
    return row


@transaction.atomic
def remove_adjustment(
    adjustment_id: int, *, person_id: int, because: str, version: int | None, by: "User", at: datetime
) -> None:
    lock_person(person_id)
    row = lock_part(Adjustment, adjustment_id, person_id=person_id)
    mark_removed(row, because=because, version=version, by=by, at=at)
    audit.record("adjustment-removed", on=row, by=by, at=at)


def _columns(details: DisabilityDetails) -> dict[str, Any]:
    return columns(details, leave_out=["notes"], type=DisabilityType)


def _fact(row: Disability) -> DisabilityRow:
    return DisabilityRow(
        type=row.type.code,
        started_on=row.started_on,
        ended_on=row.ended_on,
        no_disability=row.type.code == NO_DISABILITY,
    )


def _check_disability(
    person_id: int, details: DisabilityDetails, *, changing: int | None, today: date
) -> None:
    rows = Disability.objects.filter(person_id=person_id, removed_at=None).select_related("type")
    entry = DisabilityRow(
        type=details.type,
        started_on=details.started_on,
        ended_on=details.ended_on,
        no_disability=details.type == NO_DISABILITY,
    )
    adjustments = Adjustment.objects.filter(disability=changing, removed_at=None).order_by("started_on")
    adjusted_on = adjustments.values_list("started_on", flat=True) if changing else ()
    others = [_fact(row) for row in rows if row.pk != changing]
    check_disability(entry, others=others, today=today, adjusted_on=adjusted_on)


def _judge_adjustment(person_id: int, details: AdjustmentDetails, *, today: date) -> dict[str, Any]:
    disability = None
    if details.disability_id is not None:
        rows = Disability.objects.filter(person_id=person_id, removed_at=None).select_related("type")
        disability = rows.filter(pk=details.disability_id).first()
        if disability is None:
            raise RuleBroken("DISABILITY_UNKNOWN", "Select one of the person's disabilities", "disability")
    check_adjustment(
        started_on=details.started_on,
        ended_on=details.ended_on,
        disability=_fact(disability) if disability else None,
        today=today,
    )
    values = columns(details, leave_out=["notes", "disability_id"], type=AdjustmentType)
    return values | {"disability": disability}
