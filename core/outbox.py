"""Publishes notices to other apps. A notice is saved with the change and delivered after the commit.

Celery delivers each notice at least once. A handler's work and the mark that the notice is delivered are one
transaction, so that a worker killed half-way leaves neither.
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
        gen_random_uuid(), %(notice_kind)s, %(notice_key)s, %(notice_payload)s, %(notice_by)s,
        %(notice_correlation_id)s, %(notice_at)s, 0, ''
    )
"""
#: name of the task that delivers; this module may not import core.tasks, which imports it
DELIVER = "core.tasks.deliver_outbox"
_POSITION_LOCK = 7_042_001  # one publisher gives positions at a time
DELIVERED_KEPT_FOR = timedelta(days=30)


def handles(*kinds: type[Notice]) -> Callable[[Handler], Handler]:
    """Registers a function of an app's handlers.py for some kinds of notices.

    A notice may be delivered twice, so a handler checks what is done already before it acts.
    """

    def register(handler: Handler) -> Handler:
        for kind in kinds:
            _handlers.setdefault(kind.kind, []).append(handler)
        return handler

    return register


def publish(notice: Notice, *, by: "User | None" = None) -> None:
    """Saves a notice in the caller's transaction and wakes a worker once that commits.

    A notice without a handler wakes no worker: it is marked as delivered by the next delivery.
    """
    with connection.cursor() as cursor:
        cursor.execute(INSERT, row_of(notice, by=by))
    wake_for(notice)


def row_of(notice: Notice, *, by: "User | None") -> dict[str, Any]:
    """The parameters of INSERT for a notice."""
    return {
        "notice_kind": notice.kind,
        "notice_key": notice.key,
        "notice_payload": json.dumps(notice.payload()),
        "notice_by": by.pk if by else None,
        "notice_correlation_id": correlation_id.get(),
        "notice_at": clock.now(),
    }


def wake_for(notice: Notice) -> None:
    """Wakes a worker after the commit, if the notice has a handler."""
    if notice.kind in _handlers:
        transaction.on_commit(_nudge)


def _nudge() -> None:
    """Wakes a worker. If the queue does not answer, the scheduled sweep delivers the notice instead."""
    try:
        current_app.send_task(DELIVER, retry=False, ignore_result=True)
    except OperationalError:
        log.warning("queue-unreachable")


def give_positions() -> int:
    """Numbers the committed rows that have no position, in order; returns how many.

    Only one worker numbers at a time. A second one waits, a few milliseconds as a rule: only then does it see
    the rows that the first has numbered, and can take its share of them.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_POSITION_LOCK])
        cursor.execute(
            "WITH waiting AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM core_outboxrow"
            " WHERE position IS NULL)"
            " UPDATE core_outboxrow AS row SET position ="
            " waiting.place + (SELECT coalesce(max(position), 0) FROM core_outboxrow)"
            " FROM waiting WHERE row.id = waiting.id"
        )
        return cursor.rowcount


def deliver() -> int:
    """Delivers the due notices and those that their handlers publish meanwhile; returns how many.

    Notices are delivered oldest first, and those of one key strictly in order. Any number of workers may
    deliver at once: each takes the next notice that no other holds.
    In read-only mode every notice waits in its place, and none counts as failed.
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


#: after so many failures the wait is over an hour, and the power would soon be too large to work out
DOUBLINGS = 10


def _put_off(row: OutboxRow, error: Exception) -> None:
    """Sets the next try: the wait doubles after each failure, up to one hour."""
    wait = min(timedelta(seconds=5 * 2 ** min(row.attempts, DOUBLINGS)), timedelta(hours=1))
    OutboxRow.objects.filter(pk=row.pk).update(
        attempts=F("attempts") + 1,
        next_try_at=clock.now() + wait,
        last_error=f"{type(error).__name__}"[:300],
    )


def forget_delivered(*, at: datetime) -> int:
    """Deletes rows delivered more than DELIVERED_KEPT_FOR ago; returns how many.

    The row with the last position stays, because the next position is counted from it.
    """
    last = OutboxRow.objects.aggregate(last=Max("position"))["last"] or 0
    old = OutboxRow.objects.filter(delivered_at__lt=at - DELIVERED_KEPT_FOR, position__lt=last)
    return old.delete()[0]
