"""Each number on My day is the number of rows of the list that its link opens, at a constant cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import ContactAlert, Deadline
from cases.tests.factories import (
    AllocationFactory,
    ContactAlertFactory,
    ContactFactory,
    DeadlineFactory,
    LimitedAccessFactory,
    PersonFactory,
)
from cases.tests.record_day import TODAY, a_case
from core import clock
from core.tests.factories import StaffFactory, UserFactory
from referrals.models import Referral
from referrals.tests.factories import a_caseworker, a_practitioner, a_sent_referral, an_assigned_referral
from tests.journeys.markup import Markup

pytestmark = pytest.mark.django_db
PEOPLE = 7
SHOWN = 5


def a_day_of(user):
    """Work of every kind for the user, about seven people: they may not open the record of one of them."""
    case = a_case(user)
    people = [case.person]
    for tier in ("A1", "A2", "B3", "C2", "C3", ""):
        people.append(PersonFactory(community_order=True, tier_code=tier))
        AllocationFactory(person=people[-1], staff=case.staff, team=case.team)
    for n, person in enumerate(people):
        some_work(case, person, days=n)
    LimitedAccessFactory(person=people[3], user=user)


def some_work(case, person, *, days=0):
    """Work of every kind about a person, the older and later by so many days."""
    held = {"person": person, "staff": case.staff, "team": case.team}
    before = TODAY - timedelta(days + 1)
    ContactFactory(missing_outcome=True, on=TODAY, **held)
    ContactFactory(missing_outcome=True, on=before, is_national_standards=True, **held)
    ContactFactory(absent=True, enforcement_open=True, on=before, **held)
    ContactAlertFactory(contact=ContactFactory(is_alert=True, **held))
    for due in (-1 - days, days, 7, 35):
        DeadlineFactory(person=person, staff=case.staff, due_on=TODAY + timedelta(due))


def referrals_by(user):
    for n in range(PEOPLE):
        referral = a_sent_referral(by=user)
        Referral.objects.filter(pk=referral.pk).update(is_urgent=n < 2)


def classed(page, name):
    return [element for element in page.elements if name in element["class"].split()]


def numbers_of(page):
    """(where, number, address) of the strip, of "All 12" of each panel, of each day and of each tier."""
    for link in classed(page, "app-counts__link"):
        yield "strip", int(re.match(r"\d+", link.text)[0]), link["href"]
    for link in classed(page, "app-work__all"):
        yield "panel", int(re.match(r"All (\d+)", link.text)[1]), link["href"]
    for day in classed(page, "app-calendar__day"):
        for link in day.children:
            yield "calendar", int(link.text.split()[0]), link["href"]
    for link in page.elements:
        if link.name == "a" and link["href"].startswith("/cases?tier="):
            yield "tiers", int(link["aria-label"].split()[1]), link["href"]


def rows_behind(client, address):
    context = client.get(address).context
    return context["page"].total if "page" in context else len(context["rows"])


def panels_of(page):
    """Heading, rows shown and number in all, for each panel with a link to its list."""
    for section in classed(page, "app-work"):
        inside = [element for element in page.elements if section in element.parents]
        links = [element for element in inside if "app-work__all" in element["class"]]
        rows = [row for row in inside if row.name in ("tr", "li") and not row.inside("thead")]
        if links and "my-tiers" not in section["aria-labelledby"]:
            heading = next(element.text for element in inside if element.name == "h2")
            yield heading, len(rows), int(re.match(r"All (\d+)", links[0].text)[1])


def assert_numbers_are_those_of_the_lists(client):
    page = Markup(client.get("/").text)
    shown = list(numbers_of(page))
    assert shown
    wrong = {
        (where, number, address): found
        for where, number, address in shown
        if (found := rows_behind(client, address)) != number
    }
    assert wrong == {}
    for heading, rows, total in panels_of(page):
        assert heading == "Recently viewed" or rows == min(total, SHOWN), heading
        assert re.search(rf"\b{total}\b", heading) or not re.search(r"\d", heading), heading
    return shown


@pytest.mark.parametrize("role", ["practitioner", "senior", "case_admin"])
def test_every_number_of_an_officers_day_is_that_of_its_list(frozen_day, client_of, role):
    user = a_practitioner() if role == "practitioner" else UserFactory(**{role: True})
    if role == "case_admin":
        StaffFactory(user=user)
    a_day_of(user)
    if role == "practitioner":
        referrals_by(user)
    client = client_of(user)
    client.get(f"/case/{Deadline.objects.earliest('pk').person.crn}/")

    shown = assert_numbers_are_those_of_the_lists(client)

    kinds = [where for where, _number, _address in shown]
    assert {"strip", "panel", "calendar", "tiers"} == set(kinds)
    assert ("strip", 2 * PEOPLE, "/diary/enforcement") in shown or role != "practitioner"
    assert ("strip", PEOPLE, "/alerts") in shown
    assert ContactAlert.objects.count() == PEOPLE


@pytest.mark.parametrize("is_manager", [False, True])
def test_every_number_of_a_suppliers_day_is_that_of_its_list(frozen_day, client_of, is_manager):
    sent = a_sent_referral()
    contract = sent.contract
    user = a_caseworker(contract)
    if is_manager:
        user = a_caseworker(contract, supplier_manager=True)
    for n in range(PEOPLE):
        referral = an_assigned_referral(contract=contract, caseworker=user)
        Referral.objects.filter(pk=referral.pk).update(is_urgent=n < 2)
    yesterday = clock.now() - timedelta(days=1)
    late = {"about": f"referrals.referral:{sent.reference}", "met_at": None}
    Deadline.objects.filter(**late).update(due_at=yesterday)
    Referral.objects.filter(pk=sent.pk).update(next_due_at=yesterday)

    shown = assert_numbers_are_those_of_the_lists(client_of(user))

    strip = [(number, address.split("=")[1]) for where, number, address in shown if where == "strip"]
    assert strip == [(PEOPLE, "my"), (1, "unassigned"), (2, "urgent"), (1, "overdue")]


def cost_of(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    return len(queries)


def test_an_officers_day_costs_the_same_however_much_waits(frozen_day, client_of):
    user = a_practitioner()
    client = client_of(user)
    case = a_case(user)
    some_work(case, case.person)
    a_sent_referral(by=user)
    cost_of(client)
    before = cost_of(client)

    for tier in ("A1", "B2"):
        person = PersonFactory(community_order=True, tier_code=tier)
        AllocationFactory(person=person, staff=case.staff, team=case.team)
        some_work(case, person)
        a_sent_referral(by=user)

    assert cost_of(client) == before


def test_a_suppliers_day_costs_the_same_however_much_waits(frozen_day, client_of):
    sent = a_sent_referral()
    user = a_caseworker(sent.contract)
    client = client_of(user)
    an_assigned_referral(contract=sent.contract, caseworker=user)
    cost_of(client)
    before = cost_of(client)

    for _ in range(2):
        a_sent_referral(contract=sent.contract)
        an_assigned_referral(contract=sent.contract, caseworker=user)

    assert cost_of(client) == before
