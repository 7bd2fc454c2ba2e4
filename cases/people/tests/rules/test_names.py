"""Names as compared, and the forms the delete dictionary holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.people.rules.names import delete_forms, name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Smith", "smith"),
        ("O'Neil", "oneil"),
        ("O\u2019Neil", "oneil"),
        ("Smith-Jones", "smithjones"),
        ("Smith Jones", "smithjones"),
        ("van der Berg", "vanderberg"),
        ("Müller", "muller"),
        ("Siân", "sian"),
        ("Łukasz", "lukasz"),
        ("Strauß", "strauss"),
        ("Øster", "oster"),
        ("José María", "josemaria"),
        ("123", ""),
    ],
)
def test_case_accents_apostrophes_and_hyphens_do_not_matter(name, key):
    assert name_key(name) == key


def test_the_delete_forms_of_a_name_are_itself_and_one_or_two_letters_left_out():
    assert delete_forms("Jon") == {"jon", "on", "jn", "jo"}
    assert delete_forms("Jone") >= {"jone", "one", "jne", "joe", "jon", "jo", "je", "ne"}
    assert delete_forms("A") == {"a"}
    assert delete_forms("--") == frozenset()


def test_only_the_first_seven_letters_count():
    assert delete_forms("Featherstonehaugh") == delete_forms("Feather")
    assert len(delete_forms("Compute")) == 29


@given(st.text(alphabet="abcdefgh", min_size=4, max_size=7), st.data())
def test_a_name_with_two_letters_changed_shares_a_form(name, data):
    places = data.draw(st.sets(st.integers(0, len(name) - 1), min_size=2, max_size=2))
    changed = "".join("z" if place in places else letter for place, letter in enumerate(name))
    lost = "".join(letter for place, letter in enumerate(name) if place not in places)

    assert delete_forms(name) & delete_forms(changed)
    assert delete_forms(name) & delete_forms(lost)
