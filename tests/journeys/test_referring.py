"""Referring in a browser: sent in ten pages and 25 clicks, each way to use a page, and after Back."""

import re
from datetime import time, timedelta

import pytest

from cases.models import KeyDateType
from cases.tests.factories import KeyDateFactory
from core import clock
from referrals.codes import AppointmentMethod, Side
from referrals.models import Referral
from referrals.rules.bookings import Booking
from referrals.services.assessment_appointments import book_assessment
from referrals.services.case_notes import add_case_note
from referrals.tests.factories import (
    ContractFactory,
    a_caseworker,
    a_complete_draft,
    a_draft,
    a_person,
    a_practitioner,
    a_sent_referral,
    an_assigned_referral,
)
from risk.tests.factories import AssessmentFactory, ConcernFactory
from tests.journeys.conftest import until_ready
from tests.journeys.hands import WAYS, Hands, check_budget

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by():
    return a_practitioner()


def assessed(person):
    assessment = AssessmentFactory(person=person, complete=True, rosh="HIGH")
    for kind in ("SELF_HARM", "SUICIDE", "HOSTEL", "VULNERABILITY"):
        ConcernFactory(assessment=assessment, kind=kind, answer="NO", text="")


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_referral_with_its_risk_text_edited_is_sent_in_ten_pages(browser_page, by, way):
    """Nobody types the person's number: it comes with the case."""
    person = a_person(holder=by)
    assessed(person)
    contract = ContractFactory()
    does = Hands(way, browser_page, by, f"/case/{person.crn}/")

    does.press(does.main.locator("a:visible", has_text="Refer to a service"))
    choose_service(does, contract)
    does.button("Continue")
    does.answer("The person's details and contact details are right")
    does.button("Save and continue")
    does.answer("Yes")
    does.button("Save and continue")
    does.fill("Who is at risk", "A former partner, not named here")
    does.answer("I understand this information will be shared with the Service Provider")
    does.button("Save and continue")
    does.answer("No", group=re.compile("^Does the person have caring"))
    does.button("Save and continue")
    does.answer(re.compile("^Keeps their existing home"))
    does.answer("Medium")
    does.button("Save and continue")
    does.fill("Maximum number of enforceable days", "10")
    does.fill("Date the service must be completed by", f"{clock.today() + timedelta(days=150):%d/%m/%Y}")
    does.fill("Reason for the referral", "Needs a home before the tenancy ends")
    does.fill("Further information for the service provider", "Prefers mornings")
    does.button("Save and continue")
    does.button("Send referral")

    sent = Referral.objects.get()
    does.page.get_by_text(sent.reference).first.wait_for()
    assert sent.state == "SENT"
    assert sent.shared_risk.get().who_is_at_risk == "A former partner, not named here"
    check_budget(does, pages=10, clicks=25)


def test_going_back_while_referring_keeps_what_was_saved_and_sends_once(browser_page, by):
    draft = a_complete_draft(by=by, person=a_person(holder=by))
    base = f"/case/{draft.person.crn}/referrals/{draft.uuid}/draft"
    page = browser_page(by)
    page.visit(f"{base}/delivery")
    page.get_by_label("Further information for the service provider").fill("Prefers mornings")
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/check")

    page.go_back()
    until_ready(page)
    kept = page.get_by_label("Further information for the service provider").input_value()
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/check")
    page.get_by_role("button", name="Send referral").click()
    page.wait_for_url("**/sent")
    page.go_back()
    until_ready(page)

    sent = Referral.objects.get()
    assert kept == sent.further_information == "Prefers mornings"
    assert sent.state == "SENT"
    assert page.url.endswith(f"/referrals/{sent.reference}/")


def choose_service(does, contract):
    """Chooses from more than seven services: by typing, or without script from the list."""
    if not does.way.script:
        does.page.get_by_label("Which service do you want to refer to?").select_option(str(contract.uuid))
        return
    does.type(does.page.locator(".autocomplete__input"), contract.title)
    does.page.locator(".autocomplete__option").first.wait_for()
    does.page.keyboard.press("ArrowDown")
    does.page.keyboard.press("Enter")
    does.clicks += 1


def test_every_screen_of_the_practitioner_is_accessible_on_a_phone(browser_page, check_narrow, by):
    person = a_person(holder=by, in_custody=True)
    assessed(person)
    custody = person.events.get().disposals.get().custodies.get()
    release = KeyDateType.objects.get(code="EXP")
    KeyDateFactory(custody=custody, on=clock.today() + timedelta(days=10), type=release)
    wellbeing = ContractFactory(wellbeing=True)
    begun = a_draft(by=by, person=person, contract=wellbeing)
    ready = a_complete_draft(by=by, person=person)
    sent = a_sent_referral(by=by, person=person)
    add_case_note(sent.pk, subject="Cover", body="Kim covers", side=Side.PROBATION, by=by, at=clock.now())
    base = f"/case/{person.crn}/referrals"
    page = browser_page(by, width=400)
    addresses = [
        "/interventions/find",
        f"/interventions/{wellbeing.uuid}",
        f"/case/{person.crn}/interventions",
        f"/case/{person.crn}/",
        "/",
        f"{base}/new",
        f"{base}/{begun.uuid}/draft",
        *(
            f"{base}/{ready.uuid}/draft/{name}"
            for name in (
                "person",
                "risk",
                "risk/edit",
                "risk/edit?compare=1",
                "needs",
                "service/1",
                "delivery",
                "check",
                "discard",
            )
        ),
        f"{base}/{begun.uuid}/draft/needs",
        f"{base}/{begun.uuid}/draft/check",
        f"{base}/{sent.uuid}/draft/sent",
        "/referrals",
        "/referrals?tab=draft",
        *(
            f"/referrals/{sent.reference}/{name}"
            for name in ("", "progress", "case-notes", "case-notes/add", "changes", "withdraw")
        ),
    ]

    for address in addresses:
        page.visit(address)
        check_narrow(page)


@pytest.mark.parametrize("script", [True, False])
def test_a_referral_is_withdrawn_in_two_pages_and_both_sides_see_why(browser_page, check_axe, by, script):
    referral = a_sent_referral(by=by)
    page = browser_page(by, script=script, width=400)
    page.visit(f"/referrals/{referral.reference}/progress")

    page.get_by_role("link", name="Withdraw this referral").click()
    page.get_by_label("Why are you withdrawing this referral?").select_option("MOV")
    page.get_by_label("What has happened?").fill("Moved to Leeds on Friday.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Check your answers").wait_for()
    if script:
        check_axe(page)
    page.get_by_role("button", name="Withdraw referral").click()

    page.get_by_text(f"Referral {referral.reference} withdrawn").wait_for()
    page.visit("/referrals?tab=cancelled")
    assert page.get_by_text("The person has moved out of the area").is_visible()
    theirs = browser_page(a_caseworker(referral.contract), script=script)
    theirs.visit(f"/supplier/referrals/{referral.reference}/")
    assert theirs.get_by_text("Moved to Leeds on Friday.").is_visible()


def test_every_screen_of_the_service_provider_is_accessible_on_a_phone(browser_page, check_narrow):
    contract = ContractFactory()
    caseworker = a_caseworker(contract)
    fresh = a_sent_referral(contract=contract)
    before = clock.now() - timedelta(days=3)
    booked = an_assigned_referral(contract=contract, caseworker=caseworker, at=before)
    yesterday = clock.today() - timedelta(days=1)
    booking = Booking(on=yesterday, starts=time(10), length_minutes=30, method=AppointmentMethod.PHONE_CALL)
    book_assessment(booked.pk, booking, by=caseworker, at=before)
    page = browser_page(caseworker, width=400)
    names = ("", "assign", "assessment-appointment", "assessment-appointment?do=rebook", "case-notes")

    for address in ("/", "/supplier/referrals", "/supplier/referrals?tab=unassigned"):
        page.visit(address)
        check_narrow(page)
    for referral in (fresh, booked):
        for name in (*names, "case-notes/add"):
            page.visit(f"/supplier/referrals/{referral.reference}/{name}")
            check_narrow(page)


def test_three_referrals_are_assigned_on_one_page(browser_page, check_axe):
    contract = ContractFactory()
    for _ in range(3):
        a_sent_referral(contract=contract)
    caseworker = a_caseworker(contract)
    page = browser_page(caseworker)
    page.visit("/supplier/referrals?tab=unassigned")

    page.get_by_label("Select all on this page").check()
    page.get_by_label("Assign the selected referrals to").select_option(str(caseworker.pk))
    page.get_by_role("button", name="Assign").click()
    page.get_by_text("3 referrals assigned").wait_for()

    check_axe(page)
    assert caseworker.assignments.count() == 3
