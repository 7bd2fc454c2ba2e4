"""Recalculates tier and targeting: of one person after a change to the record, of everybody at night."""

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
    """The outcome of one chunk: its last key, how many people it had, and how many tiers changed."""

    last_id: int
    people: int
    changed: int


@transaction.atomic(savepoint=False)
def recalculate_person(person_id: int, *, by: "User | None", at: datetime) -> None:
    """Recalculates tier and targeting of one person. Each is stored only when its inputs or result changed.

    Costs 1 query when nothing changed.
    """
    known = lock_and_read([person_id], on=day_of(at))
    publish_tiers(known, store_tiers(known, by=by, at=at), by=by, at=at)
    publish_decisions(known, *store_decisions(known, by=by, at=at), by=by, at=at)


def recalculate_everybody(*, at: datetime, after: int = 0, size: int = CHUNK) -> Iterator[Chunk]:
    """Recalculates everybody with a current record, in the order of their keys, one transaction a chunk.

    Yields each chunk after its commit.
    after   the last key of a run that was broken off. A run from the start is right too: it reads everybody
            again, and writes only what has changed
    """
    while ids := next_people(after=after, size=size):
        yield (chunk := recalculate_chunk(ids, at=at))
        after = chunk.last_id


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pauses Python's garbage collector while a chunk is worked out.

    A chunk that changes everybody holds some fifty thousand objects and no reference cycles, so all of them
    are freed when it ends. Searching them for cycles again and again takes a sixth of Python's time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_paused()
@transaction.atomic
def recalculate_chunk(ids: list[int], *, at: datetime) -> Chunk:
    """Recalculates the people of one chunk and publishes one notice for all of them.

    Foreign keys are checked at the end of each statement, not at the commit. For every row whose history is
    kept, the database goes through all checks that still wait; with thousands waiting, each row would take
    longer than the one before.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    known = lock_and_read(ids, on=day_of(at))
    new = store_tiers(known, by=None, at=at)
    changed = sum(row["code"] != known[row["person_id"]].shown_tier for row in new)
    decisions, ended = store_decisions(known, by=None, at=at)
    if new or decisions or ended:
        outbox.publish(TiersRecalculated(first_id=ids[0], last_id=ids[-1], changed=changed))
    return Chunk(last_id=max(ids, default=0), people=len(known), changed=changed)
