"""The ways to read names that may be misspelt."""

from datetime import date

import pytest

from cases.search.rules.box import NameTerm, read_search
from cases.search.rules.ways import name_ways, near_ways, wanted_from_box

TODAY = date(2026, 6, 15)


def names(text):
    return [NameTerm((name,)) for name in text.split()]


def letters(way):
    first, surname = (term.whole if term else "" for term in (way.first, way.surname))
    return first, surname, [term.whole for term in way.others]


def near(text):
    return [letters(way) for way in wanted_from_box(read_search(text, today=TODAY)).near]


def test_two_names_are_read_as_typed_first_then_the_other_way_round_then_as_one():
    assert near("jon smiht") == [
        ("jon", "smiht", []),
        ("smiht", "jon", []),
        ("", "jonsmiht", []),
        ("jonsmiht", "", []),
    ]


def test_of_three_names_one_need_not_be_found():
    ways = near("sarah smith jones")

    assert ways[:5] == [
        ("sarah", "jones", ["smith"]),
        ("smith", "jones", ["sarah"]),
        ("sarah", "smith", ["jones"]),
        ("smith", "sarah", ["jones"]),
        ("jones", "sarah", ["smith"]),
    ]
    assert ("sarah", "smithjones", []) in ways
    assert ("sarahsmith", "jones", []) in ways


def test_the_words_of_a_hyphenated_name_are_read_by_themselves_too():
    ways = near("sarah smith-jones")

    assert ("sarah", "jones", ["smith"]) in ways
    assert ("sarah", "smithjones", []) in ways


@pytest.mark.parametrize("text", ["jo* smith", "20/06/1980", "X123456"])
def test_what_is_no_whole_name_has_no_near_ways(text):
    assert near(text) == []


def test_each_way_comes_once():
    ways = list(near_ways(names("owen owen")))

    assert len(ways) == len(set(ways))


def test_first_names_may_be_one_name_where_no_last_name_is_typed():
    assert ("annemarie", "", []) in [letters(way) for way in name_ways(names("anne marie"))]


def test_a_name_has_no_more_than_two_middle_names():
    assert all(len(way.others) <= 2 for way in name_ways(names("al bo cy di ed")))
