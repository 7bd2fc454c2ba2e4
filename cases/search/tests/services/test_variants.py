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


def test_no_pair_comes_twice_and_no_name_stands_for_itself():
    pairs = [(name, other) for name, other, _kind in variants()]

    assert len(pairs) == len(set(pairs))
    assert all(name != other for name, other in pairs)


def test_every_line_of_ours_is_written_as_names_are_compared_and_comes_once():
    rows = [row for _number, row in lines_of(OURS)]

    assert {row["kind"] for row in rows} == {"short", "spelling"}
    assert len({(row["kind"], row["name"]) for row in rows}) == len(rows)
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
