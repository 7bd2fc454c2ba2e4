"""The Celery tasks of risk; probation/schedule.py says when they run."""

from datetime import date

from celery import shared_task

from core import clock
from risk.queries.tiers import chunks_left
from risk.services import nights

#: The lowest priority: notices and all else that waits goes before the chunks of a night.
AFTER_ALL_ELSE = 9


@shared_task
def recalculate_tiers() -> int:
    """Begins the night's recalculation of everybody with a current record. Returns how many chunks it has.

    Nothing when the night has begun already, under another clock.
    """
    return _share_out(clock.today(), nights.begin_night(clock.today()))


@shared_task
def finish_tiers() -> int:
    """Sends tasks for the chunks that a lost queue or a killed worker left. Returns how many there are."""
    return _share_out(clock.today(), chunks_left(clock.today()).count())


@shared_task
def recalculate_next_chunk(night: str) -> None:
    """Works out one chunk of a night, whichever is next; a task too many finds none."""
    nights.recalculate_next_chunk(date.fromisoformat(night), at=clock.now())


def _share_out(night: date, chunks: int) -> int:
    """Sends one task for each chunk, so that as many workers take them as there are."""
    for _ in range(chunks):
        recalculate_next_chunk.apply_async([night.isoformat()], priority=AFTER_ALL_ELSE)
    return chunks
