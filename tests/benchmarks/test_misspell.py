"""Slips are of the kinds people make, as many as asked, in any letter, and the same for the same seed."""

from random import Random

import pytest

from benchmarks.misspell import (
    KEYS,
    SHARES,
    by_key,
    by_sound,
    doubled,
    edits,
    left_out,
    misspelt,
    put_in,
    swapped,
)


@pytest.mark.parametrize(
    ("kind", "name", "others"),
    [
        pytest.param(left_out, "anna", {"nna", "ana", "ann"}, id="each letter left out"),
        pytest.param(left_out, "ng", set(), id="two letters are the least that is searched for"),
        pytest.param(doubled, "lee", {"llee", "leee"}, id="each letter twice"),
        pytest.param(swapped, "ian", {"ain", "ina"}, id="each pair of neighbours, the first letter too"),
        pytest.param(by_sound, "cx", {"kx", "sx", "cz", "cs"}, id="letters of one sound"),
        pytest.param(by_key, "q", {"w", "a"}, id="keys beside and below"),
    ],
)
def test_a_kind_of_slip_gives_what_its_name_says(kind, name, others):
    assert set(kind(name)) == others


def test_a_letter_may_be_put_in_anywhere():
    assert {"xjo", "jxo", "jox"} <= set(put_in("jo"))


@pytest.mark.parametrize("kind", SHARES)
def test_every_kind_of_slip_is_one_edit_at_most(kind):
    assert {edits("catherine", other) for other in kind("catherine")} <= {0, 1}


def test_the_shares_of_the_kinds_are_of_a_hundred():
    assert sum(SHARES.values()) == 100


def test_a_neighbour_on_the_keyboard_is_one_both_ways():
    assert all(letter in KEYS[other] for letter, others in KEYS.items() for other in others)


@pytest.mark.parametrize("slips", [1, 2])
def test_a_misspelling_has_as_many_slips_as_asked(slips):
    rng = Random(1)

    assert {edits("patterson", misspelt("patterson", rng, slips=slips)) for _ in range(300)} == {slips}


def test_slips_are_made_in_the_first_letter_too():
    rng = Random(1)

    first = sum(misspelt("patterson", rng)[0] != "p" for _ in range(900))

    assert 45 < first < 200


@pytest.mark.parametrize("name", ["ng", "lee", "ali"])
def test_a_short_name_has_one_slip_and_keeps_two_letters(name):
    rng = Random(1)

    slips = [misspelt(name, rng, slips=2) for _ in range(200)]

    assert {edits(name, slip) for slip in slips} == {1}
    assert min(map(len, slips)) == 2


def test_one_letter_stays_as_it_is():
    assert misspelt("o", Random(1)) == "o"


def test_names_in_other_letters_are_misspelt_as_well():
    assert edits("бойко", misspelt("бойко", Random(1))) == 1


def test_the_same_seed_makes_the_same_slips():
    assert misspelt("patterson", Random(3), slips=2) == misspelt("patterson", Random(3), slips=2)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("reid", "reid", 0),
        ("reid", "ried", 1),
        ("reid", "reed", 1),
        ("reid", "red", 1),
        ("reid", "reidd", 1),
        ("reid", "erdi", 2),
        ("", "ng", 2),
    ],
)
def test_edits_are_counted_and_a_swap_is_one(one, other, apart):
    assert edits(one, other) == edits(other, one) == apart
