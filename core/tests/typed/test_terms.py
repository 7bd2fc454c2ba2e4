"""The words of a text that is searched for."""

import pytest

from core.typed.terms import LABELS, terms


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Robbery (03400)", ["Robbery", "03400"]),
        ("“missed”, again…", ["missed", "again"]),
        ("\u00a0Nair,\u200b Priya.", ["Nair", "Priya"]),
        ("don’t – well-being", ["don't", "well-being"]),
        ("CRN: X000001", ["CRN", "X000001"]),
        ("(…) – ;", []),
        ("", []),
    ],
)
def test_words_are_read_without_what_stands_around_them(typed, words):
    assert terms(typed) == words


def test_labels_are_left_out_where_other_words_are_left():
    assert terms("CRN: X000001", without=LABELS) == ["X000001"]
    assert terms("Name", without=LABELS) == ["Name"]
