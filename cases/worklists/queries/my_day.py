"""The lists that My day shows of the case record, read together."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.db.models.lookups import IsNull

from cases.contacts.queries.alerts import open_alerts
from cases.worklists.queries import diaries
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
    waiting_first = IsNull(F("outcome"), True).desc()
    alerts = open_alerts(staff).order_by("-raised_at", "-pk")
    return WorkDay(
        today=_first(diaries.appointments_on(staff, today).order_by(waiting_first, "start_time", "pk")),
        outcomes=_first(diaries.outcomes_to_record(staff, today=today).order_by(*diaries.OUTCOMES_ORDER)),
        enforcement=_first(diaries.enforcement_due(staff, today=today).order_by(*diaries.ENFORCEMENT_ORDER)),
        alerts=_first(alerts),
        deadlines=_deadlines(diaries.deadlines_of_staff(staff, today=today), today=today),
    )


def _first(rows: QuerySet, shown: int = SHOWN) -> WorkList:
    """The first rows and the number of all rows. 1 query."""
    found = list(rows.annotate(in_all=Window(Count("*")))[:shown])
    return WorkList(found, found[0].in_all if found else 0)


def _deadlines(rows: QuerySet, *, today: date, shown: int = SHOWN) -> Deadlines:
    """The first overdue deadlines and the first to come: half of each, unless there are fewer of one kind."""
    kind = ExpressionWrapper(Q(due_on__lt=today), output_field=BooleanField())
    found = list(
        rows.annotate(
            is_overdue=kind,
            in_kind=Window(Count("*"), partition_by="is_overdue"),
            place=Window(RowNumber(), partition_by="is_overdue", order_by=("due_on", "pk")),
        ).order_by("place", "due_on")[:shown]
    )
    counts = {row.is_overdue: row.in_kind for row in found}
    overdue, coming = counts.get(True, 0), counts.get(False, 0)
    found.sort(key=lambda row: (row.due_on, row.pk))
    return Deadlines(found, overdue + coming, overdue, coming)
