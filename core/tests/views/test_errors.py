"""Each error page says what happened, what was kept and what to do, with a reference."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("400", "There is a problem with this request"),
        ("403", "You do not have permission to do this"),
        ("limited_access", "You are restricted from viewing this case"),
        ("404", "Page not found"),
        ("csrf", "Your session has changed"),
        ("413", "The file is too big"),
        ("503", "The service is unavailable for a short while"),
    ],
)
def test_each_error_page_has_its_title_once_as_heading(name, title, rf):
    html = render_to_string(
        f"errors/{name}.html", {"reference": "abcd1234", "service_name": "S"}, rf.get("/")
    )

    assert f"<title>{title}" in html
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in html
    assert "abcd1234" in html


def test_a_page_that_is_not_there_is_404_with_a_reference(practitioner_client):
    response = practitioner_client.get("/nowhere/at/all", headers={"X-Correlation-Id": "abcdefgh-1234"})

    assert response.status_code == 404
    assert "Page not found" in response.content.decode()
    assert "abcdefgh" in response.content.decode()


@pytest.mark.urls("core.tests.pages_for_tests")
def test_a_broken_page_answers_without_the_things_that_broke():
    client = Client(raise_request_exception=False)

    response = client.get("/broken")

    html = response.content.decode()
    assert response.status_code == 500
    assert "There is a problem with the service" in html
    assert "broken on purpose" not in html


def test_a_post_without_its_token_is_explained():
    response = Client(enforce_csrf_checks=True).post("/sign-in", {"username": "jo", "password": "x"})

    assert response.status_code == 403
    assert "Your session has changed" in response.content.decode()


def test_more_than_the_service_takes_is_answered_413(practitioner_client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = practitioner_client.post("/search", {"q": "x" * 2000})

    assert response.status_code == 413
    assert "The file is too big" in response.content.decode()


@pytest.mark.urls("core.tests.pages_for_tests")
def test_a_database_that_does_not_answer_is_503():
    response = Client(raise_request_exception=False).get("/unreachable")

    assert response.status_code == 503
    assert "The service is unavailable for a short while" in response.content.decode()


@pytest.mark.urls("core.tests.pages_for_tests")
def test_a_refusal_for_limited_access_says_why_and_who_to_ask(rf):
    words = {"because": "Excluded: family member", "crn": "X000001"}

    html = render_to_string("errors/limited_access.html", words, rf.get("/"))

    assert "Excluded: family member" in html
    assert "has been recorded" in html
