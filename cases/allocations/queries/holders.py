"""Who holds a person's case, and who answers for it while nobody does."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from cases.models import Holder
from core.built_once import built_once

#: the allocation by which a person is held now, one at most. Those of an event are for that event alone
HELD = Q(event=None, ended_on=None)


def holders() -> QuerySet[Holder]:
    """The holder of every person, with the rows of the officer and the team. 1 query."""
    return Holder.objects.select_related("staff", "team")


def holders_of(person_ids: Iterable[int]) -> dict[int, Holder]:
    """Who answers for each of the people: the holder, else the region's unallocated officer. 1 query.

    raises   LookupError when a region has no unallocated team and officer (the reference data give them)
    """
    wanted = set(person_ids)
    held = {holder.person_id: holder for holder in holders().filter(person_id__in=wanted)}
    if missing := wanted - held.keys():
        raise LookupError(f"the regions of {sorted(missing)} have no unallocated team and officer")
    return held


def holder_of(person_id: int) -> Holder:
    """Who answers for the person. 1 query."""
    return holders_of([person_id])[person_id]


@built_once
def _holder_of(person_id: int) -> QuerySet[Holder]:
    return holders().filter(person_id=person_id)


def allocated_holder_of(person_id: int, rows: QuerySet[Holder] | None = None) -> Holder | None:
    """The officer the case is allocated to, None while it is unallocated. 1 query.

    rows   `holders()` with more relations of the officer or team, for a caller that needs them
    """
    holder = next(iter(_holder_of(person_id) if rows is None else rows.filter(person_id=person_id)[:1]), None)
    return holder if holder is not None and holder.is_allocated else None
