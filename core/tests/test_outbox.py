"""Facts are told after the commit, at least once, in order, and never half."""

from datetime import UTC, date, datetime, timedelta

import pytest
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from core import clock, outbox
from core.models import AuditEntry, OutboxRow
from core.tasks import deliver_outbox
from core.tests.notices_for_tests import SomethingHappened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told(monkeypatch):
    """What the handlers heard; `told.breaks` names the CRNs whose handler fails."""

    class Told(list):
        breaks: set[str] = set()

    heard = Told()
    heard.breaks = set()

    def hear(notice):
        AuditEntry.objects.create(at=clock.now(), by_name="test", act="heard", crn=notice.crn, outcome="done")
        if notice.crn in heard.breaks:
            raise RuntimeError("the handler broke")
        heard.append(notice)

    monkeypatch.setitem(outbox._handlers, SomethingHappened.kind, [hear])
    monkeypatch.setattr(outbox, "_nudge", lambda: None)
    return heard


def happened(crn="X000001", day=1):
    return SomethingHappened(crn=crn, on=date(2026, 3, day), at=datetime(2026, 3, day, tzinfo=UTC))


def test_a_published_fact_is_delivered_once(told):
    outbox.publish(happened())

    assert outbox.deliver() == 1
    assert outbox.deliver() == 0
    assert told == [happened()]


def test_a_rollback_takes_the_notice_with_it(told):
    with transaction.atomic():
        outbox.publish(happened())
        assert OutboxRow.objects.count() == 1
        transaction.set_rollback(True)

    assert outbox.deliver() == 0
    assert told == []


def test_what_a_broken_handler_wrote_is_undone_and_the_notice_waits(told):
    told.breaks = {"X000001"}
    outbox.publish(happened())

    assert outbox.deliver() == 0

    row = OutboxRow.objects.get()
    assert (row.delivered_at, row.attempts, row.last_error) == (None, 1, "RuntimeError")
    assert row.next_try_at > clock.now()
    assert not AuditEntry.objects.filter(act="heard").exists()


def test_a_failed_notice_goes_out_again_when_its_time_comes(told):
    told.breaks = {"X000001"}
    outbox.publish(happened())
    outbox.deliver()
    told.breaks = set()

    OutboxRow.objects.update(next_try_at=clock.now() - timedelta(seconds=1))

    assert outbox.deliver() == 1
    assert told == [happened()]


def test_a_waiting_notice_holds_back_later_ones_of_its_key_only(told):
    told.breaks = {"X000001"}
    for crn, day in (("X000001", 1), ("X000001", 2), ("X000002", 3)):
        outbox.publish(happened(crn, day))

    outbox.deliver()

    assert [notice.crn for notice in told] == ["X000002"]


def test_positions_follow_the_order_of_publishing_and_leave_no_gap(told):
    for day in (1, 2, 3):
        outbox.publish(happened(day=day))

    outbox.give_positions()

    positions = list(OutboxRow.objects.order_by("pk").values_list("position", flat=True))
    assert positions == list(range(positions[0], positions[0] + 3))


@pytest.fixture
def nudged(monkeypatch):
    """The arguments of every nudge that went to the queue."""
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


def test_what_a_handler_publishes_is_delivered_in_the_same_turn(told, monkeypatch):
    def hear_and_tell(notice):
        told.append(notice)
        if notice == happened():
            outbox.publish(happened("X000002"))

    monkeypatch.setitem(outbox._handlers, SomethingHappened.kind, [hear_and_tell])
    outbox.publish(happened())

    assert outbox.deliver() == 2
    assert told == [happened(), happened("X000002")]


def test_a_dead_queue_does_not_stop_the_act(monkeypatch):
    def refuse(*_, **__):
        raise OperationalError("no broker")

    monkeypatch.setattr(current_app, "send_task", refuse)
    monkeypatch.setitem(outbox._handlers, SomethingHappened.kind, [lambda notice: None])

    outbox.publish(happened())

    assert OutboxRow.objects.count() == 1
