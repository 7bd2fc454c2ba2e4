"""The tier page: the tier now, why, and what it was before. How the points add up is in risk's tests."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.management_tiers.services import TierChange, change_tiers
from cases.tests.factories import PersonFactory
from core import clock
from core.reasons import Reason

pytestmark = pytest.mark.django_db


def page_of(client, person):
    return client.get(reverse("cases:tier", args=[person.crn]))


def test_the_page_of_a_person_without_a_tier_says_so(practitioner_client):
    page = page_of(practitioner_client, PersonFactory())

    assert "No tier has been worked out yet" in page.text
    assert "Tier history" not in page.text


def test_every_tier_is_listed_with_why_it_began_the_latest_first(practitioner_client):
    person = PersonFactory(allocated=True)
    for code, days in (("C1", 20), ("B2", 3)):
        change = TierChange(person_id=person.pk, code=code, because=Reason(f"Tier {code}: worked out"))
        change_tiers([change], by=None, at=clock.now() - timedelta(days=days))

    page = page_of(practitioner_client, person)

    assert [(row.code, row.ended_at is None) for row, _why in page.context["history"]] == [
        ("B2", True),
        ("C1", False),
    ]
    assert [step.words for step in page.context["steps"].steps] == ["C1", "B2"]
    before = page.text.split("Tier history", 1)[1]
    assert before.index("Tier B2: worked out") < before.index("Tier C1: worked out")


def test_suppliers_do_not_see_it(supplier_client):
    assert page_of(supplier_client, PersonFactory()).status_code == 403
