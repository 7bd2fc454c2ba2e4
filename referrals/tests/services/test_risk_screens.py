"""The risk screen pulls the texts of the latest assessment, and shares what the referrer confirmed."""

from datetime import timedelta

import pytest

from core import clock
from core.errors import RulesBroken
from referrals.codes import RiskSection
from referrals.models import RiskScreen, SharedRisk
from referrals.services import risk_screens
from referrals.services.sending import send_referral
from referrals.tests.factories import TEXTS, a_complete_draft, a_draft, a_person, a_practitioner
from risk.tests.factories import AssessmentFactory, ConcernFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return a_practitioner()


@pytest.fixture
def person(by):
    return a_person(holder=by)


def assessed(person, *, weeks_ago=1, **more):
    """A complete assessment of the person with its summary."""
    at = clock.now() - timedelta(weeks=weeks_ago)
    return AssessmentFactory(
        person=person,
        complete=True,
        started_at=at - timedelta(days=1),
        completed_at=at,
        **{"who_is_at_risk": "Former partner", "nature_of_risk": "", "greatest_risk": "", **more},
    )


def test_the_texts_and_the_answers_are_pulled_through(by, person):
    assessment = assessed(person)
    ConcernFactory(assessment=assessment, kind="SUICIDE", answer="YES", text="Past attempt")
    ConcernFactory(assessment=assessment, kind="HOSTEL", answer="NO", text="")

    screen = RiskScreen.objects.get(referral=a_draft(by=by, person=person))

    assert screen.who_is_at_risk == "Former partner"
    assert screen.nature_of_risk == "No information provided"
    assert (screen.suicide, screen.suicide_answer) == ("Past attempt", "YES")
    assert (screen.hostel, screen.hostel_answer) == ("No", "NO")
    assert (screen.self_harm, screen.additional) == ("Don't know", "None")
    assert screen.assessment_uuid == assessment.uuid


@pytest.mark.parametrize(
    ("weeks", "pulled"),
    [pytest.param(55, True, id="55 weeks"), pytest.param(56, False, id="a week too old")],
)
def test_an_assessment_counts_for_55_weeks(by, person, weeks, pulled):
    assessed(person, weeks_ago=weeks)

    screen = RiskScreen.objects.get(referral=a_draft(by=by, person=person))

    assert (screen.who_is_at_risk == "Former partner") is pulled
    assert (screen.assessed_on is not None) is pulled


def test_what_was_edited_reverts_to_the_frozen_original(by, person):
    assessed(person)
    draft = a_draft(by=by, person=person)
    risk_screens.save_texts(
        draft.pk,
        {**TEXTS, RiskSection.WHO_IS_AT_RISK: "Somebody"},
        confirmed=True,
        by=by,
        at=clock.now(),
    )

    screen = RiskScreen.objects.get(referral=draft)

    assert screen.who_is_at_risk == "Somebody"
    assert risk_screens.original_of(screen, RiskSection.WHO_IS_AT_RISK) == "Former partner"


def test_text_is_kept_only_whole_and_with_the_tick(by, person):
    draft = a_draft(by=by, person=person)

    with pytest.raises(RulesBroken) as raised:
        risk_screens.save_texts(draft.pk, TEXTS, confirmed=False, by=by, at=clock.now())

    assert [rule.field for rule in raised.value.all] == ["confirmed"]
    assert RiskScreen.objects.get(referral=draft).who_is_at_risk == "No information provided"


def test_a_newer_assessment_asks_to_refresh_or_keep(by, person):
    assessed(person, weeks_ago=4)
    draft = a_complete_draft(by=by, person=person)
    newer = assessed(person, weeks_ago=0, who_is_at_risk="A neighbour")

    with pytest.raises(RulesBroken) as raised:
        send_referral(draft.pk, by=by, at=clock.now())
    refused = [rule.code for rule in raised.value.all]
    risk_screens.refresh(draft.pk, by=by, at=clock.now())
    screen = RiskScreen.objects.get(referral=draft)

    assert refused == ["NEWER_ASSESSMENT"]
    assert (screen.who_is_at_risk, screen.confirmed_at) == ("A neighbour", None)
    assert screen.assessment_uuid == newer.uuid


def test_the_older_one_may_be_kept(by, person):
    assessed(person, weeks_ago=4)
    draft = a_complete_draft(by=by, person=person)
    assessed(person, weeks_ago=0, who_is_at_risk="A neighbour")

    risk_screens.keep_older(draft.pk, by=by, at=clock.now())
    referral = send_referral(draft.pk, by=by, at=clock.now())

    shared = SharedRisk.objects.get(referral=referral)
    assert shared.who_is_at_risk == TEXTS[RiskSection.WHO_IS_AT_RISK]
    assert shared.source["WHO_IS_AT_RISK"]["text"] == "Former partner"
