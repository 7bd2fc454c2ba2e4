"""Who answers for a person: the officer and team that hold the case, else the region's unallocated ones."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

#: person_id, staff_id and team_id of everybody: a table to join by the person, never to read whole
HOLDERS = """
    SELECT person.id AS person_id, coalesce(held.staff_id, region.staff_id) AS staff_id,
           coalesce(held.team_id, region.team_id) AS team_id
    FROM cases_person AS person
    LEFT JOIN cases_allocation AS held
      ON held.person_id = person.id AND held.event_id IS NULL AND held.ended_on IS NULL
    LEFT JOIN LATERAL (
        SELECT member.staff_id, member.team_id
        FROM core_team AS team
        JOIN core_teammembership AS member ON member.team_id = team.id
        JOIN core_staff AS staff ON staff.id = member.staff_id
        WHERE held.id IS NULL AND team.region_id = person.region_id AND member.valid_to IS NULL
          AND right(team.code, 3) = 'UAT' AND right(staff.code, 1) = 'U'
        ORDER BY member.id LIMIT 1
    ) AS region ON true
"""


class Holder(NamedTuple):
    staff_id: int
    team_id: int


def holders_of(person_ids: Iterable[int]) -> dict[int, Holder]:
    """The holder of each of the people. 1 query.

    raises   LookupError when a region has no unallocated team and officer (the reference data give them)
    """
    ids = list(person_ids)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({HOLDERS}) AS holders WHERE person_id = ANY(%s)", [ids])
        held = {person_id: Holder(staff_id, team_id) for person_id, staff_id, team_id in cursor}
    if missing := [person_id for person_id in ids if person_id not in held or held[person_id].staff_id is None]:
        raise LookupError(f"the regions of {missing} have no unallocated team and officer")
    return held


def holder_of(person_id: int) -> Holder:
    return holders_of([person_id])[person_id]
