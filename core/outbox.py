"""Tells facts to other apps: saved with the change, delivered by Celery after the commit, at least once.

A handler's work and the mark that it was done are one transaction, so that a worker killed half-way
leaves neither.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pghistory
import structlog
from celery import current_app
from django.db import connection, transaction
from django.db.models import F, Max
from kombu.exceptions import OperationalError

from core import clock, read_only
from core.context import correlation_id
from core.models import OutboxRow
from core.notices import Notice, restore

if TYPE_CHECKING:
    from core.models import User

Handler = Callable[[Any], None]
log = structlog.get_logger(__name__)
_handlers: dict[str, list[Handler]] = {}
INSERT = """
    INSERT INTO core_outboxrow (
        uuid, kind, key, payload, by_id, correlation_id, created_at, attempts, last_error
    )
    VALUES (
        gen_random_uuid(), %(told_kind)s, %(told_key)s, %(told)s, %(told_by)s, %(told_in)s, %(told_at)s, 0, ''
    )
"""
#: the task of core.tasks that delivers; named, since tasks stand above what they call
DELIVER = "core.tasks.deliver_outbox"
_POSITION_LOCK = 7_042_001  # one publisher gives positions at a time
DELIVERED_KEPT_FOR = timedelta(days=30)


def handles(*kinds: type[Notice]) -> Callable[[Handler], Handler]:
    """Marks a function of an app's handlers.py. It may be called twice: it looks before it acts."""

    def register(handler: Handler) -> Handler:
        for kind in kinds:
            _handlers.setdefault(kind.kind, []).append(handler)
        return handler

    return register


def publish(notice: Notice, *, by: "User | None" = None) -> None:
    """Saves a notice in the caller's transaction and nudges the worker once that commits.

    A notice that nobody here handles wakes nobody: it goes out with the next delivery.
    """
    with connection.cursor() as cursor:
        cursor.execute(INSERT, row_of(notice, by=by))
    wake_for(notice)


def row_of(notice: Notice, *, by: "User | None") -> dict[str, Any]:
    """What INSERT takes."""
    return {
        "told_kind": notice.kind,
        "told_key": notice.key,
        "told": json.dumps(notice.payload()),
        "told_by": by.pk if by else None,
        "told_in": correlation_id.get(),
        "told_at": clock.now(),
    }


def wake_for(notice: Notice) -> None:
    if notice.kind in _handlers:
        transaction.on_commit(_nudge)


def _nudge() -> None:
    """Wakes a worker. Where the queue does not answer, the sweeper does it: nothing is lost."""
    try:
        current_app.send_task(DELIVER, retry=False, ignore_result=True)
    except OperationalError:
        log.warning("queue-unreachable")


def give_positions() -> int:
    """Numbers the committed rows in order; how many. One at a time: another's turn is enough for both."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_POSITION_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(
            "WITH waiting AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM core_outboxrow"
            " WHERE position IS NULL)"
            " UPDATE core_outboxrow AS row SET position ="
            " waiting.place + (SELECT coalesce(max(position), 0) FROM core_outboxrow)"
            " FROM waiting WHERE row.id = waiting.id"
        )
        return cursor.rowcount


def deliver() -> int:
    """Delivers what is due, oldest first, one key in order, and what its handlers publish meanwhile.

    Returns how many were delivered.
    In read-only mode it all waits, in its order, and counts as no failure.
    """
    if read_only.is_on():
        return 0
    give_positions()
    delivered, after = 0, 0
    while True:
        outcome = _deliver_next(after)
        if outcome is not None:
            after, was_delivered = outcome
            delivered += was_delivered
        elif not give_positions():
            return delivered


def _deliver_next(after: int) -> tuple[int, bool] | None:
    """The next due row past `after`: its position and whether it was delivered; None when none is due."""
    with transaction.atomic():
        row = _claim(after)
        if row is None or row.position is None:
            return None
        token = correlation_id.set(row.correlation_id)
        try:
            with transaction.atomic(), pghistory.context(user=row.by_id, notice=row.kind):
                for handler in _handlers.get(row.kind, []):
                    handler(restore(row.kind, row.payload))
        except Exception as error:
            log.exception("notice-failed", kind=row.kind, position=row.position)
            _put_off(row, error)
            return row.position, False
        finally:
            correlation_id.reset(token)
        OutboxRow.objects.filter(pk=row.pk).update(delivered_at=clock.now(), attempts=F("attempts") + 1)
        return row.position, True


def _claim(after: int) -> OutboxRow | None:
    """Locks the next due row whose key has nothing earlier waiting."""
    rows = OutboxRow.objects.raw(
        "SELECT * FROM core_outboxrow AS row WHERE delivered_at IS NULL AND position > %s"
        " AND (next_try_at IS NULL OR next_try_at <= now())"
        " AND (key = '' OR NOT EXISTS (SELECT 1 FROM core_outboxrow AS earlier WHERE earlier.key = row.key"
        "   AND earlier.delivered_at IS NULL AND earlier.position < row.position))"
        " ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED",
        [after],
    )
    return next(iter(rows), None)


def _put_off(row: OutboxRow, error: Exception) -> None:
    """Tries again later, each time twice as long, an hour at most."""
    wait = min(timedelta(seconds=5 * 2**row.attempts), timedelta(hours=1))
    OutboxRow.objects.filter(pk=row.pk).update(
        attempts=F("attempts") + 1,
        next_try_at=clock.now() + wait,
        last_error=f"{type(error).__name__}"[:300],
    )


def forget_delivered(*, at: datetime) -> int:
    """Drops what was delivered long ago. The last position stays: the next is counted from it."""
    last = OutboxRow.objects.aggregate(last=Max("position"))["last"] or 0
    old = OutboxRow.objects.filter(delivered_at__lt=at - DELIVERED_KEPT_FOR, position__lt=last)
    return old.delete()[0]
