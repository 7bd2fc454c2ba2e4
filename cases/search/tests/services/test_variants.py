"""Names that somebody may be recorded under instead of the one that was typed."""

from datetime import date

import pytest

from cases.codes import Nearness
from cases.models import NameVariant
from cases.people.rules.names import name_key
from cases.search.services.variants import OURS, load_variants, variants
from core.reference_data import lines_of

TODAY = date(2026, 3, 2)


def test_a_nickname_stands_in_both_directions():
    known = {(name, other): kind for name, other, kind in variants()}

    assert known["william", "bill"] == Nearness.SHORT
    assert known["bill", "william"] == Nearness.LONG
    assert known["liz", "betty"] == known["betty", "liz"] == Nearness.COUSIN
    assert known["siobhan", "shivaun"] == known["shivaun", "siobhan"] == Nearness.SAME


@pytest.mark.parametrize(
    ("typed", "recorded", "kind"),
    [
        pytest.param("gosia", "malgorzata", Nearness.LONG, id="Polish"),
        pytest.param("sasha", "oleksandr", Nearness.LONG, id="Ukrainian"),
        pytest.param("ionut", "ion", Nearness.LONG, id="Romanian"),
        pytest.param("tunde", "babatunde", Nearness.LONG, id="Yoruba"),
        pytest.param("kwesi", "kwasi", Nearness.SAME, id="Akan, two ways to say one day"),
        pytest.param("paudie", "packie", Nearness.COUSIN, id="Irish, two nicknames of one name"),
        pytest.param("andrzej", "andrew", Nearness.SAME, id="in another language"),
    ],
)
def test_nicknames_of_other_languages_are_known(typed, recorded, kind):
    known = {(name, other): kind for name, other, kind in variants()}

    assert known[typed, recorded] == kind


def test_nicknames_of_two_languages_are_not_nicknames_of_one_name():
    pairs = {(name, other) for name, other, _kind in variants()}

    assert {("masha", "maria"), ("mariquita", "maria")} < pairs
    assert ("masha", "mariquita") not in pairs


def test_no_pair_comes_twice_and_no_name_stands_for_itself():
    pairs = [(name, other) for name, other, _kind in variants()]

    assert len(pairs) == len(set(pairs))
    assert all(name != other for name, other in pairs)


def test_every_line_of_ours_is_written_as_names_are_compared_and_comes_once():
    rows = [row for _number, row in lines_of(OURS)]

    assert {row["kind"] for row in rows} == {"form", "short", "spelling"}
    assert len({(row["kind"], row["language"], row["name"]) for row in rows}) == len(rows)
    assert all(bool(row["language"]) == (row["kind"] == "short") for row in rows)
    for row in rows:
        names = [row["name"], *row["variants"].split()]
        assert names == [name_key(name) for name in names]
        assert len(names) == len(set(names)) > 1, row


@pytest.mark.django_db
def test_loading_again_mends_what_differs_and_leaves_the_rest():
    NameVariant.objects.filter(name="bill", variant="william").update(kind=Nearness.SAME)
    NameVariant.objects.create(name="alex", variant="nobody", kind=Nearness.SAME)

    first, second = load_variants(TODAY), load_variants(TODAY)

    assert (first.added, first.closed) == (1, 2)
    assert second.differ == 0
    assert NameVariant.objects.get(name="bill", variant="william").kind == Nearness.LONG
