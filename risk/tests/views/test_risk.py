"""The risk screens of a person."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.urls import reverse

from cases.codes import RecordPolicy
from cases.models import RegistrationLevel, RegistrationType
from cases.tests.factories import LimitedAccessFactory, PersonFactory, RegistrationFactory
from core import clock
from core.models import PolicySetting
from risk.models import TargetingDecision
from risk.services.recalculation import recalculate_person
from risk.tests.factories import (
    AssessmentFactory,
    ConcernFactory,
    RoshGridRowFactory,
    ScoreFactory,
    SectionScoreFactory,
)

pytestmark = pytest.mark.django_db


def get(client, name, person, **more):
    return client.get(reverse(name, args=[person.crn]), **more)


def text(client, name, person):
    answer = get(client, name, person)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_person_never_assessed_is_said_to_be(practitioner_client):
    page = text(practitioner_client, "risk:risk", PersonFactory())

    assert "RoSH not assessed" in page
    assert "A RoSH summary has not been completed for this person" in page


def test_the_page_shows_levels_texts_concerns_scores_registers_and_mappa(practitioner_client):
    person = PersonFactory(on_licence=True, allocated=True)
    assessment = AssessmentFactory(person=person, complete=True, rosh="HIGH", rsr_percent="7.20")
    ConcernFactory(assessment=assessment, kind="SUICIDE", answer="YES", text="Overdose in 2024.")
    ConcernFactory(assessment=assessment, kind="HOSTEL", answer="NO", text="Not to be shown")
    ScoreFactory(person=person, pct2=80)
    level = RegistrationLevel.objects.get(register_code="MAPP", kind="level", code="M2")
    RegistrationFactory(person=person, type=RegistrationType.objects.get(code="MAPP"), level=level)

    page = text(practitioner_client, "risk:risk", person)

    for words in ("HIGH", "A former partner.", "Overdose in 2024.", "7.20%", "80%", "MAPPA Level 2"):
        assert words in page
    assert "Not to be shown" not in page
    assert "Custody targeting" not in page


def test_the_level_in_the_community_stands_beside_the_overall_one_also_when_equal(practitioner_client):
    assessment = AssessmentFactory(complete=True, rosh="HIGH", rosh__custody="HIGH")

    page = text(practitioner_client, "risk:risk", assessment.person)

    assert "In the community: high" in page


def test_a_level_nobody_gave_is_not_one_that_is_not_asked_for(practitioner_client):
    assessment = AssessmentFactory(complete=True)
    RoshGridRowFactory(assessment=assessment, group="STAFF", community="", custody="LOW")
    RoshGridRowFactory(assessment=assessment, group="PRISONERS", community="", custody="LOW")

    page = " ".join(text(practitioner_client, "risk:risk", assessment.person).split())

    assert "In the community: not completed" in page
    cells = dict(
        re.findall(r'<th scope="row"[^>]*>(Staff|Prisoners)</th> <td[^>]*> <span[^>]*> ?([^<]*?) ?<', page)
    )
    assert cells == {"Staff": "Not completed", "Prisoners": "N/A"}


@pytest.mark.parametrize(("days", "words"), [(380, "Review due"), (400, "out of date")])
def test_an_old_summary_says_so(practitioner_client, days, words):
    assessment = AssessmentFactory(complete=True, completed_days_ago=days, rosh="LOW")

    assert words in text(practitioner_client, "risk:risk", assessment.person)


def test_a_summary_that_cannot_be_read_is_not_an_unknown_level(practitioner_client, monkeypatch):
    def fail(*_, **__):
        raise DatabaseError

    monkeypatch.setattr("risk.views.overview.rosh_summary_of", fail)

    page = text(practitioner_client, "risk:risk", PersonFactory())

    assert "We cannot show RoSH information right now" in page
    assert "UNKNOWN LEVEL" not in page


def test_targeting_is_shown_with_its_reason_in_custody(practitioner_client):
    person = PersonFactory(in_custody=True, allocated=True)
    ScoreFactory(person=person, pct2=80)
    recalculate_person(person.pk, by=None, at=clock.now())

    page = text(practitioner_client, "risk:risk", person)

    assert "Custody targeting" in page
    assert "OGRS3 80% is 75 or more" in page


def test_a_key_stage_is_judged_and_decided_at_once(practitioner_client):
    person = PersonFactory(in_custody=True, allocated=True)
    at = reverse("risk:targeting", args=[person.crn])

    saved = practitioner_client.post(at, {"at_key_stage": "no", "further_group": "LANGUAGE"})

    assert saved.status_code == 302
    assert TargetingDecision.objects.get(person=person).level == "CORE_MAY_EXTEND"


def test_targeting_of_somebody_in_the_community_is_not_found(practitioner_client):
    assert get(practitioner_client, "risk:targeting", PersonFactory(on_licence=True)).status_code == 404


def test_the_history_holds_levels_scores_tiers_and_registers(practitioner_client):
    person = PersonFactory(on_licence=True, allocated=True)
    RegistrationFactory(person=person, type=RegistrationType.objects.get(code="RMRH"), ended=True)
    RegistrationFactory(person=person)
    ScoreFactory(person=person, pct2=80)
    recalculate_person(person.pk, by=None, at=clock.now())

    page = text(practitioner_client, "risk:history", person)

    for words in ("RoSH high now", "80% in two", "First calculation", "Medium RoSH"):
        assert words in page


def test_the_history_is_one_time_line_with_the_newest_first(practitioner, practitioner_client):
    person = PersonFactory(on_licence=True, allocated=True)
    AssessmentFactory(person=person, complete=True, completed_days_ago=400, rsr_percent="2.10")
    newer = AssessmentFactory(person=person, complete=True, completed_days_ago=30, rsr_percent="7.20")
    ScoreFactory(person=person, pct2=80, scored_by=practitioner)
    RegistrationFactory(person=person, registered_on=clock.today() - timedelta(days=200))

    page = text(practitioner_client, "risk:history", person)

    titles = re.findall(r'moj-timeline__title">([^<]+)<', page)
    assert titles == ["OGRS3: High", "Assessment completed", "Registered: High RoSH", "Assessment completed"]
    assert f"by {practitioner.name}" in page
    assert reverse("risk:assessment", args=[person.crn, newer.pk]) in page


def test_a_level_over_time_is_a_chart_from_the_second_point_on(practitioner_client):
    person = PersonFactory(on_licence=True, allocated=True)
    RegistrationFactory(person=person)
    AssessmentFactory(person=person, complete=True, completed_days_ago=400, rsr_percent="2.10")
    one = text(practitioner_client, "risk:history", person)
    AssessmentFactory(person=person, complete=True, completed_days_ago=30, rsr_percent="7.20")
    two = text(practitioner_client, "risk:history", person)

    assert "<svg" not in one.split('id="main-content"')[1].split("moj-timeline")[0]
    assert "RoSH high now, since" in one
    assert two.count('class="app-chart__stairs"') == 1
    assert "RSR: High, 7.20% now" in two


def test_readers_of_risk_who_may_not_open_assessments_are_offered_no_link(receptionist_client):
    person = PersonFactory(on_licence=True, allocated=True)
    assessment = AssessmentFactory(person=person, complete=True, rosh="HIGH")
    address = reverse("risk:assessment", args=[person.crn, assessment.pk])

    for name in ("risk:risk", "risk:history"):
        assert address not in text(receptionist_client, name, person)


def test_needs_stand_by_level_beside_those_of_the_assessment_before(practitioner_client):
    person = PersonFactory()
    before = AssessmentFactory(person=person, complete=True, completed_days_ago=300)
    latest = AssessmentFactory(person=person, complete=True, completed_days_ago=3)
    for assessment, drugs, attitudes in ((before, 4, 8), (latest, 8, 2)):
        SectionScoreFactory(assessment=assessment, need="drug_misuse", score=drugs)
        SectionScoreFactory(assessment=assessment, need="attitudes", score=attitudes)

    page = " ".join(text(practitioner_client, "risk:risk", person).split())

    needs = page.split('id="needs"')[1].split("</section>")[0]
    assert needs.index("Severe need") < needs.index("Drug misuse") < needs.index("8 of")
    assert needs.index("Standard need") < needs.index("Attitudes") < needs.index("2 of")
    assert "(higher)" in needs
    assert "(lower)" in needs
    assert f"by {latest.assessor.name}" in needs


def test_the_overview_card_shows_the_widget_and_the_scores(practitioner_client):
    person = PersonFactory(on_licence=True, allocated=True)
    AssessmentFactory(person=person, complete=True, rosh="HIGH", rsr_percent="7.20")
    ScoreFactory(person=person, pct2=80)

    page = text(practitioner_client, "cases:overview", person)

    assert "Risk in community" in page
    assert "80% (High)" in page
    assert "7.20% (High)" in page


@pytest.mark.parametrize("name", ["risk:risk", "risk:history", "risk:assessments", "cases:tier"])
def test_who_is_excluded_sees_nothing(practitioner, practitioner_client, name):
    person = PersonFactory(allocated=True)
    AssessmentFactory(person=person, complete=True, rosh="HIGH")
    LimitedAccessFactory(person=person, user=practitioner)

    refused = get(practitioner_client, name, person)

    assert refused.status_code == 403
    assert person.crn in refused.content.decode()
    assert "RoSH" not in refused.content.decode()
    assert person.first_name not in refused.content.decode()


@pytest.mark.parametrize("name", ["risk:risk", "risk:history", "risk:assessments", "cases:tier"])
def test_removed_and_others_practice_records_are_not_found(practitioner_client, name):
    for person in (PersonFactory(removed=True), PersonFactory(practice=True)):
        assert get(practitioner_client, name, person).status_code == 404


def test_suppliers_see_no_risk_screen(supplier_client):
    assert get(supplier_client, "risk:risk", PersonFactory()).status_code == 403


def test_receptionists_read_risk_but_not_assessments(receptionist_client):
    person = PersonFactory()

    assert get(receptionist_client, "risk:risk", person).status_code == 200
    assert get(receptionist_client, "risk:assessments", person).status_code == 403


def test_the_risk_page_costs_the_same_however_much_there_is(
    practitioner_client, django_assert_max_num_queries
):
    person = PersonFactory(on_licence=True, allocated=True)
    for _ in range(6):
        AssessmentFactory(person=person, complete=True, rosh="HIGH")
        ScoreFactory(person=person)
        RegistrationFactory(person=person, ended=True)
    get(practitioner_client, "risk:risk", person)

    with django_assert_max_num_queries(28):
        page = text(practitioner_client, "risk:risk", person)
    assert "A former partner." in page


def test_the_card_follows_the_switch_that_says_how_long_a_summary_counts(practitioner_client):
    assessment = AssessmentFactory(complete=True, completed_days_ago=400, rosh="LOW")
    switch = PolicySetting.objects.filter(code=RecordPolicy.ROSH_CURRENT_WEEKS.value)

    as_declared = text(practitioner_client, "cases:overview", assessment.person)
    switch.update(value=60)
    as_turned = text(practitioner_client, "cases:overview", assessment.person)

    assert "out of date" in as_declared
    assert "Risk in community" in as_turned
    assert "out of date" not in as_turned
