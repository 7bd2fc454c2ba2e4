"""Who answers for a person: the officer and team that hold the case, else the region's unallocated ones."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

#: the function is in migration 0006_who_holds_a_person
HOLDERS = """
    SELECT person, holder.staff_id, holder.team_id
    FROM unnest(%s::bigint[]) AS person, cases_holder(person) AS holder
    WHERE holder.staff_id IS NOT NULL
"""


class Holder(NamedTuple):
    staff_id: int
    team_id: int


def holders_of(person_ids: Iterable[int]) -> dict[int, Holder]:
    """The holder of each of the people. 1 query.

    raises   LookupError when a region has no unallocated team and officer (the reference data give them)
    """
    wanted = set(person_ids)
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, [list(wanted)])
        held = {person_id: Holder(staff_id, team_id) for person_id, staff_id, team_id in cursor}
    if missing := wanted - held.keys():
        raise LookupError(f"the regions of {sorted(missing)} have no unallocated team and officer")
    return held


def holder_of(person_id: int) -> Holder:
    return holders_of([person_id])[person_id]
