"""Tiers worked out by a real worker: after a changed input, a killed worker, a lost queue; and at night."""

import pytest
from django.db import connection, transaction

from cases.models import Contact, ManagementTier, Person
from cases.registrations.services.registering import RegistrationDetails, add_registration
from cases.tests.factories import PersonFactory
from core import clock
from core.models import OutboxRow
from core.reasons import from_stored
from probation.celery import app
from probation.schedule import BEAT_SCHEDULE
from risk.models import NightChunk, TargetingDecision, TierCalculation
from risk.services.nights import begin_night
from risk.services.predictors import score_ogrs3
from risk.tasks import finish_tiers
from risk.tests.services.test_predictors import INPUTS

pytestmark = pytest.mark.django_db(transaction=True)


def register(person, code, by):
    add_registration(
        person.pk, RegistrationDetails(type=code, registered_on=clock.today()), by=by, at=clock.now()
    )


def by_the_clock(name):
    """Sends the task of a name in the schedule, as beat does."""
    app.send_task(BEAT_SCHEDULE[name]["task"])


def all_delivered():
    return OutboxRow.objects.exists() and not OutboxRow.objects.filter(delivered_at=None).exists()


def tier_of(person):
    return Person.objects.values_list("tier_code", flat=True).get(pk=person.pk)


def test_a_changed_risk_input_gives_a_new_tier_with_its_reason(practitioner, start_worker, eventually):
    person = PersonFactory(on_licence=True, allocated=True)
    start_worker()
    register(person, "RMRH", practitioner)
    eventually(lambda: tier_of(person) == "C2")

    register(person, "RVHR", practitioner)

    eventually(lambda: tier_of(person) == "A2")
    calculation = TierCalculation.objects.get(person=person, superseded_at=None)
    assert str(from_stored(calculation.cause)) == "RoSH went from medium to very high"
    contact = Contact.objects.filter(person=person, type__code="ETCH20").latest("pk")
    assert contact.description.endswith("RoSH went from medium to very high")


def test_a_score_of_somebody_in_custody_gives_a_targeting_decision(practitioner, start_worker, eventually):
    person = PersonFactory(in_custody=True, allocated=True)
    start_worker()

    score_ogrs3(person.pk, inputs=INPUTS, by=practitioner, at=clock.now())

    eventually(lambda: TargetingDecision.objects.filter(person=person).exists())
    decision = TargetingDecision.objects.get(person=person)
    assert decision.level
    assert str(from_stored(decision.because))


def waiting_for_a_lock():
    """Whether another session of this database waits for a row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


def test_a_worker_killed_while_recomputing_loses_nothing_and_doubles_nothing(
    practitioner, start_worker, eventually
):
    person = PersonFactory(on_licence=True, allocated=True)
    register(person, "RVHR", practitioner)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        worker = start_worker()
        eventually(waiting_for_a_lock)
        worker.kill()
    assert not TierCalculation.objects.exists()
    assert OutboxRow.objects.filter(delivered_at=None).exists()

    start_worker()
    by_the_clock("sweep-outbox")

    eventually(all_delivered)
    assert tier_of(person) == "A2"
    assert TierCalculation.objects.filter(person=person).count() == 1
    assert ManagementTier.objects.filter(person=person).count() == 1
    assert Contact.objects.filter(person=person, type__code="ETCH20").count() == 1


def test_what_the_queue_lost_is_sent_again_by_the_sweeper(practitioner, queue, start_worker, eventually):
    person = PersonFactory(on_licence=True, allocated=True)
    register(person, "RVHR", practitioner)
    assert queue.llen("celery") > 0
    queue.delete("celery")
    assert tier_of(person) == ""

    start_worker()
    by_the_clock("sweep-outbox")

    eventually(all_delivered)
    assert tier_of(person) == "A2"


# --- the night -------------------------------------------------------------------------------------------
def rows_of(person):
    return (
        TierCalculation.objects.filter(person=person).count(),
        ManagementTier.objects.filter(person=person).count(),
        Contact.objects.filter(person=person, type__code="ETCH20").count(),
    )


def night_is_over():
    return NightChunk.objects.exists() and not NightChunk.objects.filter(done_at=None).exists()


def test_the_night_works_out_everybody(start_worker, eventually):
    people = [PersonFactory(on_licence=True, allocated=True) for _ in range(5)]
    left_out = [PersonFactory(on_licence=True, practice=True), PersonFactory(on_licence=True, removed=True)]
    start_worker()

    by_the_clock("recalculate-tiers")

    eventually(night_is_over)
    assert [tier_of(person) for person in people] == ["D2"] * 5
    assert [tier_of(person) for person in left_out] == ["", ""]
    assert OutboxRow.objects.filter(kind="risk.TiersRecalculated").count() == 1


def test_two_clocks_begin_one_night(start_worker, eventually):
    people = [PersonFactory(on_licence=True, allocated=True) for _ in range(3)]
    by_the_clock("recalculate-tiers")
    by_the_clock("recalculate-tiers")

    workers = [start_worker(), start_worker()]

    eventually(night_is_over)
    eventually(lambda: sum(b"night-has-begun-already" in worker.log.read_bytes() for worker in workers) == 1)
    assert NightChunk.objects.count() == 1
    assert [rows_of(person) for person in people] == [(1, 1, 1)] * 3


def test_workers_share_a_night_and_a_killed_one_s_chunk_is_worked_out_by_another(start_worker, eventually):
    """The first worker hangs in the first chunk, so the other chunks are the second worker's."""
    people = [PersonFactory(on_licence=True, allocated=True) for _ in range(6)]
    begin_night(clock.today(), size=2)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=people[1].pk)
        first = start_worker()
        by_the_clock("finish-tiers")
        eventually(waiting_for_a_lock)
        start_worker()
        eventually(lambda: NightChunk.objects.exclude(done_at=None).count() == 2)
        first.kill()
    assert [rows_of(person) for person in people] == [(0, 0, 0)] * 2 + [(1, 1, 1)] * 4

    eventually(lambda: by_the_clock("finish-tiers") or night_is_over())

    assert [rows_of(person) for person in people] == [(1, 1, 1)] * 6
    assert OutboxRow.objects.filter(kind="risk.TiersRecalculated").count() == 3


def test_what_else_waits_goes_before_the_chunks_of_a_night(practitioner, start_worker, eventually):
    person = PersonFactory(on_licence=True, allocated=True)
    begin_night(clock.today())
    finish_tiers()
    register(person, "RVHR", practitioner)

    worker = start_worker()

    eventually(night_is_over)
    done = worker.log.read_text()
    assert done.index("core.tasks.deliver_outbox[") < done.index("risk.tasks.recalculate_next_chunk[")


# --- a night that is broken off -----------------------------------------------------------------------------
NIGHT = """
import django; django.setup()
from core import clock
from risk.services.recalculation import recalculate_everybody
for chunk in recalculate_everybody(at=clock.now(), size=2): pass
"""


def test_a_night_killed_between_its_chunks_is_completed_by_the_next_run(
    start_worker, start_python, eventually
):
    people = [PersonFactory(on_licence=True, allocated=True) for _ in range(5)]
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=people[-1].pk)
        night = start_python(NIGHT)
        eventually(waiting_for_a_lock)
        night.kill()
    done = [rows_of(person) for person in people]
    assert done == [(1, 1, 1)] * 4 + [(0, 0, 0)]

    start_worker()
    by_the_clock("recalculate-tiers")

    eventually(lambda: tier_of(people[-1]) == "D2")
    assert [rows_of(person) for person in people] == [(1, 1, 1)] * 5


def test_the_task_of_a_worker_killed_at_night_is_taken_up_by_another(start_worker, eventually, monkeypatch):
    """In use after QUEUE_VISIBILITY_SECONDS, 15 minutes: longer than the longest task."""
    monkeypatch.setenv("QUEUE_VISIBILITY_SECONDS", "2")
    people = [PersonFactory(on_licence=True, allocated=True) for _ in range(3)]
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=people[-1].pk)
        worker = start_worker()
        by_the_clock("recalculate-tiers")
        eventually(waiting_for_a_lock)
        worker.kill()
    assert not TierCalculation.objects.exists()

    start_worker()

    eventually(lambda: tier_of(people[-1]) == "D2", within=90)
    assert [rows_of(person) for person in people] == [(1, 1, 1)] * 3
    assert OutboxRow.objects.filter(kind="risk.TiersRecalculated").count() == 1
