"""Finding a person in a browser: box, misspelling, results, limited access, who looked."""

import pytest

from cases.tests.factories import (
    AliasFactory,
    LimitedAccessFactory,
    PersonFactory,
    RecentlyViewedFactory,
)
from core.tests.factories import RegionFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(reference_data):
    north = RegionFactory(code="N01")
    alex = PersonFactory(
        first_name="Alex",
        surname="River",
        pnc="2002/0073319Z",
        tier_code="B2",
        rosh_level="HIGH",
        allocated=True,
        community_order=True,
    )
    AliasFactory(person=alex, first_name="Lex", surname="Stone")
    for n, first in enumerate(("Alexandra", "Alexander", "Kim", "Jordan", "Sam")):
        PersonFactory(first_name=first, surname="Rivers" if n % 2 else "River", region=north, allocated=True)
    return alex


def ready(page):
    page.wait_for_selector("html[data-ready]", state="attached")


def test_the_search_screens_are_accessible_on_a_phone(browser_page, check_narrow, people, practitioner):
    RecentlyViewedFactory(user=practitioner, person=people)
    hidden = PersonFactory(surname="Hidden")
    RecentlyViewedFactory(user=practitioner, person=hidden)
    LimitedAccessFactory(person=hidden, user=practitioner)
    page = browser_page(practitioner, width=400)
    for address in ("/search", "/search/advanced", "/search/recent", "/"):
        page.visit(address)
        check_narrow(page)
    for text in ("river", "aleks rivr", "nobody at all", "s*", hidden.crn):
        page.visit("/search")
        page.fill("#id_q", text)
        page.locator("main").get_by_role("button", name="Search", exact=True).click()
        ready(page)
        check_narrow(page)


def test_a_misspelt_name_leads_to_the_record_in_two_pages(browser_page, people, practitioner):
    page = browser_page(practitioner)
    page.visit("/")

    page.fill("#header-search", "aleks rivr")
    page.locator("header").get_by_role("button", name="Search").click()
    page.get_by_role("link", name="River, Alex " + people.crn).click()

    page.wait_for_url(f"**/case/{people.crn}/")


def test_searching_narrowing_and_sorting_work_without_script(browser_page, people, practitioner):
    page = browser_page(practitioner, script=False)
    page.visit("/search")

    page.fill("#id_q", "river")
    page.locator("main").get_by_role("button", name="Search", exact=True).click()
    page.get_by_label("London (1)").check()
    page.get_by_role("button", name="Apply filters").click()
    page.get_by_role("link", name="Date of birth").click()
    page.wait_for_url("**sort=born**")

    assert page.get_by_role("link", name="River, Alex " + people.crn).is_visible()
    assert page.get_by_role("link", name="Rivers, Alexander").count() == 0


def test_the_record_screens_are_accessible_on_a_phone(browser_page, check_narrow, people):
    keeper = UserFactory(data_quality=True, data_protection=True)
    colleague = UserFactory(practitioner=True)
    LimitedAccessFactory(person=people, user=colleague)
    page = browser_page(keeper, width=400)
    base = f"/case/{people.crn}/record"

    for address in (f"{base}/access", f"{base}/history", f"{base}/access/add"):
        page.visit(address)
        check_narrow(page)
    page.get_by_label("Restriction: only the people named may open the record").check()
    page.fill("#id_users", colleague.username)
    page.get_by_role("button", name="Limit access").click()
    ready(page)
    check_narrow(page)
    page.get_by_role("button", name="Save anyway").click()
    page.wait_for_url(f"**{base}/access")
    ready(page)
    assert page.url.endswith(f"{base}/access")
    assert people.surname not in page.content()
    check_narrow(page)
