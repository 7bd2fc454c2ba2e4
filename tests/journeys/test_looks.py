"""Every answer that shows people leaves an audit row under each of them, whatever its method and status."""

import re

import pytest
from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from cases.access import visible_to
from cases.models import Person
from core.models import AuditEntry, User
from core.screens.page import Page
from probation.demonstration import named_people as named
from tests.journeys.filling import filled, posted_forms
from tests.journeys.limiting import exclude, routes
from tests.journeys.markup import Markup
from tests.journeys.screens import FULL, STRANGER, add_a_full_life, visits, walked
from tests.journeys.worlds import client_for, passing_world

pytestmark = pytest.mark.django_db
CRN = re.compile(r"\b[A-Z]\d{6}\b")
#: screens that show the number of a record alone, each with the reason
NUMBER_ALONE = {
    "training:index": "leads to the user's own practice record",
}
POST_ONLY = [row for row in routes() if issubclass(row.view or object, Page) and "get" not in row.methods()]


@pytest.fixture(scope="module")
def where(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), passing_world():
        add_a_full_life()
        yield visits()


@pytest.fixture(autouse=True)
def undone(where):
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def newest():
    return AuditEntry.objects.aggregate(last=Max("pk"))["last"] or 0


class Asked:
    """A user's client. `unseen` holds who was shown to them without an audit row, and how they were asked."""

    def __init__(self, username):
        self.client, self.user = client_for(username), User.objects.get(username=username)
        self.may_see = set(visible_to(self.user).values_list("crn", flat=True))
        self.unseen, self.statuses = [], set()

    def ask(self, method, address, body=None):
        before = newest()
        response = getattr(self.client, method)(address, body)
        self.statuses.add(response.status_code)
        rows = AuditEntry.objects.filter(pk__gt=before, by_id=self.user.pk)
        audited = {crn for row in rows for crn in (row.crn, *(row.crns or ()))}
        redirected = 300 <= response.status_code < 400
        text = "" if redirected else response.content.decode(errors="replace")
        if missing := set(CRN.findall(text)) & self.may_see - audited:
            self.unseen.append((method, address, response.status_code, sorted(missing)))
        assert response.status_code < 500, f"{method} {address}: {response.status_code}"
        return response


@pytest.mark.parametrize("screen", [name for name in walked() if name not in NUMBER_ALONE])
def test_whom_a_screen_shows_is_audited_by_get_and_by_post(where, screen):
    for visit in (visit for visit in where[screen] if visit.who != STRANGER):
        asked = Asked(visit.who)
        page = Markup(asked.ask("get", visit.address).content.decode())
        for body in ({}, {"version": "0"}, {"do": "suggest"}):
            asked.ask("post", visit.address, body)
        for form in posted_forms(page):
            sent = filled(page, form)
            there = form["action"] or visit.address
            asked.ask("post", there, dict.fromkeys(sent, ""))
            asked.ask("post", there, sent | {"version": "0", "was": ""})

        assert asked.unseen == []


def address_of(route):
    values = {"crn": FULL, "ref": "none", "uuid": "00000000-0000-4000-8000-000000000000"}
    address = "/" + route.route
    for name in route.asks:
        address = re.sub(rf"<\w+:{name}>", values.get(name, "1"), address)
    return address


@pytest.mark.parametrize("route", POST_ONLY, ids=lambda route: route.name)
def test_an_act_without_a_page_shows_nobody_unaudited(where, route):
    for username in ("practitioner", "case.admin", "reception", "senior", "supplier.manager"):
        asked = Asked(username)
        asked.ask("post", address_of(route), {"version": "0"})

        assert asked.unseen == []


def test_the_conflict_of_the_first_finding_names_who_looked(where):
    """Equality and identifiers answered a conflict page with ethnicity, religion and PNC, and no row."""
    asked = Asked("practitioner")
    for screen in ("equality", "numbers"):
        address = reverse(f"cases:{screen}", args=[FULL])
        page = Markup(asked.ask("get", address).content.decode())
        form = posted_forms(page)[0]
        before = newest()

        answer = asked.ask("post", address, filled(page, form) | {"version": "0", "was": ""})

        assert answer.status_code == 409
        row = AuditEntry.objects.get(pk__gt=before, outcome="viewed")
        assert (row.act, row.crn) == (f"cases:{screen}", FULL)


def test_a_list_leaves_one_row_with_the_people_it_showed(where):
    before = newest()

    page = client_for("practitioner").get("/cases").content.decode()

    row = AuditEntry.objects.get(pk__gt=before)
    assert (row.act, row.crn, row.outcome) == ("cases:caseload", "", "viewed")
    assert row.crns == sorted(set(row.crns))
    assert named.ORDINARY.crn in row.crns
    assert set(row.crns) <= set(CRN.findall(page))


def test_nobody_is_found_under_a_record_of_which_a_list_showed_the_number_alone(where):
    crn = named.ORDINARY.crn
    exclude(Person.objects.get(crn=crn), "practitioner")
    for address in ("/cases", "/", "/referrals"):
        before = newest()

        page = client_for("practitioner").get(address).content.decode()

        assert crn in page
        shown = AuditEntry.objects.filter(pk__gt=before, outcome="viewed")
        assert [row for row in shown if crn in (row.crn, *(row.crns or ()))] == []


def test_a_list_without_people_leaves_no_row(where):
    before = newest()

    assert client_for("practitioner").get("/diary/day?on=1/1/2001").status_code == 200

    assert not AuditEntry.objects.filter(pk__gt=before).exists()
