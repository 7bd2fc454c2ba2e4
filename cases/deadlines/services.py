"""Sets, meets and cancels what is due about a person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.models import Deadline
from core.clock import end_of_day

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from core.models import User


@dataclass(frozen=True, kw_only=True)
class Due:
    """What is due, why and by when; its owner is an officer and team, or a supplier.

    about    the record it is about: "cases.contact:12"
    due_at   the instant, for a rule that counts hours; None: the end of `due_on`
    """

    kind: str
    about: str
    words: str
    rule: str
    due_on: date
    began_at: datetime
    due_at: datetime | None = None
    staff_id: int | None = None
    team_id: int | None = None
    supplier_id: int | None = None


@transaction.atomic
def set_deadline(person_id: int, due: Due, *, by: "User | None", at: datetime) -> Deadline:
    """Opens a deadline, or changes the open one of the same kind about the same record."""
    values = {
        "person_id": person_id,
        "words": due.words,
        "rule": due.rule,
        "began_at": due.began_at,
        "due_on": due.due_on,
        "due_at": due.due_at or end_of_day(due.due_on),
        "staff_id": due.staff_id,
        "team_id": due.team_id,
        "supplier_id": due.supplier_id,
        "updated_at": at,
        "updated_by": by,
    }
    return Deadline.objects.update_or_create(
        kind=due.kind,
        about=due.about,
        met_at=None,
        cancelled_at=None,
        defaults=values,
        create_defaults={**values, "created_at": at, "created_by": by},
    )[0]


@transaction.atomic
def meet_deadline(*, kind: str, about: str, met_at: datetime, by: "User | None", at: datetime) -> bool:
    """Marks the open deadline met; returns whether there was one."""
    return bool(_open(kind, about).update(met_at=met_at, updated_at=at, updated_by=by))


@transaction.atomic
def cancel_deadline(*, kind: str, about: str, because: str, by: "User | None", at: datetime) -> bool:
    """Cancels the open deadline; returns whether there was one."""
    return bool(
        _open(kind, about).update(cancelled_at=at, cancelled_because=because, updated_at=at, updated_by=by)
    )


@transaction.atomic
def cancel_deadlines_about(
    about: str, *, because: str, by: "User | None", at: datetime, but: str = ""
) -> int:
    """Cancels every open deadline about a record that has ended; returns how many.

    but   a kind that stays open; "" for none
    """
    rows = Deadline.objects.filter(about=about, met_at=None, cancelled_at=None).exclude(kind=but)
    return rows.update(cancelled_at=at, cancelled_because=because, updated_at=at, updated_by=by)


def _open(kind: str, about: str) -> "QuerySet[Deadline]":
    return Deadline.objects.filter(kind=kind, about=about, met_at=None, cancelled_at=None)
