"""The work of a team by officer: cases, outcomes, enforcement, deadlines, reviews, transfers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from cases.allocations.queries.holders import HELD
from cases.codes import DeadlineRule, TransferStatus
from cases.deadlines.queries import IS_OPEN
from cases.models import Allocation, Contact, Deadline, Transfer
from cases.people.queries.records import OF_REAL_PEOPLE
from cases.worklists.queries.diaries import DEADLINES_AHEAD, enforcement_due, outcomes_to_record
from core.models import Staff


@dataclass(frozen=True, kw_only=True)
class Load:
    """How much work an officer has; `high` are the cases of tier A and B, `reviews` those due in 14 days."""

    cases: int
    high: int
    outcomes: int
    enforcement: int
    overdue: int
    reviews: int
    transfers: int


@dataclass(frozen=True)
class TeamLoad:
    """Each officer with their load, and that of all together: a contact of two officers counts once there."""

    officers: Sequence[tuple[Staff, Load]]
    everybody: Load


def load_of(officers: Sequence[Staff], *, today: date) -> TeamLoad:
    """Costs 5 queries, whatever the team. Each number is that of the list behind it."""
    keys = [officer.pk for officer in officers]
    cases, high = _held(keys)
    overdue, reviews = _deadlines(keys, today=today)
    outcomes = _whose(outcomes_to_record(officers, today=today))
    enforcement = _whose(enforcement_due(officers, today=today))
    transfers = _transfers(keys)

    def load(whose: Iterable[int]) -> Load:
        mine = set(whose)
        return Load(
            cases=sum(cases[key] for key in mine),
            high=sum(high[key] for key in mine),
            outcomes=_together(outcomes, mine),
            enforcement=_together(enforcement, mine),
            overdue=sum(overdue[key] for key in mine),
            reviews=sum(reviews[key] for key in mine),
            transfers=_together(transfers, mine),
        )

    return TeamLoad([(officer, load([officer.pk])) for officer in officers], load(keys))


def _held(keys: list[int]) -> tuple[Counter[int], Counter[int]]:
    """Officer -> cases, and cases of tier A and B. 1 query."""
    is_high = Q(person__tier_code__startswith="A") | Q(person__tier_code__startswith="B")
    rows = Allocation.objects.filter(OF_REAL_PEOPLE, HELD, staff__in=keys).order_by().values("staff")
    counted = list(rows.annotate(n=Count("pk"), high=Count("pk", filter=is_high)))
    return _counter(counted, "n"), _counter(counted, "high")


def _deadlines(keys: list[int], *, today: date) -> tuple[Counter[int], Counter[int]]:
    """Officer -> overdue deadlines, and reviews of registrations overdue or due in 14 days. 1 query."""
    is_review = Q(rule=DeadlineRule.REGISTRATION_REVIEW.value)
    rows = Deadline.objects.filter(
        IS_OPEN, OF_REAL_PEOPLE, staff__in=keys, due_on__lte=today + DEADLINES_AHEAD
    )
    counted = list(
        rows.order_by()
        .values("staff")
        .annotate(late=Count("pk", filter=Q(due_on__lt=today)), reviews=Count("pk", filter=is_review))
    )
    return _counter(counted, "late"), _counter(counted, "reviews")


def _counter(rows: Iterable[Mapping[str, Any]], name: str) -> Counter[int]:
    return Counter({row["staff"]: row[name] for row in rows})


def _whose(rows: QuerySet[Contact]) -> dict[int, set[int]]:
    """Contact -> the officers in whose lists it is: whom it is entered for, who holds the person. 1 query."""
    holder = Allocation.objects.filter(HELD, person=OuterRef("person")).values("staff")[:1]
    named = rows.order_by().annotate(holder=Subquery(holder)).values_list("pk", "staff", "holder")
    return {pk: set(pair) for pk, *pair in named}


def _transfers(keys: list[int]) -> dict[int, set[int]]:
    """Pending transfer -> its two officers. 1 query."""
    rows = Transfer.objects.filter(OF_REAL_PEOPLE, state=TransferStatus.PENDING.value)
    rows = rows.filter(Q(from_staff__in=keys) | Q(to_staff__in=keys))
    return {pk: set(pair) for pk, *pair in rows.values_list("pk", "from_staff", "to_staff")}


def _together(rows: dict[int, set[int]], mine: set[int]) -> int:
    """How many of the rows are of any of the officers."""
    return sum(not officers.isdisjoint(mine) for officers in rows.values())
