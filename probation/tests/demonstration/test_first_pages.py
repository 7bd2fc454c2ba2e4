"""Nobody meets an empty page after signing in: the first page of each sign-in has rows, or tasks to begin."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from probation.demonstration.accounts import PASSWORD, SIGN_INS
from probation.demonstration.time import Days
from probation.tests.demonstration.worlds import ON

pytestmark = pytest.mark.usefixtures("world")
FIRST = {
    "practitioner": "/",
    "excluded": "/",
    "senior": "/team/workload",
    "case.admin": "/team/workload",
    "reception": "/diary/office",
    "supplier.caseworker": "/supplier/referrals",
    "supplier.manager": "/supplier/referrals",
    "administrator": "/admin/",
}
ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)


@pytest.fixture(autouse=True)
def day_of_the_world(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: Days(ON).at)


@pytest.mark.parametrize("sign_in", SIGN_INS, ids=lambda sign_in: sign_in.username)
def test_the_first_page_of_a_sign_in_has_rows_or_tasks(sign_in):
    client = Client()

    sent = {"username": sign_in.username, "password": PASSWORD}
    page = client.post(reverse("core:sign-in"), sent, follow=True)

    assert page.status_code == 200
    assert page.wsgi_request.path == FIRST.get(sign_in.username, "/work")
    rows = [row for row in ROW.findall(page.text) if "<td" in row and "<a " in row]
    tasks = re.findall(r"/training/activities/[\w-]+/open", page.text)
    assert len(rows) >= 2 or len(tasks) >= 5, page.text


@pytest.mark.parametrize("sign_in", SIGN_INS, ids=lambda sign_in: sign_in.username)
def test_cases_and_diaries_of_the_navigation_begin_where_the_user_finds_rows(sign_in):
    client = Client()
    client.post(reverse("core:sign-in"), {"username": sign_in.username, "password": PASSWORD})
    my_day = client.get("/").text

    for address in re.findall(r'href="(/(?:cases|diary)[^"]*)"', my_day.split("<main")[0]):
        page = client.get(address.replace("&amp;", "&"))
        assert any("<td" in row and "<a " in row for row in ROW.findall(page.text)), address


@pytest.mark.parametrize("sign_in", SIGN_INS, ids=lambda sign_in: sign_in.username)
def test_my_day_leads_whoever_begins_elsewhere_to_that_page(sign_in):
    client = Client()
    sent = {"username": sign_in.username, "password": PASSWORD}
    begins_at = client.post(reverse("core:sign-in"), sent).url

    main = client.get("/").text.split("<main")[1]

    assert ("The page you begin with is" in main) == (begins_at != "/")
    assert begins_at == "/" or f'href="{begins_at}"' in main


def test_data_protection_finds_a_person_from_its_first_page():
    client = Client()
    client.post(reverse("core:sign-in"), {"username": "data.protection", "password": PASSWORD})

    page = client.get(reverse("core:work"))

    assert 'action="/search"' in page.text
    assert "What you do here" in page.text
