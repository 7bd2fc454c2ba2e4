"""A registration is reviewed and its next review set, from My day, in two pages and four clicks."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.registrations.services.registering import RegistrationDetails, add_registration
from cases.tests.factories import PersonFactory
from core import clock
from core.calendar.typed_dates import format_weekday
from core.calendar.working_days import add_months
from tests.journeys.conftest import until_ready

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(practitioner):
    return PersonFactory(allocated=True, allocation__staff=practitioner.staff)


@pytest.fixture
def registration(person, practitioner):
    details = RegistrationDetails(
        type="MAPP",
        registered_on=clock.today() - timedelta(days=80),
        level="M1",
        category="M2",
        notes="Managed with the police.",
    )
    return add_registration(person.pk, details, by=practitioner, at=clock.now())


def test_a_review_takes_two_pages_and_four_clicks_from_my_day(browser_page, practitioner, registration):
    page = browser_page(practitioner)
    page.visit("/")
    clicks = 0

    page.get_by_role("link", name="Review MAPPA").first.click()
    clicks += 1
    until_ready(page)
    page.get_by_role("heading", name="Review: MAPPA").wait_for()
    for words in ("MAPPA Level 1", "MAPPA Cat 2", "Managed with the police.", "Not reviewed yet"):
        assert page.get_by_text(words).first.is_visible()
    due = add_months(clock.today(), 3)
    assert page.get_by_label("When is the next review?").input_value() == f"{due.day}/{due.month}/{due.year}"
    page.get_by_label("Keep it as it is").check()
    clicks += 1
    page.get_by_role("textbox", name="What did the review find?").fill("Nothing has changed.")
    page.get_by_role("button", name="Save review").click()
    clicks += 1
    page.get_by_text("Review of MAPPA saved for").wait_for()

    assert clicks <= 4
    registration.refresh_from_db()
    assert registration.next_review_on == due
    assert registration.reviews.exclude(reviewed_on=None).get().notes == "Nothing has changed."


def test_the_weekday_follows_what_is_typed_and_the_end_needs_no_next_review(
    browser_page, check_narrow, practitioner, registration
):
    page = browser_page(practitioner, width=400)
    page.visit(reverse("cases:registration-review", args=[registration.person.crn, registration.pk]))
    check_narrow(page)
    box = page.get_by_label("When is the next review?")
    day = clock.today() + timedelta(days=40)

    for typed in (f"{day:%d/%m/%Y}", f"{day.day} {day:%B} {day.year}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%y}"):
        box.fill(typed)
        assert page.locator("output[for=id_next_review_on]").text_content() == format_weekday(day), typed
    box.fill("31/2/2027")
    assert page.locator("output[for=id_next_review_on]").text_content() == ""

    page.get_by_label("End the registration").check()
    assert box.is_hidden()
    page.get_by_label("Change the level or category").check()
    assert box.is_visible()
    page.get_by_label("MAPPA Level 2").check()
    check_narrow(page)


def test_a_registration_is_reviewed_and_ended_without_script(browser_page, practitioner, registration):
    page = browser_page(practitioner, script=False)
    page.visit(reverse("cases:registration-review", args=[registration.person.crn, registration.pk]))
    assert page.locator("output[for=id_next_review_on]").text_content() == format_weekday(
        add_months(clock.today(), 3)
    )

    page.get_by_label("End the registration").check()
    page.get_by_role("textbox", name="What did the review find?").fill("No longer managed.")
    page.get_by_role("button", name="Save review").click()

    page.get_by_text("This registration has ended").wait_for()
    registration.refresh_from_db()
    assert registration.deregistered_on == clock.today()
