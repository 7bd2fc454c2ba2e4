"""Every page says the same of a person's risk of serious harm, with its source and date."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import Person
from cases.tests.factories import AllocationFactory, ContactAlertFactory, ContactFactory, PersonFactory
from core import clock
from core.calendar.typed_dates import format_short_date
from risk.tests.factories import AssessmentFactory

pytestmark = pytest.mark.django_db
REGISTERED = clock.today() - timedelta(days=100)
IN_DATE, OUT_OF_DATE = 10, 400
#: what is known -> the badge's words, its colour, and what stands beside it
CASES = {
    "nothing": ({}, ("RoSH not assessed", "unknown"), []),
    "a register alone": ({"register": "LOW"}, ("RoSH not assessed", "unknown"), ["Low RoSH register", "day"]),
    "an assessment": ({"assessed": "HIGH"}, ("High RoSH", "high"), ["assessed"]),
    "an old assessment": (
        {"assessed": "HIGH", "days": OUT_OF_DATE},
        ("High RoSH", "unknown"),
        ["out of date"],
    ),
    "both, the same": ({"assessed": "HIGH", "register": "HIGH"}, ("High RoSH", "high"), ["assessed"]),
    "both, differing": (
        {"assessed": "HIGH", "register": "LOW"},
        ("High RoSH", "high"),
        ["assessed", "Low RoSH register", "day"],
    ),
}


@pytest.fixture
def person(practitioner):
    person = PersonFactory(community_order=True, surname="Quillfeather")
    AllocationFactory(person=person, staff=practitioner.staff)
    alert = ContactFactory(person=person, staff=practitioner.staff, is_alert=True)
    ContactAlertFactory(contact=alert, staff=practitioner.staff)
    return person


def know(person, *, register="", assessed="", days=IN_DATE):
    since = REGISTERED if register else None
    Person.objects.filter(pk=person.pk).update(rosh_level=register, rosh_registered_on=since)
    person.refresh_from_db()
    if assessed:
        AssessmentFactory(person=person, complete=True, completed_days_ago=days, rosh=assessed)


def pages(client, person):
    """The pages that say something of a person's risk, opened by the practitioner."""
    about = {
        name: reverse(name, args=[person.crn]) for name in ("cases:overview", "risk:risk", "cases:contacts")
    }
    lists = {name: reverse(name) for name in ("cases:caseload", "cases:alerts", "cases:search-recent")}
    opened = {name: client.get(address) for name, address in (about | lists).items()}
    return opened | {"cases:search": client.post(reverse("cases:search"), {"q": "Quillfeather"}, follow=True)}


def badges(page):
    """(words, colour) of each badge about RoSH."""
    found = re.findall(
        r'<span class="moj-badge app-badge--([\w-]+)">\s*([^<]*RoSH[^<]*?)\s*</span>', page.text
    )
    return [(words, colour) for colour, words in found]


@pytest.mark.parametrize("known", CASES)
def test_every_page_says_the_same(practitioner_client, person, known):
    facts, badge, beside = CASES[known]
    know(person, **facts)
    dates = {
        "day": format_short_date(REGISTERED),
        "assessed": format_short_date(clock.today() - timedelta(days=facts.get("days", IN_DATE))),
    }

    for name, page in pages(practitioner_client, person).items():
        assert page.status_code == 200, name
        assert set(badges(page)) == {badge}, name
        for words in beside:
            assert dates.get(words, words) in page.text, (name, words)
        if not facts.get("register") or facts.get("register") == facts.get("assessed"):
            assert "RoSH register" not in page.text, name


def test_the_widget_has_no_colour_once_the_assessment_is_out_of_date(practitioner_client, person):
    know(person, assessed="HIGH", days=OUT_OF_DATE)

    page = practitioner_client.get(reverse("cases:overview", args=[person.crn])).text

    assert "app-rosh--unknown" in page
    assert "app-rosh--high" not in page
    assert "<strong>HIGH</strong>" in page


@pytest.mark.parametrize(
    ("facts", "levels"),
    [
        ({"register": "HIGH"}, {"HIGH", "NONE"}),
        ({"assessed": "HIGH"}, {"HIGH"}),
        ({"assessed": "LOW", "register": "HIGH"}, {"LOW", "HIGH"}),
        ({}, {"NONE"}),
    ],
)
def test_nobody_who_is_said_to_be_at_high_risk_is_missed_by_the_filter(
    practitioner_client, person, facts, levels
):
    know(person, **facts)
    caseload = reverse("cases:caseload")

    found = {
        level
        for level in ("VERY_HIGH", "HIGH", "MEDIUM", "LOW", "NONE")
        if person.crn in practitioner_client.get(caseload, {"level": level}).text
    }

    assert found == levels
