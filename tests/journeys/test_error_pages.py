"""The pages of refusals, conflicts and failures in a browser: axe, both widths, and without script."""

import pytest
from django.conf import settings
from django.urls import reverse

from core.tests import pages_for_tests
from core.tests.pages_for_tests import ERRORS
from tests.journeys.conftest import until_ready
from tests.journeys.walking import faults_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("core.tests.pages_for_tests")]


@pytest.fixture
def page(browser_page, practitioner):
    pages_for_tests.begin()
    return browser_page(practitioner)


@pytest.mark.parametrize(("name", "status"), ERRORS.items())
def test_an_error_page_is_accessible_and_no_wider_than_the_window(page, name, status):
    answer = page.visit(f"/errors/{name}")

    assert answer.status == status
    assert faults_of(page) == []


@pytest.mark.parametrize(("address", "status"), [("/broken", 500), ("/unreachable", 503)])
def test_the_page_of_a_broken_screen_needs_nothing_that_may_be_broken(
    browser_page, practitioner, address, status
):
    page = browser_page(practitioner)

    assert page.goto(address).status == status
    assert faults_of(page) == []
    assert page.get_by_role("link", name="Go to the start page").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_conflict_is_accessible_and_resolved(browser_page, practitioner, script):
    pages_for_tests.begin()
    page = browser_page(practitioner, script=script)
    page.visit("/edit")
    pages_for_tests.record.update(note="Their note", version=2)
    page.get_by_role("textbox", name="Note").fill("My note")
    page.locator("main").get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Someone else has changed this").wait_for()
    assert not script or faults_of(page) == []

    page.get_by_role("button", name="Save these answers").click()
    page.wait_for_url("**/saved/1")

    assert pages_for_tests.record["note"] == "Their note\n\nMy note"


def test_a_locked_account_is_shown_a_page_of_its_own(browser_page):
    page = browser_page()
    page.visit(reverse("core:sign-in"))
    for _ in range(settings.AXES_FAILURE_LIMIT):
        page.fill("#id_username", "nobody")
        page.fill("#id_password", "wrong")
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        until_ready(page)

    assert page.get_by_role("heading", name="You cannot sign in for a while").is_visible()
    assert faults_of(page) == []
