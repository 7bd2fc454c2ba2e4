"""The nightly run comes to the same as one person at a time, and writes only what has changed."""

import gc
import random

import pytest

from cases.codes import ContactTypeCode
from cases.models import Contact, ContactType, NsiOutcome, Person, RegistrationLevel, RegistrationType
from cases.tests.factories import (
    EventFactory,
    NsiFactory,
    PersonFactory,
    RegistrationFactory,
    RequirementFactory,
)
from core import clock
from core.models import OutboxRow
from risk.models import TargetingDecision, TierCalculation
from risk.queries.recalculation import lock_and_read
from risk.queries.tiers import people_with_a_current_record
from risk.rules.tiers import tier_of
from risk.services.recalculation import recalculate_everybody, recalculate_person
from risk.tests.factories import AssessmentFactory, ScoreFactory

pytestmark = pytest.mark.django_db
REGISTERS = ("RVHR", "RHRH", "RMRH", "RLRH", "RMDO", "ALSH", "RVLN", "STRG", "IIOM", "PRC", "HREG", "WEAP")
NEEDS = ("accommodation", "relationships", "drug_misuse", "thinking_and_behaviour", "attitudes")


def random_person(chance: random.Random) -> Person:
    """A person with a random mixture of what the tier reads."""
    kind = chance.choice(["community_order", "on_licence", "in_custody", "none"])
    person = PersonFactory(
        woman=chance.random() < 0.5, allocated=True, **({} if kind == "none" else {kind: True})
    )
    event = person.events.first() or EventFactory(person=person)
    for code in chance.sample(REGISTERS, chance.randint(0, 4)):
        type = RegistrationType.objects.filter(code=code).first()
        if type:
            RegistrationFactory(person=person, type=type, ended=chance.random() < 0.2)
    if chance.random() < 0.4:
        level = RegistrationLevel.objects.get(
            register_code="MAPP", kind="level", code=chance.choice(["M0", "M1", "M2", "M3"])
        )
        RegistrationFactory(person=person, type=RegistrationType.objects.get(code="MAPP"), level=level)
    if chance.random() < 0.7:
        AssessmentFactory(
            person=person,
            complete=True,
            completed_days_ago=chance.randint(1, 900),
            layer=chance.choice(["LAYER3", "LAYER3", "LAYER1"]),
            strengths_and_needs=chance.random() < 0.3,
            parenting=chance.choice([True, False, None]),
            impulsivity=chance.choice([None, 0, 1, 2]),
            rsr_percent=chance.choice([None, "2.99", "3.00", "6.99", "7.00"]),
            scores={need: chance.choice([None, *range(9)]) for need in NEEDS},
            rosh=chance.choice(["", "LOW", "HIGH"]),
        )
    for _ in range(chance.randint(0, 2)):
        ScoreFactory(person=person, pct2=chance.randint(2, 99))
    disposal = event.disposals.first()
    if disposal and chance.random() < 0.5:
        RequirementFactory(disposal=disposal, unpaid_work=chance.random() < 0.5)
    if chance.random() < 0.3:
        code = chance.choice(["BRE01", "BRE09", "REC01"])
        outcome = NsiOutcome.objects.filter(code=code).order_by("pk").first()
        NsiFactory(person=person, event=event, breach=True, outcome=outcome, ended_on=clock.today())
    return person


def stored(people):
    rows = TierCalculation.objects.filter(person__in=people, superseded_at=None)
    return {
        row.person_id: (row.code, row.protect_points, row.change_points, row.inputs, row.lines)
        for row in rows
    }


def test_a_chunk_comes_to_the_same_as_one_by_one_and_as_the_pure_rule():
    chance = random.Random(20260302)
    people = [random_person(chance) for _ in range(60)]
    ids = [person.pk for person in people]

    together = lock_and_read(ids, on=clock.today())
    alone = {pk: lock_and_read([pk], on=clock.today())[pk] for pk in ids}
    for chunk in recalculate_everybody(at=clock.now(), size=7):
        assert chunk.people <= 7
    batch = stored(people)
    calculations = TierCalculation.objects.count()
    for pk in ids:
        recalculate_person(pk, by=None, at=clock.now())
    assert TierCalculation.objects.count() == calculations

    assert together == alone
    assert {pk: tier_of(known.tier).code for pk, known in together.items()} == {
        pk: row[0] for pk, row in batch.items()
    }
    assert len({row[0] for row in batch.values()}) > 6


def test_a_second_run_writes_nothing():
    chance = random.Random(7)
    people = [random_person(chance) for _ in range(10)]
    list(recalculate_everybody(at=clock.now(), size=4))
    before = (stored(people), Contact.objects.count(), OutboxRow.objects.count())

    chunks = list(recalculate_everybody(at=clock.now(), size=4))

    assert sum(chunk.changed for chunk in chunks) == 0
    assert (stored(people), Contact.objects.count(), OutboxRow.objects.count()) == before


def test_a_run_goes_on_after_the_last_key_of_a_broken_one():
    people = [PersonFactory(on_licence=True, allocated=True) for _ in range(5)]
    run = recalculate_everybody(at=clock.now(), size=2)
    first = next(run)

    list(recalculate_everybody(at=clock.now(), after=first.last_id, size=2))

    assert set(stored(people)) == {person.pk for person in people}


def test_a_chunk_is_one_notice_and_no_notice_a_person():
    people = [PersonFactory(on_licence=True, allocated=True) for _ in range(4)]

    list(recalculate_everybody(at=clock.now(), size=3))

    kinds = list(OutboxRow.objects.values_list("kind", flat=True))
    assert kinds == ["risk.TiersRecalculated"] * 2
    assert len(stored(people)) == 4


def test_the_nightly_run_leaves_out_practice_removed_and_closed_records():
    seen = PersonFactory(on_licence=True, allocated=True, restricted=True)
    for trait in ("practice", "removed"):
        PersonFactory(on_licence=True, **{trait: True})
    PersonFactory()
    ended = EventFactory(on_licence=True, ended_on=clock.today())

    list(recalculate_everybody(at=clock.now()))

    assert [row.person_id for row in TierCalculation.objects.all()] == [seen.pk]
    assert list(people_with_a_current_record()) == [seen]
    assert ended.person.tier_code == ""


def test_the_cost_of_a_chunk_does_not_grow_with_its_people(django_assert_num_queries):
    for _ in range(15):
        PersonFactory(in_custody=True, allocated=True)

    # the six below; calculations, decisions, tiers of the case record, contacts, one notice
    with django_assert_num_queries(11):
        list(recalculate_everybody(at=clock.now()))
    # who is next, twice; a savepoint and its end; SET CONSTRAINTS; the read
    with django_assert_num_queries(6):
        list(recalculate_everybody(at=clock.now()))


def test_one_person_costs_one_query_when_nothing_changed(django_assert_num_queries):
    person = PersonFactory(in_custody=True, allocated=True)

    # the read; calculation, tier, contact, decision; two audits with their notices
    with django_assert_num_queries(7):
        recalculate_person(person.pk, by=None, at=clock.now())
    with django_assert_num_queries(1):
        recalculate_person(person.pk, by=None, at=clock.now())


def test_somebody_in_custody_gets_a_targeting_decision_too():
    person = PersonFactory(in_custody=True, allocated=True)
    ScoreFactory(person=person, pct2=82)

    recalculate_person(person.pk, by=None, at=clock.now())

    decision = TargetingDecision.objects.get(person=person)
    assert (decision.level, decision.priority_group) == ("ADDITIONAL", 2)


@pytest.mark.parametrize("was_on", [True, False])
def test_after_a_run_the_garbage_collector_is_as_it_was(was_on):
    PersonFactory(in_custody=True, allocated=True)
    if not was_on:
        gc.disable()

    try:
        chunks = list(recalculate_everybody(at=clock.now()))
        is_on = gc.isenabled()
    finally:
        gc.enable()

    assert [chunk.people for chunk in chunks] == [1]
    assert is_on is was_on


def test_the_garbage_collector_runs_again_after_a_chunk_that_failed():
    PersonFactory(in_custody=True, allocated=True)
    ContactType.objects.filter(code=ContactTypeCode.TIER_CALCULATED).update(code="GONE")

    with pytest.raises(LookupError):
        list(recalculate_everybody(at=clock.now()))

    assert gc.isenabled()
