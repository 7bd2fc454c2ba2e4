"""How much room the contacts of twelve years take, and how far one of them is away."""

import pytest

from core import clock
from probation.demonstration import named_people as named
from tests.journeys.conftest import page_at

pytestmark = pytest.mark.django_db
CONTACTS = f"/case/{named.LONG_RECORD.crn}/contacts"
ROWS = "[data-rows] > .app-log [data-row]"


@pytest.fixture
def open_list(walk):
    """`open_list(width=400)`: the contact list of the long record, as its practitioner sees it."""
    pages = []

    def opened(address=CONTACTS, **options):
        page = page_at(walk.chromium, walk.server, walk.sessions["practitioner"], **options)
        pages.append(page)
        page.visit(address)
        return page

    yield opened
    for page in pages:
        page.context.close()


def height_of(page):
    """From the top of the first contact to the foot of the last."""
    return page.evaluate(
        "rows => { const all = [...document.querySelectorAll(rows)].map(row => row.getBoundingClientRect());"
        " return Math.round(all.at(-1).bottom - all[0].top) }",
        ROWS,
    )


def test_25_contacts_fit_1800_px_and_in_compact_a_quarter_less(open_list):
    page = open_list(width=1280, height=800)

    comfortable = height_of(page)
    page.evaluate("document.documentElement.dataset.density = 'compact'")

    assert page.locator(ROWS).count() == 25
    assert comfortable <= 1800
    assert height_of(page) <= comfortable * 0.75


def test_on_a_phone_the_list_begins_in_the_first_screen_and_stays_short(open_list):
    page = open_list(width=400, height=800)

    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert height_of(page) <= 2500
    gap = page.evaluate(
        "rows => document.querySelector(rows).getBoundingClientRect().top"
        " - document.querySelector('h1').getBoundingClientRect().bottom",
        ROWS,
    )
    assert gap <= 500


@pytest.mark.parametrize("script", [True, False])
def test_a_note_that_is_cut_opens_whole(open_list, script):
    page = open_list(script=script)
    note = page.locator("details.app-log__note").first

    note.locator("summary").click()

    assert note.get_attribute("open") is not None
    assert note.locator(".app-note").first.is_visible()


def test_a_year_is_one_click_away(open_list):
    year = str(clock.today().year - 9)
    page = open_list()

    page.get_by_role("navigation", name="Years").get_by_role("link", name=year, exact=True).click()

    first = page.locator(ROWS).first.locator(".app-log__when").inner_text()
    assert year in first


def test_a_contact_is_saved_without_scrolling_below_a_header_of_280_px(open_list):
    page = open_list(f"/case/{named.ORDINARY.crn}/contacts/add", width=1280, height=800)

    save = page.get_by_role("button", name="Save contact").bounding_box()
    heading = page.get_by_role("heading", level=1).bounding_box()

    assert save["y"] + save["height"] - heading["y"] <= 800 - 300
