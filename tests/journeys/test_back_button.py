"""Going back with the browser's own button, in a browser that keeps whole pages to go back to."""

import os

import pytest

from cases.tests.factories import PersonFactory
from probation.setup.browser import WHOLE, find_whole
from tests.journeys.conftest import FLAGS, page_at, session_of, until_ready

pytestmark = pytest.mark.django_db(transaction=True)
#: The driver switches the back/forward cache off; people's browsers have it on.
DRIVERS_OWN = ["--disable-back-forward-cache"]
#: a page that comes back from memory is never loaded again, so nothing waits for that
AT_ONCE = "commit"


@pytest.fixture
def open_page(chromium, live_server, client_of):
    path = find_whole()
    if path is None:
        words = f"Going back needs a whole browser, one of {', '.join(WHOLE)}: the shell keeps no pages"
        pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = chromium.browser_type.launch(
        executable_path=path, args=[*FLAGS, *as_root], ignore_default_args=DRIVERS_OWN
    )
    yield lambda user=None: page_at(browser, live_server.url, session_of(client_of(user)) if user else "")
    browser.close()


def mark(page):
    page.evaluate("window.marked = true")


def is_marked(page):
    """Whether the page is the very one that was marked, brought back from the browser's memory."""
    return page.evaluate("window.marked === true")


def test_this_browser_keeps_pages(open_page):
    page = open_page()
    page.visit("/privacy")
    mark(page)
    page.visit("/accessibility")

    page.go_back(wait_until=AT_ONCE)

    assert page.url.endswith("/privacy")
    assert is_marked(page)


@pytest.mark.parametrize("times", [1, 2])
def test_going_back_after_signing_out_shows_nothing_of_the_case(open_page, practitioner, times):
    person = PersonFactory(first_name="Quilla", surname="Featherstone")
    page = open_page(practitioner)
    for part in ("", "personal"):
        page.visit(f"/case/{person.crn}/{part}")
        mark(page)
    page.evaluate("document.querySelector('form[action=\"/sign-out\"]').submit()")
    page.wait_for_url("**/signed-out")

    for _ in range(times):
        page.go_back(wait_until=AT_ONCE)
        until_ready(page)

    assert not is_marked(page)
    assert "/sign-in" in page.url
    assert "Featherstone" not in page.content()


def test_going_back_within_a_session_leaves_what_was_typed(open_page, practitioner):
    person = PersonFactory()
    address = f"/case/{person.crn}/contacts/add"
    page = open_page(practitioner)
    page.visit(address)
    page.locator("main textarea").first.fill("Rang about the missed appointment")
    page.locator("main textarea").first.blur()
    page.locator("[data-draft-status]", has_text="Saved").wait_for()
    page.visit(f"/case/{person.crn}/")

    page.go_back(wait_until=AT_ONCE)
    until_ready(page)

    if page.locator("main textarea").first.input_value() == "":
        page.locator("main a[href*='draft=resume']").first.click()
        until_ready(page)
    assert page.locator("main textarea").first.input_value() == "Rang about the missed appointment"
