"""Everything My day shows of the case record, read together."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet, Window

from cases.queries import diaries
from core.models import Staff

if TYPE_CHECKING:
    from core.models import User

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


def work_day(staff: Staff, *, user: "User", today: date, at: datetime) -> WorkDay:
    """Costs 5 queries whatever the caseload. Rows are still to be masked."""
    outcomes = diaries.outcomes_to_record(staff, today=today, user=user).order_by("on", "pk")
    enforcement = diaries.enforcement_due(staff, today=today, user=user).order_by("on", "pk")
    alerts = diaries.open_alerts(staff, user=user).order_by("-raised_at", "-pk")
    return WorkDay(
        today=_first(diaries.appointments_on(staff, today, user=user), 50),
        outcomes=_first(outcomes),
        enforcement=_first(enforcement),
        alerts=_first(alerts),
        deadlines=_first(diaries.open_deadlines(staff, today=today, user=user)),
    )


def _first(rows: QuerySet, shown: int = SHOWN) -> WorkList:
    """The first rows, and the whole number from the same query."""
    found = list(rows.annotate(in_all=Window(Count("*")))[:shown])
    return WorkList(found, found[0].in_all if found else 0)
