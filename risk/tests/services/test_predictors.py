"""OGRS3 for a person: the stored score, the inputs on the record, and the recalculated tier."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.models import Offence
from cases.tests.factories import EventFactory, KeyDateFactory, PersonFactory, SanctionFactory
from core import clock, outbox
from core.errors import RulesBroken
from core.models import OutboxRow
from core.reasons import from_stored
from risk.codes import Gender
from risk.models import Score
from risk.queries.predictors import find_offences, ogrs3_from_record
from risk.rules.predictors import Ogrs3Inputs
from risk.services.predictors import score_ogrs3
from risk.tests.factories import AssessmentFactory

pytestmark = pytest.mark.django_db
INPUTS = Ogrs3Inputs(
    gender=Gender.MALE,
    born_on=date(1996, 1, 10),
    convicted_on=date(2025, 6, 2),
    followup_on=date(2025, 7, 1),
    age_at_first_sanction=15,
    total_sanctions=12,
    offence_code="04600",
)


def test_a_score_is_stored_with_its_inputs_terms_and_version(practitioner):
    person = PersonFactory(on_licence=True, allocated=True)

    score = score_ogrs3(person.pk, inputs=INPUTS, by=practitioner, at=clock.now())

    assert (score.predictor, score.version, score.score_type) == ("OGRS3", "RS 7/09 rounded", "STATIC")
    assert score.inputs["convicted_on"] == "2025-06-02"
    assert score.inputs["age_at_conviction"] == 29
    assert [str(from_stored(part["because"])) for part in score.contributions] == [
        "Male, aged 29 at start of follow-up",
        "Sanctioned before",
        "Rate of sanctions: 12 over 14 years and ten more",
        "Offence group: Theft (non-motor)",
    ]
    assert score.pct1 < score.pct2


def test_the_tier_follows_once_however_often_the_notice_comes(practitioner):
    person = PersonFactory(on_licence=True, allocated=True)
    AssessmentFactory(person=person, complete=True, scores={"attitudes": 8, "thinking_and_behaviour": 8})

    score = score_ogrs3(person.pk, inputs=INPUTS, by=practitioner, at=clock.now())
    assert not person.tier_calculations.exists()
    outbox.deliver()
    OutboxRow.objects.update(delivered_at=None)
    outbox.deliver()

    calculation = person.tier_calculations.get()
    assert calculation.inputs["ogrs3_2yr"] == score.pct2
    person.refresh_from_db()
    assert person.tier_code == calculation.code


def test_everything_wrong_is_said_at_once_and_nothing_is_stored(practitioner):
    person = PersonFactory()
    wrong = replace(INPUTS, total_sanctions=0, offence_code="1", followup_on=None)

    with pytest.raises(RulesBroken) as refused:
        score_ogrs3(person.pk, inputs=wrong, by=practitioner, at=clock.now())

    assert {rule.code for rule in refused.value.all} == {
        "INPUT_MISSING",
        "SANCTIONS_BELOW_ONE",
        "OFFENCE_CODE_FORMAT",
    }
    assert not Score.objects.exists()


def test_a_stored_score_cannot_be_changed_or_deleted(practitioner):
    score = score_ogrs3(PersonFactory().pk, inputs=INPUTS, by=practitioner, at=clock.now())

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Score.objects.filter(pk=score.pk).update(pct2=1)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        score.delete()
    assert Score.objects.get(pk=score.pk).pct2 == score.pct2


def test_the_record_fills_in_what_it_knows():
    person = PersonFactory(community_order=True)
    event = person.events.get()
    SanctionFactory(person=person, sanctioned_on=person.born_on + timedelta(days=365 * 17 + 10))
    SanctionFactory(person=person, sanctioned_on=clock.today())

    prefill = ogrs3_from_record(person)

    assert prefill.inputs == Ogrs3Inputs(
        gender=Gender.MALE,
        born_on=person.born_on,
        convicted_on=event.convicted_on,
        followup_on=event.disposals.get().sentenced_on,
        age_at_first_sanction=17,
        total_sanctions=2,
        offence_code="04600",
    )
    assert str(prefill.sources["offence_code"]) == "From sentence 1"


def test_somebody_in_custody_is_followed_up_from_the_expected_release():
    person = PersonFactory(in_custody=True)
    custody = person.events.get().disposals.get().custodies.get()
    KeyDateFactory(custody=custody, type=_key_date("ACR"), on=clock.today() + timedelta(days=90))

    assert ogrs3_from_record(person).inputs.followup_on == clock.today() + timedelta(days=90)


def _key_date(code):
    from cases.models import KeyDateType

    return KeyDateType.objects.get(code=code)


def test_a_record_without_a_conviction_leaves_the_rest_to_the_assessor():
    inputs = ogrs3_from_record(EventFactory(convicted_on=None).person).inputs

    assert (inputs.convicted_on, inputs.offence_code, inputs.total_sanctions) == (None, None, None)


def test_offences_are_found_by_the_beginning_of_the_code_and_by_words():
    by_code = find_offences("046")
    by_words = find_offences("Robbery", limit=100)

    assert "04600" in {found.code for found in by_code}
    assert all(found.code.startswith("046") for found in by_code)
    assert len(by_words) > 1
    assert all("robbery" in f"{found.words} {found.group}".lower() for found in by_words)
    assert find_offences("no such thing at all") == []


@pytest.mark.parametrize("typed", ["{words} ({code})", "{code} {words}", "({code})"])
def test_an_offence_is_found_as_it_is_shown(typed):
    row = Offence.objects.get(code="04600")

    found = find_offences(typed.format(words=row.words, code=row.code))

    assert [one.code for one in found] == ["04600"]


def test_the_look_up_says_what_ogrs3_cannot_score():
    scorable = {found.code: found.scorable for found in find_offences("000", limit=100)}

    assert scorable["00000"] is False
    assert [found.scorable for found in find_offences("04600")] == [True]
