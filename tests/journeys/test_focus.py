"""Where the keyboard stands after an act: at the message, at the results, at the heading of a dialog."""

import pytest

from cases.tests.factories import PersonFactory
from tests.journeys.conftest import until_ready

pytestmark = pytest.mark.django_db(transaction=True)
FOCUSED = "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).trim()"


def test_the_list_of_shortcuts_opens_at_its_heading(browser_page, practitioner):
    page = browser_page(practitioner, height=400)
    page.visit("/help")

    page.keyboard.press("?")

    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    assert page.evaluate(FOCUSED) == "Keyboard shortcuts"
    assert dialog.evaluate("dialog => dialog.scrollTop") == 0
    assert dialog.get_by_role("heading").is_visible()


def test_after_saving_the_focus_is_on_what_was_saved(browser_page, check_axe, practitioner):
    page = browser_page(practitioner)
    page.visit("/preferences")

    page.get_by_role("button", name="Save preferences").press("Enter")
    page.get_by_text("Your preferences are saved.").wait_for()
    until_ready(page)

    assert page.evaluate(FOCUSED).startswith("Your preferences are saved")
    check_axe(page)


def test_after_a_filter_a_sort_and_a_page_the_focus_is_on_the_results(browser_page, practitioner):
    for number in range(30):
        PersonFactory(surname=f"Riverton{chr(97 + number % 26)}")
    page = browser_page(practitioner)
    page.visit("/search")
    page.get_by_role("textbox", name="Name, date of birth").fill("riverton*")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="30 people").wait_for()

    for act in ("Date of birth", "Next"):
        page.get_by_role("main").get_by_role("link", name=act).first.click()
        page.wait_for_load_state()
        until_ready(page)

        assert page.evaluate(FOCUSED) == "30 people", act
