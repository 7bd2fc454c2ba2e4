"""What tier and targeting read from a record; what has ended, been removed or is too old is left out."""

from datetime import timedelta

import pytest

from cases.codes import RecordPolicy
from cases.models import NsiOutcome, RegistrationType
from cases.tests.factories import NsiFactory, PersonFactory, RegistrationFactory, RequirementFactory
from core import clock
from core.models import PolicySetting
from risk.codes import Need, NeedSeverity, RiskPolicy, RoshLevel
from risk.queries.recalculation import lock_and_read
from risk.tests.factories import (
    AssessmentFactory,
    ScoreFactory,
    TargetingDecisionFactory,
    TargetingJudgementFactory,
    TierCalculationFactory,
)

pytestmark = pytest.mark.django_db
REMOVED = {"removed_because": "Entered twice"}


def known_of(person):
    return lock_and_read([person.pk], on=clock.today())[person.pk]


def days_ago(days):
    return clock.today() - timedelta(days=days)


def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def mark_removed(row):
    change(row, removed_at=clock.now(), **REMOVED)


def sentence_of(person):
    return person.events.get().disposals.get()


@pytest.mark.parametrize("trait", ["removed", "merged"])
def test_a_removed_or_merged_record_is_left_out(trait):
    standing = PersonFactory()
    person = PersonFactory(**({"removed": True} if trait == "removed" else {"merged_into": standing}))

    assert set(lock_and_read([person.pk, standing.pk], on=clock.today())) == {standing.pk}


def test_people_come_in_the_order_of_their_keys():
    ids = [PersonFactory().pk for _ in range(3)]

    assert list(lock_and_read(ids[::-1], on=clock.today())) == ids


def test_only_open_registrations_count():
    person = PersonFactory()
    RegistrationFactory(person=person, type=RegistrationType.objects.get(code="RMDO"))
    RegistrationFactory(person=person, type=RegistrationType.objects.get(code="ALSH"), ended=True)
    mark_removed(RegistrationFactory(person=person, type=RegistrationType.objects.get(code="RVHR")))

    tier = known_of(person).tier

    assert (tier.registers, tier.rosh) == ({"RMDO"}, None)


@pytest.mark.parametrize(
    ("ended_days_ago", "counts"),
    [pytest.param(None, True, id="in force"), pytest.param(-1, True, id="ends tomorrow"), (0, False)],
)
def test_a_sentence_or_requirement_counts_until_the_day_it_ends(ended_days_ago, counts):
    on_licence, ordered = PersonFactory(on_licence=True), PersonFactory(community_order=True)
    part = RequirementFactory(disposal=sentence_of(ordered))
    ended_on = None if ended_days_ago is None else days_ago(ended_days_ago)

    change(sentence_of(on_licence), terminated_on=ended_on)
    change(part, ended_on=ended_on)

    assert known_of(on_licence).tier.mandate is counts
    assert known_of(ordered).tier.mandate is counts


@pytest.mark.parametrize("what", ["event", "disposal", "requirement"])
def test_nothing_removed_gives_a_mandate(what):
    person = PersonFactory(community_order=True)
    part = RequirementFactory(disposal=sentence_of(person))
    assert known_of(person).tier.mandate is True

    mark_removed({"event": part.disposal.event, "disposal": part.disposal, "requirement": part}[what])

    assert known_of(person).tier.mandate is False


def breach_of(person):
    return NsiFactory(
        person=person,
        event=person.events.get(),
        breach=True,
        outcome=NsiOutcome.objects.filter(code="BRE01").first(),
        ended_on=clock.today(),
    )


@pytest.mark.parametrize(
    ("woman", "terminated_days_ago", "counts"),
    [
        pytest.param(True, None, True, id="sentence in force"),
        pytest.param(True, 30, True, id="ended within the year"),
        pytest.param(True, 366, False, id="ended more than a year ago"),
        pytest.param(False, None, False, id="a man"),
    ],
)
def test_a_breach_counts_for_a_woman_until_a_year_after_the_sentence(woman, terminated_days_ago, counts):
    person = PersonFactory(woman=woman, on_licence=True)
    breach_of(person)
    if terminated_days_ago is not None:
        change(sentence_of(person), sentenced_on=days_ago(500), terminated_on=days_ago(terminated_days_ago))

    assert known_of(person).tier.enforcement is counts


@pytest.mark.parametrize("what", ["nsi", "event", "disposal"])
def test_nothing_removed_counts_as_a_breach(what):
    person = PersonFactory(woman=True, on_licence=True)
    nsi = breach_of(person)
    assert known_of(person).tier.enforcement is True

    mark_removed({"nsi": nsi, "event": nsi.event, "disposal": sentence_of(person)}[what])

    assert known_of(person).tier.enforcement is False


def test_a_breach_on_an_event_without_a_sentence_goes_by_the_event():
    person = PersonFactory(woman=True, on_licence=True)
    nsi = breach_of(person)
    sentence_of(person).custodies.all().delete()
    sentence_of(person).delete()
    assert known_of(person).tier.enforcement is True

    change(nsi.event, referred_on=days_ago(500), ended_on=days_ago(400))

    assert known_of(person).tier.enforcement is False


def test_the_newest_full_assessment_that_counts_is_read():
    person = PersonFactory()
    AssessmentFactory(person=person, complete=True, completed_days_ago=90, scores={"attitudes": 6})
    AssessmentFactory(
        person=person, complete=True, completed_days_ago=30, impulsivity=2, scores={"accommodation": 7}
    )
    AssessmentFactory(person=person, complete=True, completed_days_ago=5, layer="LAYER1")
    mark_removed(AssessmentFactory(person=person, complete=True, completed_days_ago=3))
    AssessmentFactory(person=person)

    tier = known_of(person).tier

    assert (tier.assessed, tier.impulsivity) == (True, 2)
    assert tier.needs == {Need.ACCOMMODATION: NeedSeverity.SEVERE}


def test_the_limit_on_the_age_of_an_assessment_is_the_policys():
    person = PersonFactory(in_custody=True)
    AssessmentFactory(person=person, complete=True, completed_days_ago=15, rosh="HIGH")
    known = known_of(person)
    assert (known.tier.assessed, known.targeting.rosh) == (True, RoshLevel.HIGH)

    for switch in (RiskPolicy.TIER_ASSESSMENT_WEEKS, RecordPolicy.ROSH_CURRENT_WEEKS):
        PolicySetting.objects.update_or_create(code=switch.value, defaults={"value": 2})

    known = known_of(person)
    assert (known.tier.assessed, known.targeting.rosh) == (False, None)


def test_scores_are_the_newest_of_their_kind():
    person = PersonFactory()
    AssessmentFactory(person=person, complete=True, completed_days_ago=20, rsr_percent="3.10")
    AssessmentFactory(person=person, complete=True, completed_days_ago=4)
    ScoreFactory(person=person, pct2=70, scored_at=clock.now() - timedelta(days=9))
    ScoreFactory(person=person, pct2=40)

    tier = known_of(person).tier

    assert (str(tier.rsr), tier.ogrs3_2yr) == ("3.10", 40)


@pytest.mark.parametrize("what", ["event", "disposal", "custody", "terminated"])
def test_custody_ends_with_what_it_rests_on(what):
    person = PersonFactory(in_custody=True)
    TargetingJudgementFactory(person=person, at_key_stage=True)
    sentence = sentence_of(person)
    change(sentence, indeterminate=True)
    targeting = known_of(person).targeting
    assert (targeting.indeterminate, targeting.at_key_stage) == (True, True)

    if what == "terminated":
        change(sentence, terminated_on=clock.today())
    else:
        mark_removed(
            {"event": sentence.event, "disposal": sentence, "custody": sentence.custodies.get()}[what]
        )

    assert known_of(person).targeting is None


def test_the_current_results_are_read_with_the_inputs():
    person = PersonFactory(in_custody=True)
    TierCalculationFactory(person=person, code="A3", superseded_at=clock.now() + timedelta(days=1))
    TierCalculationFactory(person=person, code="C1", inputs={"iom": True})
    TargetingDecisionFactory(person=person, level="CORE")

    known = known_of(person)

    assert (known.calculation.result, known.calculation.inputs) == ("C1", {"iom": True})
    assert known.decision.result == "CORE"
