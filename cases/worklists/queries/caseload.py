"""The people that officers hold, with what a list of them shows."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from cases.allocations.queries.holders import HELD
from cases.allocations.queries.whose import Officers, keys_of_each
from cases.contacts.queries.appointments import LAST_SHOWN, PastAppointment
from cases.contacts.queries.waiting import later_than, waits_for_outcome
from cases.deadlines.queries import IS_OPEN
from cases.models import Allocation, Contact, Deadline, Disposal, Person
from cases.people.queries.records import OF_REAL_PEOPLE
from cases.worklists.queries.diaries import outcomes_since
from core.built_once import built_once
from core.clock import day_of, time_of

LEVELS = ("VERY_HIGH", "HIGH", "MEDIUM", "LOW")


def with_figures(rows: QuerySet[Allocation], *, at: datetime) -> QuerySet[Allocation]:
    """The allocations with what the list shows of each person, by which it may be sorted and filtered too.

    Each row has next_on, next_time and next_id of the person's next appointment, the sort keys last_on and
    rosh_order, last_ids of the last appointments, and the counts outcomes_due, enforcement_due and
    deadlines_due. The database counts only for the rows of a page.
    """
    return _with_figures(rows, day_of(at), time_of(at), outcomes_since(day_of(at)))


def shown(keys: list[int], *, at: datetime) -> list[Allocation]:
    """The allocations of those keys `with_figures`, with person and officer, unsorted. 1 query."""
    return _shown(keys, day_of(at), time_of(at), outcomes_since(day_of(at)))


@built_once
def _shown(keys: list[int], today: date, now: time, since: date) -> QuerySet[Allocation]:
    rows = Allocation.objects.filter(pk__among=keys).select_related("person", "staff")
    return _with_figures(rows, today, now, since)


def _with_figures(rows: QuerySet[Allocation], today: date, now: time, since: date) -> QuerySet[Allocation]:
    coming = _appointments().filter(later_than(today, now), on__gte=today, outcome=None)
    coming = coming.order_by("on", "start_time", "pk")
    gone = _appointments().filter(on__lt=today).order_by("-on", "-pk")
    return rows.annotate(
        next_id=Subquery(coming.values("pk")[:1]),
        next_on=Subquery(coming.values("on")[:1]),
        next_time=Subquery(coming.values("start_time")[:1]),
        last_on=Subquery(gone.values("on")[:1]),
        last_ids=ArraySubquery(gone.values("pk")[:LAST_SHOWN]),
        rosh_order=_rosh_order(),
        outcomes_due=_counted(_contacts().filter(waits_for_outcome(today=today, since=since))),
        enforcement_due=_counted(_contacts().filter(enforcement_open=True)),
        deadlines_due=_counted(
            Deadline.objects.filter(IS_OPEN, person=OuterRef("person"), due_on__lt=today, supplier=None)
        ),
    )


def crns_out_of(visible: QuerySet[Person], staff: Officers) -> QuerySet[Allocation, str]:
    """CRNs of people the officers hold who are not among the visible people."""
    in_sight = Exists(visible.filter(pk=OuterRef("person")))
    rows = held_by(staff).exclude(in_sight)
    return rows.order_by("person__crn").values_list("person__crn", flat=True)


def last_appointments(rows: Iterable[Allocation]) -> dict[int, list[PastAppointment]]:
    """Person -> their last 12 appointments before today, oldest first. 1 query.

    rows   of `held_by`
    """
    found: dict[int, list[PastAppointment]] = {}
    for person_id, *how in _past_appointments([pk for row in rows for pk in row.last_ids]):
        found.setdefault(person_id, []).append(PastAppointment(*how))
    return found


@built_once
def _past_appointments(keys: list[int]) -> QuerySet[Contact, Any]:
    rows = Contact.objects.filter(pk__among=keys).order_by("on", "pk")
    return rows.values_list("person_id", "on", "type__words", "outcome__words", "attended", "complied")


def held_by(staff: Officers) -> QuerySet[Allocation]:
    """Open allocations of people to one officer or several, unsorted. Uses the index caseload_of_staff."""
    return Allocation.objects.filter(OF_REAL_PEOPLE, HELD, staff__among=keys_of_each(staff))


def said_to_be(levels: Collection[str], *, or_not_assessed: bool = False) -> Q:
    """Condition on an allocation: RoSH is one of the levels, by the assessment or by the register."""
    said = Q(person__rosh_assessed_level__in=levels) | Q(person__rosh_level__in=levels)
    return said | Q(person__rosh_assessed_level="") if or_not_assessed else said


def _rosh_order() -> Case:
    """A number to sort by: the highest level first, whether assessed or registered; none last."""
    whens = [When(said_to_be([level]), then=Value(n)) for n, level in enumerate(LEVELS)]
    return Case(*whens, default=Value(len(LEVELS)))


def sentences_of(person_ids: set[int]) -> dict[int, Disposal]:
    """The newest open sentence of each of the people. 1 query."""
    return {row.event.person_id: row for row in _open_sentences(sorted(person_ids))}


@built_once
def _open_sentences(person_ids: list[int]) -> QuerySet[Disposal]:
    return (
        Disposal.objects.filter(
            event__person_id__among=person_ids,
            event__ended_on=None,
            event__removed_at=None,
            terminated_on=None,
            removed_at=None,
        )
        .select_related("type", "event")
        .order_by("sentenced_on", "pk")
    )


def _contacts() -> QuerySet[Contact]:
    return Contact.objects.filter(person=OuterRef("person"), removed_at=None)


def _appointments() -> QuerySet[Contact]:
    return _contacts().filter(is_appointment=True)


def _counted(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().values("person").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
