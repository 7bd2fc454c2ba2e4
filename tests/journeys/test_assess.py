"""Assessing in a browser: risk, registers, tier, assessments and OGRS3; narrow, and without script."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import RegistrationLevel, RegistrationType, Sanction
from cases.registrations.services.registering import RegistrationDetails, add_registration, end_registration
from cases.tests.factories import PersonFactory, RegistrationFactory, SanctionFactory
from core import clock
from risk.models import Score
from risk.services.recalculation import recalculate_person
from risk.tests.factories import AssessmentFactory, ConcernFactory, ScoreFactory, SectionScoreFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(practitioner):
    """In custody, assessed a year ago, registered on several registers, with a history of tiers."""
    person = PersonFactory(in_custody=True, allocated=True)
    now = clock.now()
    recalculate_person(person.pk, by=None, at=now - timedelta(days=300))
    ScoreFactory(person=person, pct2=62, scored_at=now - timedelta(days=200))
    recalculate_person(person.pk, by=None, at=now - timedelta(days=200))
    assessment = AssessmentFactory(
        person=person,
        complete=True,
        completed_days_ago=370,
        rosh="HIGH",
        rosh__custody="LOW",
        rsr_percent="7.20",
        assessor=practitioner,
    )
    for need, score in (("accommodation", 7), ("attitudes", 3), ("alcohol_misuse", None)):
        SectionScoreFactory(assessment=assessment, need=need, score=score)
    ConcernFactory(assessment=assessment, kind="SUICIDE", answer="YES", text="Overdose in 2024.")
    ConcernFactory(assessment=assessment, kind="HOSTEL", answer="NO")
    medium = add_registration(
        person.pk,
        RegistrationDetails(type="RMRH", registered_on=clock.today() - timedelta(days=250)),
        by=practitioner,
        at=now - timedelta(days=250),
    )
    end_registration(medium.pk, on=clock.today() - timedelta(days=90), by=practitioner, at=now)
    add_registration(
        person.pk, RegistrationDetails(type="RHRH", registered_on=clock.today()), by=practitioner, at=now
    )
    level = RegistrationLevel.objects.get(register_code="MAPP", kind="level", code="M1")
    RegistrationFactory(
        person=person,
        type=RegistrationType.objects.get(code="MAPP"),
        level=level,
        next_review_on=clock.today() - timedelta(days=12),
    )
    RegistrationFactory(person=person, type=RegistrationType.objects.get(code="RMDO"))
    recalculate_person(person.pk, by=None, at=now)
    return person


def screens(person):
    """Addresses of every screen about assessing this person."""
    names = ["risk", "history", "targeting", "assessments", "assessment-start", "ogrs3"]
    assessment, score = person.assessments.get(), person.scores.get()
    registration = person.registrations.get(type__code="MAPP")
    return [
        *(reverse(f"risk:{name}", args=[person.crn]) for name in names),
        reverse("risk:assessment", args=[person.crn, assessment.pk]),
        reverse("risk:score", args=[person.crn, score.pk]),
        reverse("cases:overview", args=[person.crn]),
        reverse("cases:tier", args=[person.crn]),
        reverse("cases:registrations", args=[person.crn]),
        reverse("cases:registration-add", args=[person.crn]),
        reverse("cases:registration-add", args=[person.crn]) + "?type=RVHR",
        reverse("cases:registration", args=[person.crn, registration.pk]),
        reverse("cases:registration-review", args=[person.crn, registration.pk]),
        reverse("cases:registration-end", args=[person.crn, registration.pk]),
    ]


def test_every_screen_is_accessible_on_a_phone(browser_page, check_narrow, practitioner, person):
    page = browser_page(practitioner, width=400)
    for address in screens(person):
        answer = page.visit(address)

        assert answer.status == 200, address
        check_narrow(page)


def test_an_offence_is_found_while_typing_and_scored(browser_page, check_axe, practitioner, person):
    SanctionFactory(person=person, kind=Sanction.CAUTION)
    page = browser_page(practitioner)
    page.visit(reverse("risk:ogrs3", args=[person.crn]))
    box = page.locator("#id_offence_code")
    box.fill("")
    box.press_sequentially("robb")
    page.locator(".autocomplete__option", has_text="03400").click()
    check_axe(page)
    release = clock.today() + timedelta(days=60)
    for part, value in (("day", release.day), ("month", release.month), ("year", release.year)):
        page.locator(f"[name=followup_on_{part}]").fill(str(value))
    page.get_by_role("button", name="Score", exact=True).click()
    page.wait_for_selector("h1:has-text('OGRS3 score')")

    check_axe(page)
    newest = Score.objects.filter(person=person).latest("pk")
    assert newest.inputs["offence_code"] == "03400"
    assert f"{newest.pct2}%" in page.inner_text("main")


def test_an_offence_is_found_and_scored_without_script(browser_page, practitioner, person):
    page = browser_page(practitioner, script=False, width=400)
    page.visit(reverse("risk:ogrs3", args=[person.crn]))
    page.fill("#id_offence_code", "robbery")
    page.get_by_role("button", name="Find an offence").click()
    page.locator("label", has_text="03400").click()
    release = clock.today() + timedelta(days=60)
    for part, value in (("day", release.day), ("month", release.month), ("year", release.year)):
        page.locator(f"[name=followup_on_{part}]").fill(str(value))
    page.get_by_role("button", name="Score", exact=True).click()

    assert page.locator("h1").inner_text() == "OGRS3 score"
    assert Score.objects.filter(person=person).latest("pk").inputs["offence_code"] == "03400"


def test_an_assessment_is_started_corrected_and_completed(browser_page, check_narrow, practitioner, person):
    page = browser_page(practitioner, width=400)
    page.visit(reverse("risk:assessment-start", args=[person.crn]))
    page.get_by_label("Full assessment (Layer 3)").check()
    page.locator("#id_purpose").fill("Review")
    page.locator(".autocomplete__option").first.click()
    page.get_by_role("button", name="Start").click()
    page.wait_for_selector("html[data-ready]", state="attached")
    check_narrow(page)
    page.get_by_role("button", name="Complete the assessment").click()
    page.wait_for_selector(".govuk-error-summary")
    check_narrow(page)
    for group in ("CHILDREN", "PUBLIC", "KNOWN_ADULT", "STAFF"):
        page.locator(f"[name=community_{group}][value=LOW]").check()
    for kind in ("SELF_HARM", "SUICIDE", "HOSTEL", "VULNERABILITY"):
        page.locator(f"[name=concern_{kind}][value=NO]").check()
    page.get_by_role("button", name="Complete the assessment").click()
    page.wait_for_selector("text=Assessment completed")

    check_narrow(page)
    person.refresh_from_db()
    assert person.rosh_level == "LOW"
