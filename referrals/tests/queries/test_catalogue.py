"""A search in the catalogue finds the entries that are open and fit what was asked."""

import pytest

from core import clock
from referrals.models import CrsRegion
from referrals.queries.catalogue import Search, found
from referrals.tests.factories import ContractFactory

pytestmark = pytest.mark.django_db


def titles(**asked):
    """Titles of the entries found that a test made; the reference data has others."""
    rows = found(Search(**asked), on=clock.today())
    return [row.title for row in rows if row.reference.startswith("TST_")]


@pytest.fixture
def areas():
    """Two areas of one region and one of another."""
    one, other = CrsRegion.objects.get(code="A"), CrsRegion.objects.get(code="B")
    first, second = one.pcc_areas.order_by("code")[:2]
    return first, second, other.pcc_areas.order_by("code").first()


@pytest.fixture
def entries(areas):
    first, second, far = areas
    ContractFactory(title="First", region=None, pcc_area=first)
    ContractFactory(title="Second", region=None, pcc_area=second)
    ContractFactory(title="Region", region=first.region)
    ContractFactory(title="Far", region=far.region)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param([], ["Far", "First", "Region", "Second"], id="nothing asked"),
        pytest.param([0], ["First", "Region"], id="an area: its own entries and those of its region"),
        pytest.param([1, 2], ["Far", "Region", "Second"], id="one of several"),
    ],
)
def test_a_search_by_area_finds_the_area_and_the_region_round_it(entries, areas, asked, expected):
    assert titles(areas=tuple(areas[n].code for n in asked)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"for_women": True}, ["Anybody", "Women"]),
        ({"for_women": False}, ["Young men"]),
        ({"for_men": True}, ["Anybody", "Young men"]),
        ({"for_men": False}, ["Women"]),
        ({"young_adults_only": True}, ["Young men"]),
    ],
)
def test_a_search_by_gender_or_age_keeps_what_fits(asked, expected):
    ContractFactory(title="Anybody")
    ContractFactory(title="Women", allows_male=False)
    ContractFactory(title="Young men", allows_female=False, maximum_age=25)

    assert titles(**asked) == expected


def test_an_entry_that_is_closed_is_not_found():
    ContractFactory(title="Open")
    ContractFactory(title="Closed", closed=True)

    assert titles() == ["Open"]


def test_a_search_by_need_finds_every_entry_that_covers_it():
    ContractFactory(title="Home")
    ContractFactory(title="Wellbeing", wellbeing=True)

    assert titles(categories=("accommodation",)) == ["Home"]
