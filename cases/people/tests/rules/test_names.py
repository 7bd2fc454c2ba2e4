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


def test_the_delete_forms_of_a_name_are_itself_and_each_letter_left_out():
    assert delete_forms("Jone") == {"jone", "one", "jne", "joe", "jon"}
    assert delete_forms("A") == {"a"}
    assert delete_forms("--") == frozenset()


def test_only_the_first_ten_letters_count():
    assert delete_forms("Featherstonehaugh") == delete_forms("Featherstone")
    assert "featherston" not in delete_forms("Featherstone")


@given(st.text(alphabet="abcdefgh", min_size=2, max_size=10), st.data())
def test_a_name_with_one_letter_lost_or_changed_shares_a_form(name, data):
    place = data.draw(st.integers(0, len(name) - 1))
    lost = name[:place] + name[place + 1 :]
    changed = name[:place] + "z" + name[place + 1 :]

    assert delete_forms(name) & delete_forms(lost)
    assert delete_forms(name) & delete_forms(changed)
