"""Who answers for a person: the officer and team that hold the case, else the region's unallocated ones."""

from collections.abc import Iterable
from typing import NamedTuple

from cases.models import Allocation, Person
from core.models import TeamMembership


class Holder(NamedTuple):
    staff_id: int
    team_id: int


def holders_of(person_ids: Iterable[int]) -> dict[int, Holder]:
    """The holder of each of the people. 1 query, 2 more when somebody is not allocated.

    raises   LookupError when a region has no unallocated team and officer (the reference data give them)
    """
    wanted = set(person_ids)
    rows = Allocation.objects.filter(person_id__in=wanted, event=None, ended_on=None)
    held = {
        person_id: Holder(staff_id, team_id)
        for person_id, staff_id, team_id in rows.values_list("person_id", "staff_id", "team_id")
    }
    if left := wanted - held.keys():
        held |= _unallocated(left)
    return held


def holder_of(person_id: int) -> Holder:
    return holders_of([person_id])[person_id]


def _unallocated(person_ids: set[int]) -> dict[int, Holder]:
    regions = dict(Person.objects.filter(pk__in=person_ids).values_list("pk", "region_id"))
    memberships = TeamMembership.objects.filter(
        team__region__in=set(regions.values()),
        team__code__endswith="UAT",
        staff__code__endswith="U",
        valid_to=None,
    )
    found = {
        region_id: Holder(staff_id, team_id)
        for region_id, staff_id, team_id in memberships.values_list("team__region", "staff_id", "team_id")
    }
    if missing := set(regions.values()) - found.keys():
        raise LookupError(f"regions {sorted(missing)} have no unallocated team and officer")
    return {person_id: found[region_id] for person_id, region_id in regions.items()}
