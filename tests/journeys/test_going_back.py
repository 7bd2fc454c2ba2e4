"""Back and Save again: what was saved is not saved a second time, and the page says so."""

from datetime import timedelta

import pytest

from cases.models import Contact
from core import clock
from referrals.tests.factories import a_practitioner
from tests.journeys.visits import a_person_seen_yesterday

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def by():
    return a_practitioner()


@pytest.fixture
def person(by):
    return a_person_seen_yesterday(by)


@pytest.mark.parametrize("script", [True, False])
def test_a_note_typed_and_saved_again_is_asked_about(browser_page, by, person, script):
    before = Contact.objects.count()
    page = browser_page(by, script=script)

    def save():
        page.get_by_role("textbox", name="Note").fill("Rang about the bus.")
        page.get_by_role("button", name="Save contact").click()

    page.visit(f"/case/{person.crn}/contacts/add?type=CTOA")
    save()
    page.get_by_text("Rang about the bus.").first.wait_for()
    page.go_back()
    save()

    page.get_by_role("heading", name="Already saved").wait_for()
    assert Contact.objects.count() == before + 1
    page.get_by_role("link", name="Go to what was saved").click()
    page.get_by_text("Rang about the bus.").first.wait_for()


def test_an_outcome_that_is_recorded_says_so_when_its_form_opens_again(browser_page, by, person):
    appointment = Contact.objects.get(person=person)
    page = browser_page(by)
    page.visit(f"/case/{person.crn}/appointments/{appointment.pk}/outcome")
    page.get_by_label("Attended and complied").check()
    page.get_by_role("textbox", name="Note").fill("Came on time.")
    page.locator("[name=next_on]").fill(f"{clock.today() + timedelta(days=14):%d/%m/%Y}")
    page.get_by_role("button", name="Save outcome").click()
    page.get_by_text("Outcome saved").or_(page.get_by_role("button", name="Save anyway")).first.wait_for()
    if (anyway := page.get_by_role("button", name="Save anyway")).is_visible():
        anyway.click()
    page.get_by_text("Outcome saved").wait_for()
    made = Contact.objects.count()

    page.visit(f"/case/{person.crn}/appointments/{appointment.pk}/outcome")

    assert page.get_by_role("heading", level=1).inner_text() == "Change the outcome"
    assert "Attended and complied" in page.locator(".govuk-inset-text").inner_text()
    assert page.locator("[name=next_on]").count() == 0
    page.get_by_role("button", name="Save outcome").click()
    page.get_by_text("Outcome saved").wait_for()
    assert Contact.objects.count() == made


def test_back_to_a_page_with_an_error_shows_the_form_anew(browser_page, by, person):
    """The browser asks to send such a page again, and shows a page of its own meanwhile."""
    page = browser_page(by)
    page.visit(f"/case/{person.crn}/contacts/add?type=CTOA")
    page.locator("[name=on]").fill("31/2/2026")
    page.get_by_role("button", name="Save contact").click()
    page.get_by_text("There is a problem").wait_for()
    page.locator("[name=on]").fill(f"{clock.today():%d/%m/%Y}")
    page.get_by_role("textbox", name="Note").fill("Rang about the bus.")
    page.get_by_role("button", name="Save contact").click()
    page.get_by_text("Rang about the bus.").first.wait_for()

    page.go_back()

    assert page.get_by_role("heading", level=1).inner_text() == "Add a contact"
