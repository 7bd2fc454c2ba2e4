"""Everything My day shows of the case record, read together."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Window

from cases.queries import diaries
from core.models import Staff

SHOWN = 10


@dataclass(frozen=True)
class WorkList:
    """The first rows of a list and how many there are in all."""

    rows: list[Any]
    total: int

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.rows)


@dataclass(frozen=True)
class WorkDay:
    today: WorkList
    outcomes: WorkList
    enforcement: WorkList
    alerts: WorkList
    deadlines: WorkList

    @property
    def lists(self) -> tuple[WorkList, ...]:
        return (self.today, self.outcomes, self.enforcement, self.alerts, self.deadlines)


def work_day(staff: Staff, *, today: date) -> WorkDay:
    """Costs 5 queries whatever the caseload. Rows are still to be masked.

    A contact stands once: without an outcome among the outcomes, with one among the enforcement.
    """
    outcomes = diaries.outcomes_to_record(staff, today=today).order_by("on", "pk")
    enforcement = diaries.enforcement_to_decide(staff, today=today).order_by("on", "pk")
    alerts = diaries.open_alerts(staff).order_by("-raised_at", "-pk")
    return WorkDay(
        today=_first(diaries.appointments_on(staff, today), 50),
        outcomes=_first(outcomes),
        enforcement=_first(enforcement),
        alerts=_first(alerts),
        deadlines=_first(diaries.open_deadlines(staff, today=today)),
    )


def _first(rows: QuerySet, shown: int = SHOWN) -> WorkList:
    """The first rows, and the whole number from the same query."""
    found = list(rows.annotate(in_all=Window(Count("*")))[:shown])
    return WorkList(found, found[0].in_all if found else 0)
