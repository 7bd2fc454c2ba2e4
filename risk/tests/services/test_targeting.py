"""Custody targeting as it is decided from the record."""

import pytest

from cases.models import CustodyStatus, RegistrationType
from cases.tests.factories import PersonFactory, RegistrationFactory
from core import clock
from core.errors import StaleVersion
from core.reasons import from_stored
from risk.codes import FurtherGroup
from risk.models import TargetingDecision
from risk.services.targeting import decide_targeting, judge_targeting
from risk.tests.factories import AssessmentFactory, ScoreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return PersonFactory(in_custody=True, allocated=True)


def decide(person):
    return decide_targeting(person.pk, by=None, at=clock.now())


def test_both_scales_high_come_first(person):
    ScoreFactory(person=person, pct2=80)
    AssessmentFactory(person=person, complete=True, rosh="HIGH")

    decision = decide(person)

    assert (decision.level, decision.priority_group) == ("ADDITIONAL", 1)
    assert str(from_stored(decision.because)) == "OGRS3 80% is 75 or more, and RoSH is high"


def test_rosh_is_judged_as_if_released_by_the_summary_before_the_register(person):
    RegistrationFactory(person=person, type=RegistrationType.objects.get(code="RHRH"))
    AssessmentFactory(person=person, complete=True, rosh="LOW")

    assert decide(person).level == "CORE"


def test_an_out_of_date_summary_leaves_it_to_the_register(person):
    RegistrationFactory(person=person, type=RegistrationType.objects.get(code="RHRH"))
    AssessmentFactory(person=person, complete=True, completed_days_ago=400, rosh="LOW")

    assert decide(person).priority_group == 3


def test_nobody_outside_custody_is_targeted():
    outside, inside = PersonFactory(on_licence=True), PersonFactory(in_custody=True)

    assert decide(outside) is None
    assert decide(inside) == TargetingDecision.objects.get()


def test_release_ends_the_decision(person):
    decide(person)
    custody = person.events.get().disposals.get().custodies.get()
    custody.status = CustodyStatus.objects.get(code="B")
    custody.save(update_fields=["status"])

    assert decide(person) is None
    assert TargetingDecision.objects.get(person=person).superseded_at is not None


def test_nothing_is_stored_while_nothing_changed(person):
    decide(person)

    assert decide(person) is None
    assert TargetingDecision.objects.count() == 1


def test_a_further_group_extends_the_core_offer(person, practitioner):
    judgement = judge_targeting(
        person.pk,
        at_key_stage=False,
        further_group=FurtherGroup.LANGUAGE,
        by=practitioner,
        at=clock.now(),
    )

    assert TargetingDecision.objects.get(person=person).level == "CORE_MAY_EXTEND"
    with pytest.raises(StaleVersion):
        judge_targeting(
            person.pk,
            at_key_stage=True,
            further_group=None,
            version=judgement.version + 1,
            by=practitioner,
            at=clock.now(),
        )
