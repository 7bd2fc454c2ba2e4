"""A page that adds something, opened anew and sent with the same answers: the user is asked first."""

import re
from datetime import timedelta

import pytest

from core.models import FormToken
from core.screens.once import SAME_FOR
from core.tests import pages_for_tests as screens

pytestmark = [pytest.mark.django_db, pytest.mark.urls("core.tests.pages_for_tests")]


@pytest.fixture(autouse=True)
def record():
    screens.begin()
    return screens.record


def token_in(page):
    return re.search(r'name="form_token" value="([^"]+)"', page.text)[1]


def add(client, token=None, address="/add", **more):
    """Sends the form of the page as it was just opened, or with a token of an earlier page."""
    sent = {"name": "Sam", "colour": "red", "note": "Rang.", **more}
    return client.post(address, {"form_token": token or token_in(client.get(address)), **sent})


def test_what_was_saved_already_is_not_saved_again(practitioner_client, record):
    add(practitioner_client)

    asked = add(practitioner_client)

    assert asked.status_code == 400
    assert "Already saved" in asked.text
    assert "You saved exactly this on" in asked.text
    assert 'href="/saved/1"' in asked.text
    assert "Nothing is saved yet" not in asked.text
    assert record["acts"] == ["Sam"]


def test_a_second_one_is_saved_where_the_user_says_so(practitioner_client, record):
    add(practitioner_client)
    asked = add(practitioner_client)
    assert "Save a second one" in asked.text

    saved = add(practitioner_client, token_in(asked), confirm="SENT_BEFORE")

    assert saved.url == "/saved/2"
    assert record["acts"] == ["Sam", "Sam"]


def test_the_answer_is_kept_while_another_warning_is_asked(practitioner_client, record):
    first = add(practitioner_client, name="Odd")
    add(practitioner_client, token_in(first), name="Odd", confirm="ODD_NAME")
    asked = add(practitioner_client, name="Odd")
    assert "Already saved" in asked.text

    odd = add(practitioner_client, token_in(asked), name="Odd", confirm="SENT_BEFORE")
    codes = re.findall(r'name="confirm" value="([^"]+)"', odd.text)
    add(practitioner_client, token_in(odd), name="Odd", confirm=codes)

    assert sorted(codes) == ["ODD_NAME", "SENT_BEFORE"]
    assert record["acts"] == ["Odd", "Odd"]


def test_other_answers_from_the_same_page_are_asked_about_and_not_lost(practitioner_client, record):
    token = token_in(practitioner_client.get("/add"))
    add(practitioner_client, token)

    asked = add(practitioner_client, token, note="Rang twice.")

    assert "with other answers" in asked.text
    assert "Rang twice." in asked.text
    assert record["acts"] == ["Sam"]
    add(practitioner_client, token_in(asked), note="Rang twice.", confirm="SENT_BEFORE")
    assert record["acts"] == ["Sam", "Sam"]


@pytest.mark.parametrize(
    "more",
    [{"note": "Rang again."}, {"address": "/add?type=A"}],
    ids=["other answers", "another address"],
)
def test_something_else_is_not_asked_about(practitioner_client, record, more):
    add(practitioner_client)

    assert add(practitioner_client, **more).status_code == 302
    assert len(record["acts"]) == 2


def test_the_way_back_and_a_resumed_draft_are_no_other_address(practitioner_client):
    add(practitioner_client)

    assert "Already saved" in add(practitioner_client, address="/add?back=/drafts&draft=resume").text


def test_another_user_is_not_asked(practitioner_client, senior_client, record):
    add(practitioner_client)

    assert add(senior_client).status_code == 302
    assert len(record["acts"]) == 2


def test_the_same_on_another_day_is_not_asked_about(practitioner_client, record):
    add(practitioner_client)
    token = FormToken.objects.get()
    FormToken.objects.update(at=token.at - SAME_FOR - timedelta(minutes=1))

    assert add(practitioner_client).status_code == 302
    assert len(record["acts"]) == 2


def test_of_two_clicks_the_second_leads_to_what_the_first_saved(practitioner_client, record):
    token = token_in(practitioner_client.get("/twice"))
    record["first"] = lambda: add(practitioner_client, token, address="/twice")

    second = add(practitioner_client, token, address="/twice")

    assert record["acts"] == ["Sam"]
    assert (second.status_code, second.url) == (302, "/saved/1")
    assert add(practitioner_client, address="/twice").status_code == 400
