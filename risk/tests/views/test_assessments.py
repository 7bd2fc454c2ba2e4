"""The screens of assessments: start, save, complete, read."""

import re

import pytest
from django.urls import reverse

from cases.tests.factories import PersonFactory
from core import outbox
from risk.models import Assessment
from risk.tests.factories import AssessmentFactory, ScoreFactory

pytestmark = pytest.mark.django_db
GROUPS = ("CHILDREN", "PUBLIC", "KNOWN_ADULT", "STAFF")
KINDS = ("SELF_HARM", "SUICIDE", "HOSTEL", "VULNERABILITY")
ANSWERS = {
    **{f"community_{group}": "MEDIUM" for group in GROUPS},
    **{f"concern_{kind}": "NO" for kind in KINDS},
    "who_is_at_risk": "A former partner.",
    "nature_of_risk": "Assault.",
    "greatest_risk": "When drinking.",
    "score_accommodation": "7",
    "rsr_percent": "3.45",
    "parenting": "no",
}


def address(name, person, *args):
    return reverse(f"risk:{name}", args=[person.crn, *args])


@pytest.fixture
def person():
    return PersonFactory(community_order=True, allocated=True)


@pytest.fixture
def assessment(person, practitioner):
    return AssessmentFactory(person=person, assessor=practitioner)


def test_starting_leads_to_the_questions(person, practitioner_client):
    started = practitioner_client.post(
        address("assessment-start", person), {"layer": "LAYER3", "purpose": "430"}
    )

    assessment = Assessment.objects.get(person=person)
    assert started.url == address("assessment-answers", person, assessment.pk)
    page = practitioner_client.get(started.url).content.decode()
    assert "Risk to children in the community" in page
    assert "6.9 Parenting responsibilities" in page
    assert "in custody" not in page.split("<form")[-1]


def test_starting_leads_to_the_assessment_that_is_open_already(person, assessment, practitioner_client):
    begun = practitioner_client.get(address("assessment-start", person))

    assert begun.url == address("assessment-answers", person, assessment.pk)


def test_it_is_saved_for_later_with_whatever_is_known(person, assessment, practitioner_client):
    at = address("assessment-answers", person, assessment.pk)

    practitioner_client.post(at, {"do": "save-draft", "community_PUBLIC": "HIGH", "version": "1"})

    page = practitioner_client.get(at).content.decode()
    assert assessment.rosh_rows.get(group="PUBLIC").community == "HIGH"
    assert re.search(r'name="community_PUBLIC"[^>]*value="HIGH"[^>]* checked', page)
    assert Assessment.objects.get(pk=assessment.pk).status == "OPEN"


def test_completing_shows_the_level_and_the_tier_follows(person, assessment, practitioner_client):
    at = address("assessment-answers", person, assessment.pk)

    done = practitioner_client.post(at, {**ANSWERS, "version": "1"}, follow=True)

    assert done.status_code == 200
    page = done.content.decode()
    assert "Assessment completed" in page
    assert "7 of 8" in page
    assert "Severe need" in page
    assert "The tier will be worked out in a moment" in page
    outbox.deliver()
    person.refresh_from_db()
    assert (person.rosh_level, person.tier_code) == ("MEDIUM", "C0")


def test_all_that_is_missing_is_said_with_what_was_typed_kept(person, assessment, practitioner_client):
    at = address("assessment-answers", person, assessment.pk)

    refused = practitioner_client.post(at, {"who_is_at_risk": "Typed already", "version": "1"})

    page = refused.content.decode()
    assert refused.status_code == 400
    assert page.count("Select the risk to ") >= 4
    assert "Select whether there are concerns about suicide" in page
    assert "Typed already" in page


def test_a_score_above_the_section_is_refused_beside_it(person, assessment, practitioner_client):
    at = address("assessment-answers", person, assessment.pk)

    refused = practitioner_client.post(at, {**ANSWERS, "score_relationships": "7", "version": "1"})

    assert refused.status_code == 400
    assert "Relationships score must be between 0 and 6" in refused.content.decode()


def test_a_change_by_somebody_else_is_a_conflict(person, assessment, practitioner_client):
    at = address("assessment-answers", person, assessment.pk)

    assert practitioner_client.post(at, {**ANSWERS, "version": "9"}).status_code == 409
    assessment.refresh_from_db()
    assert (assessment.status, assessment.version) == ("OPEN", 1)


def test_the_list_holds_assessments_and_scores(person, assessment, practitioner_client):
    ScoreFactory(person=person, pct2=81)

    page = practitioner_client.get(address("assessments", person)).content.decode()

    assert "Continue the assessment" in page
    assert "81%" in page


def test_my_day_lists_what_was_begun(assessment, practitioner_client):
    page = practitioner_client.get(reverse("core:my-day")).content.decode()

    assert "1 assessment in progress" in page
    assert assessment.person.crn in page


@pytest.mark.parametrize("name", ["assessment-start", "ogrs3"])
def test_only_assessors_assess(person, receptionist_client, name):
    assert receptionist_client.get(address(name, person)).status_code == 403


def test_who_may_start_an_assessment_scores_nothing(person, case_admin_client):
    assert case_admin_client.get(address("ogrs3", person)).status_code == 403


def test_anothers_assessment_is_not_found(assessment, practitioner_client):
    own, other = (address("assessment", one, assessment.pk) for one in (assessment.person, PersonFactory()))

    assert practitioner_client.get(own, follow=True).status_code == 200
    assert practitioner_client.get(other).status_code == 404


def test_a_case_administrator_starts_an_assessment_for_the_practitioner(person, case_admin_client):
    listed = case_admin_client.get(address("assessments", person))
    started = case_admin_client.post(
        address("assessment-start", person), {"layer": "LAYER3", "purpose": "430"}, follow=True
    )

    assessment = Assessment.objects.get(person=person)
    assert "Start an assessment" in listed.text
    assert started.redirect_chain[-1][0] == address("assessment", person, assessment.pk)
    assert "The practitioner completes it." in started.text
    assert case_admin_client.get(address("assessment-answers", person, assessment.pk)).status_code == 403
    assert "Continue the assessment" not in case_admin_client.get(address("assessments", person)).text
