"""The lists that My day shows of the case record, read together."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.db.models.lookups import IsNull

from cases.contacts.queries.alerts import open_alerts
from cases.models import Contact, ContactAlert, Deadline
from cases.worklists.queries import diaries
from core.built_once import built_once
from core.models import Staff

SHOWN = 5


@dataclass(frozen=True)
class WorkList:
    """The first rows of a list and how many there are in all."""

    rows: list[Any]
    total: int

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.rows)


@dataclass(frozen=True)
class Deadlines(WorkList):
    """Deadlines, and how many of them are overdue and still to come. The rows show some of both."""

    overdue: int
    coming: int


@dataclass(frozen=True)
class WorkDay:
    today: WorkList
    outcomes: WorkList
    enforcement: WorkList
    alerts: WorkList
    deadlines: Deadlines

    @property
    def lists(self) -> tuple[WorkList, ...]:
        return (self.today, self.outcomes, self.enforcement, self.alerts, self.deadlines)


def work_day(staff: Staff, *, today: date) -> WorkDay:
    """The lists of an officer's day. 5 queries, whatever the caseload. The caller masks the rows.

    Each is the first rows of a list of its own, in the order of that list; the total counts the same rows. Of
    today's appointments those without an outcome come first.
    """
    since = diaries.outcomes_since(today)
    return WorkDay(
        today=_work_list(_appointments(staff.pk, today)),
        outcomes=_work_list(_outcomes(staff.pk, today, since)),
        enforcement=_work_list(_enforcement(staff.pk, today, since)),
        alerts=_work_list(_alerts(staff.pk)),
        deadlines=_split(_deadlines(staff.pk, today, today + diaries.DEADLINES_AHEAD)),
    )


@built_once
def _appointments(staff_id: int, today: date) -> QuerySet[Contact]:
    waiting_first = IsNull(F("outcome"), True).desc()
    return _first(diaries.appointments_on(staff_id, today).order_by(waiting_first, "start_time", "pk"))


@built_once
def _outcomes(staff_id: int, today: date, since: date) -> QuerySet[Contact]:
    rows = diaries.outcomes_to_record(staff_id, today=today, since=since)
    return _first(rows.order_by(*diaries.OUTCOMES_ORDER))


@built_once
def _enforcement(staff_id: int, today: date, since: date) -> QuerySet[Contact]:
    rows = diaries.enforcement_due(staff_id, today=today, since=since)
    return _first(rows.order_by(*diaries.ENFORCEMENT_ORDER))


@built_once
def _alerts(staff_id: int) -> QuerySet[ContactAlert]:
    return _first(open_alerts(staff_id).order_by("-raised_at", "-pk"))


@built_once
def _deadlines(staff_id: int, today: date, until: date) -> QuerySet[Deadline]:
    """The first overdue deadlines and the first to come: half of each, unless there are fewer of one kind."""
    kind = ExpressionWrapper(Q(due_on__lt=today), output_field=BooleanField())
    rows = diaries.deadlines_of_staff(staff_id, until=until).annotate(
        is_overdue=kind,
        in_kind=Window(Count("*"), partition_by="is_overdue"),
        place=Window(RowNumber(), partition_by="is_overdue", order_by=("due_on", "pk")),
    )
    return rows.order_by("place", "due_on")[:SHOWN]


def _first(rows: QuerySet) -> QuerySet:
    """The first rows, each with the number of all rows."""
    return rows.annotate(in_all=Window(Count("*")))[:SHOWN]


def _work_list(found: list[Any]) -> WorkList:
    return WorkList(found, found[0].in_all if found else 0)


def _split(found: list[Any]) -> Deadlines:
    counts = {row.is_overdue: row.in_kind for row in found}
    overdue, coming = counts.get(True, 0), counts.get(False, 0)
    found.sort(key=lambda row: (row.due_on, row.pk))
    return Deadlines(found, overdue + coming, overdue, coming)
