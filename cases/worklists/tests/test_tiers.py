"""The bar of a caseload by tier counts what the list shows when it is filtered."""

import re

import pytest
from django.urls import reverse

from cases.models import Allocation
from cases.tests.factories import AllocationFactory, PersonFactory
from cases.worklists.queries.tiers import by_tier, of_tiers
from cases.worklists.views.charts import tier_bar

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(case):
    """Four cases more than the person of the case: two of tier A, one of C, one whose tier is no letter."""
    for code in ("A1", "A3", "C2", "9"):
        person = PersonFactory(tier_code=code, community_order=True)
        AllocationFactory(person=person, staff=case.staff, team=case.team)
    case.person.tier_code = ""
    case.person.save(update_fields=["tier_code"])
    return Allocation.objects.filter(staff=case.staff)


def test_cases_are_counted_by_the_letter_of_their_tier(held, django_assert_num_queries):
    with django_assert_num_queries(1):
        counts = by_tier(held)

    assert counts == {"A": 2, "B": 0, "C": 1, "D": 0, "NONE": 2}
    assert {tier: held.filter(of_tiers([tier])).count() for tier in counts} == counts
    assert held.filter(of_tiers(["A", "NONE"])).count() == 4


def test_each_part_of_the_bar_opens_as_many_cases_as_it_says(client, held):
    bar = tier_bar(by_tier(held), address=reverse("cases:caseload"))

    for part in bar.parts:
        assert client.get(part.href).context["page"].total == part.count
    assert re.search(r"2 of 5 cases are tier A or B", bar.caption)


def test_an_empty_caseload_has_no_bar():
    assert tier_bar(dict.fromkeys([*"ABCD", "NONE"], 0), address="/cases") is None
