"""The night's recalculation of everybody, shared among any number of workers by chunks of people.

A chunk, the mark that it is done and its rows are one transaction, so that a worker killed half-way leaves a
chunk that another takes.
"""

from datetime import date, datetime

import structlog
from django.db import connection, transaction

from risk.models import NightChunk
from risk.queries.tiers import chunks_of_people, people_between
from risk.services.recalculation import CHUNK, Chunk, recalculate_chunk

log = structlog.get_logger(__name__)
_NIGHT_LOCK = 7_042_002  # one clock begins a night at a time


@transaction.atomic
def begin_night(night: date, *, size: int = CHUNK) -> int:
    """Cuts everybody with a current record into chunks of `size` people; returns how many chunks.

    A night begins once: where two clocks run, the second one gets 0, and the log says so. The chunks of
    earlier nights are deleted.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_NIGHT_LOCK])
        [(is_ours,)] = cursor
    if not is_ours or NightChunk.objects.filter(night=night).exists():
        log.warning("night-has-begun-already", night=night.isoformat())
        return 0
    NightChunk.objects.all().delete()
    chunks = [
        NightChunk(night=night, first_id=first, last_id=last) for first, last in chunks_of_people(size=size)
    ]
    NightChunk.objects.bulk_create(chunks)
    return len(chunks)


@transaction.atomic
def recalculate_next_chunk(night: date, *, at: datetime) -> Chunk | None:
    """Works out the first chunk of a night that is not done and that no other worker has in hand.

    Returns None when there is none.
    """
    waiting = NightChunk.objects.select_for_update(of=("self",), skip_locked=True)
    chunk = waiting.filter(night=night, done_at=None).order_by("first_id").first()
    if chunk is None:
        return None
    done = recalculate_chunk(people_between(chunk.first_id, chunk.last_id), at=at)
    chunk.done_at, chunk.people, chunk.changed = at, done.people, done.changed
    chunk.save(update_fields=["done_at", "people", "changed"])
    log.info("night-chunk-done", last_id=chunk.last_id, people=done.people, changed=done.changed)
    return done
