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


def test_data_protection_finds_a_person_from_its_first_page():
    client = Client()
    client.post(reverse("core:sign-in"), {"username": "data.protection", "password": PASSWORD})

    page = client.get(reverse("core:work"))

    assert 'action="/search"' in page.text
    assert "What you do here" in page.text
