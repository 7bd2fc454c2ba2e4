"""Names of people as typed."""

import pytest

from core.typed.names import read_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Mary   Ann ", "Mary Ann"),
        ("Mary\u00a0Ann\u200b", "Mary Ann"),
        ("O’Brien", "O'Brien"),
        ("Smythe\u2011Robertson", "Smythe-Robertson"),
        ("van der Berg,", "van der Berg"),
        ("Sia\u0302n", "Siân"),
        ("Łukasz", "Łukasz"),
        ("St. John", "St. John"),
        ("Иван", "Иван"),
        ("李", "李"),
        ("राम", "राम"),
        ("عبد الله", "عبد الله"),
    ],
)
def test_a_name_is_kept_in_its_own_letters_and_plain_signs(typed, name):
    assert read_name(typed) == name
    assert read_name(name) == name


@pytest.mark.parametrize("typed", ["", " - ", "12", "John3", "<b>", "a@b.c", "N/A", "\u200b", "'"])
def test_what_is_no_name_is_not_read(typed):
    assert read_name(typed) is None
