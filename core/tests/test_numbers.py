"""Whole numbers out of text."""

import pytest

from core.numbers import whole_number, whole_numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        (" 1", None),
        ("²", None),
        ("٣", None),
    ],
)
def test_only_digits_that_a_key_may_have_are_a_number(text, number):
    assert whole_number(text) == number


def test_keys_that_are_no_numbers_are_left_out():
    assert whole_numbers(["12", "", "²", "٣", "x", "9" * 40, "7"]) == [12, 7]
