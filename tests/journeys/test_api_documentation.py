"""The API's documentation page: our own copy of Swagger UI under our content security policy."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_documentation_opens_without_signing_in_and_lists_every_route(browser_page):
    page = browser_page()

    page.visit("/swagger-ui/index.html")
    page.wait_for_selector('[data-path="/api/v1/sent-referrals/summaries"]')
    page.click("text=One sent referral")

    assert page.faults == []
    assert page.is_visible("text=ROLE_INTERVENTIONS_API_READ_ALL >> nth=0")


def test_the_documentation_is_accessible_as_it_opens_at_two_widths(browser_page, check_axe):
    for width in (1280, 400):
        page = browser_page(width=width)
        page.visit("/swagger-ui/index.html")
        page.wait_for_selector('[data-path="/api/v1/sent-referrals/summaries"]')

        check_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_script_the_document_itself_is_offered(browser_page):
    page = browser_page(script=False)

    page.goto("/swagger-ui/index.html")

    assert page.get_by_role("link", name="The OpenAPI document").get_attribute("href") == "/v3/api-docs"


def test_the_short_address_leads_there(client):
    assert client.get("/swagger-ui/").headers["Location"] == "/swagger-ui/index.html"
