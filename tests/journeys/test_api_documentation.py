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


def test_the_short_address_leads_there(client):
    assert client.get("/swagger-ui/").headers["Location"] == "/swagger-ui/index.html"
