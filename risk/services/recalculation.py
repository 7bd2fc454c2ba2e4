"""Brings tier and targeting in step with the record: one person after a change, everybody at night."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from core import outbox
from core.clock import day_of
from risk.notices import TiersRecalculated
from risk.queries.recalculation import read
from risk.queries.tiers import next_people
from risk.services.targeting import store_decisions, tell_of_decisions
from risk.services.tiers import lock_people, store_tiers, tell_of_tiers

if TYPE_CHECKING:
    from core.models import User

CHUNK = 2000


class Chunk(NamedTuple):
    """What one chunk came to: its last key, how many people, how many tiers changed."""

    last_id: int
    people: int
    changed: int


@transaction.atomic(savepoint=False)
def recalculate_person(person_id: int, *, by: "User | None", at: datetime) -> None:
    """Tier and targeting of one person; each stores something only when it came out different.

    Costs 2 queries when nothing did.
    """
    locked = lock_people([person_id])
    if not locked:
        return
    known = read([person_id], on=day_of(at))
    tiers = store_tiers(locked, known, by=by, at=at)
    tell_of_tiers(locked, tiers, by=by, at=at)
    decisions, ended = store_decisions(known, by=by, at=at)
    tell_of_decisions(locked, decisions, ended, by=by, at=at)


def recalculate_everybody(*, at: datetime, after: int = 0, size: int = CHUNK) -> Iterator[Chunk]:
    """Everybody with a current record, in the order of their keys, a transaction for each chunk.

    after   the last key already dealt with. To begin again from the start costs only the reading:
            what has not changed is not written.
    """
    while ids := next_people(after=after, size=size):
        yield _recalculate_chunk(ids, at)
        after = ids[-1]


@transaction.atomic
def _recalculate_chunk(ids: list[int], at: datetime) -> Chunk:
    locked = lock_people(ids)
    known = read([person.id for person in locked], on=day_of(at))
    codes = {person.id: person.tier_code for person in locked}
    new = store_tiers(locked, known, by=None, at=at)
    changed = sum(row.code != codes[row.person_id] for row in new)
    decisions, ended = store_decisions(known, by=None, at=at)
    if new or decisions or ended:
        outbox.publish(TiersRecalculated(first_id=ids[0], last_id=ids[-1], changed=changed))
    return Chunk(last_id=ids[-1], people=len(locked), changed=changed)
