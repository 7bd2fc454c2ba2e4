"""Notices are delivered after the commit, at least once, in order, and each wholly or not at all."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError

from core import clock, outbox
from core.models import AuditEntry, OutboxRow
from core.tasks import deliver_outbox
from core.tests.notices_for_tests import SomethingHappened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def handled(monkeypatch):
    """The notices that the handler has handled. It fails for the CRNs in `handled.breaks`."""

    class Handled(list):
        breaks: set[str] = set()

    notices = Handled()
    notices.breaks = set()

    def handle(notice):
        AuditEntry.objects.create(at=clock.now(), by_name="test", act="heard", crn=notice.crn, outcome="done")
        if notice.crn in notices.breaks:
            raise RuntimeError("the handler broke")
        notices.append(notice)

    monkeypatch.setitem(outbox._handlers, SomethingHappened.kind, [handle])
    monkeypatch.setattr(outbox, "_nudge", lambda: None)
    return notices


def happened(crn="X000001", day=1):
    return SomethingHappened(crn=crn, on=date(2026, 3, day), at=datetime(2026, 3, day, tzinfo=UTC))


def test_a_published_fact_is_delivered_once(handled):
    outbox.publish(happened())

    assert outbox.deliver() == 1
    assert outbox.deliver() == 0
    assert handled == [happened()]


def test_a_rollback_takes_the_notice_with_it(handled):
    with transaction.atomic():
        outbox.publish(happened())
        assert OutboxRow.objects.count() == 1
        transaction.set_rollback(True)

    assert outbox.deliver() == 0
    assert handled == []


def test_what_a_broken_handler_wrote_is_undone_and_the_notice_waits(handled):
    handled.breaks = {"X000001"}
    outbox.publish(happened())

    assert outbox.deliver() == 0

    row = OutboxRow.objects.get()
    assert (row.delivered_at, row.attempts, row.last_error) == (None, 1, "RuntimeError")
    assert row.next_try_at > clock.now()
    assert not AuditEntry.objects.filter(act="heard").exists()


def test_a_failed_notice_goes_out_again_when_its_time_comes(handled):
    handled.breaks = {"X000001"}
    outbox.publish(happened())
    outbox.deliver()
    handled.breaks = set()

    OutboxRow.objects.update(next_try_at=clock.now() - timedelta(seconds=1))

    assert outbox.deliver() == 1
    assert handled == [happened()]


def test_after_many_failures_the_next_try_is_in_an_hour_and_others_still_go_out(handled):
    handled.breaks = {"X000001"}
    outbox.publish(happened())
    outbox.publish(happened("X000002", 3))
    OutboxRow.objects.filter(key="X000001").update(attempts=2000)

    assert outbox.deliver() == 1

    row = OutboxRow.objects.get(delivered_at=None)
    assert row.attempts == 2001
    assert timedelta(minutes=59) < row.next_try_at - clock.now() <= timedelta(hours=1)


def test_a_waiting_notice_holds_back_later_ones_of_its_key_only(handled):
    handled.breaks = {"X000001"}
    for crn, day in (("X000001", 1), ("X000001", 2), ("X000002", 3)):
        outbox.publish(happened(crn, day))

    outbox.deliver()

    assert [notice.crn for notice in handled] == ["X000002"]


def test_positions_follow_the_order_of_publishing_and_leave_no_gap(handled):
    for day in (1, 2, 3):
        outbox.publish(happened(day=day))

    outbox.give_positions()

    positions = list(OutboxRow.objects.order_by("pk").values_list("position", flat=True))
    assert positions == list(range(positions[0], positions[0] + 3))


@pytest.fixture
def nudged(monkeypatch):
    """The name of every task that was sent to the queue."""
    sent = []
    monkeypatch.setattr(current_app, "send_task", lambda name, **how: sent.append(name))
    return sent


def test_a_fact_that_somebody_handles_wakes_a_worker(nudged, monkeypatch):
    monkeypatch.setitem(outbox._handlers, SomethingHappened.kind, [lambda notice: None])

    outbox.publish(happened())

    assert nudged == [deliver_outbox.name]


def test_a_fact_that_nobody_handles_wakes_nobody_and_goes_out_with_the_next_delivery(nudged):
    outbox.publish(happened())

    assert nudged == []
    assert outbox.deliver() == 1


def test_what_a_handler_publishes_is_delivered_in_the_same_turn(handled, monkeypatch):
    def handle_and_publish(notice):
        handled.append(notice)
        if notice == happened():
            outbox.publish(happened("X000002"))

    monkeypatch.setitem(outbox._handlers, SomethingHappened.kind, [handle_and_publish])
    outbox.publish(happened())

    assert outbox.deliver() == 2
    assert handled == [happened(), happened("X000002")]


def test_a_dead_queue_does_not_stop_the_act(monkeypatch):
    def refuse(*_, **__):
        raise OperationalError("no broker")

    monkeypatch.setattr(current_app, "send_task", refuse)
    monkeypatch.setitem(outbox._handlers, SomethingHappened.kind, [lambda notice: None])

    outbox.publish(happened())

    assert OutboxRow.objects.count() == 1


# --- several deliverers -----------------------------------------------------------------------------------
def at_once(*acts):
    """Runs acts in threads, each with a connection of its own; the results in order."""

    def run(act):
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_deliverers_woken_together_each_take_a_notice(monkeypatch):
    """Each handler waits for the other, so that one deliverer alone would deliver neither notice."""
    both = Barrier(2)
    monkeypatch.setitem(outbox._handlers, SomethingHappened.kind, [lambda notice: both.wait(20)])
    monkeypatch.setattr(outbox, "_nudge", lambda: None)
    outbox.publish(happened("X000001"))
    outbox.publish(happened("X000002"))

    assert at_once(outbox.deliver, outbox.deliver) == [1, 1]


def test_two_deliverers_double_nothing_and_keep_the_order_of_each_key(handled):
    published = [happened(f"X00000{number % 3}", 1 + number // 3) for number in range(60)]
    for notice in published:
        outbox.publish(notice)

    shares = at_once(outbox.deliver, outbox.deliver)

    assert sum(shares) == len(handled) == 60
    for crn in ("X000000", "X000001", "X000002"):
        assert [notice for notice in handled if notice.crn == crn] == published[int(crn[-1]) :: 3]


def test_a_deliverer_waits_for_the_positions_that_another_gives(handled):
    outbox.publish(happened())
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [outbox._POSITION_LOCK])
            delivered = pool.submit(at_once, outbox.deliver)
            with pytest.raises(TimeoutError):
                delivered.result(timeout=0.5)

        assert delivered.result(timeout=20) == [1]
