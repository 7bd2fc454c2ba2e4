"""Brings tier and targeting in step with the record: one person after a change, everybody at night."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction

from core import outbox
from core.clock import day_of
from risk.notices import TiersRecalculated
from risk.queries.recalculation import lock_and_read
from risk.queries.tiers import next_people
from risk.services.targeting import publish_decisions, store_decisions
from risk.services.tiers import publish_tiers, store_tiers

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

    Costs 1 query when nothing did.
    """
    known = lock_and_read([person_id], on=day_of(at))
    publish_tiers(known, store_tiers(known, by=by, at=at), by=by, at=at)
    publish_decisions(known, *store_decisions(known, by=by, at=at), by=by, at=at)


def recalculate_everybody(*, at: datetime, after: int = 0, size: int = CHUNK) -> Iterator[Chunk]:
    """Everybody with a current record, in the order of their keys, a transaction for each chunk.

    after   the last key already dealt with. To begin again from the start costs only the reading:
            what has not changed is not written.
    """
    while ids := next_people(after=after, size=size):
        with _collector_paused():
            chunk = _recalculate_chunk(ids, at)
        yield chunk
        after = chunk.last_id


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keeps Python from looking for unreachable cycles of objects while a chunk is worked out.

    A chunk that changes everybody holds some fifty thousand lists, dicts and the like, and no cycles: all are
    freed when it ends. To look through them again and again takes a sixth of Python's time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@transaction.atomic
def _recalculate_chunk(ids: list[int], at: datetime) -> Chunk:
    """Works out the people of one chunk and publishes one notice for all of them.

    Foreign keys are checked by each statement, not at the commit. For every row whose history is kept, the
    server goes through all the checks that still wait: with thousands of them, each row is slower than the
    one before.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    known = lock_and_read(ids, on=day_of(at))
    new = store_tiers(known, by=None, at=at)
    changed = sum(row.code != known[row.person_id].shown_tier for row in new)
    decisions, ended = store_decisions(known, by=None, at=at)
    if new or decisions or ended:
        outbox.publish(TiersRecalculated(first_id=ids[0], last_id=ids[-1], changed=changed))
    return Chunk(last_id=ids[-1], people=len(known), changed=changed)
