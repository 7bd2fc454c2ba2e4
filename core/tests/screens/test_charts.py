"""The geometry of the small charts."""

import pytest

from core.screens.charts import Bar, Mark, Pair, Pairs, Segment, Stacked, Strip


@pytest.mark.parametrize(
    ("part", "whole", "percent", "filled"),
    [(0, 10, 0, 0), (5, 10, 50, 150), (10, 10, 100, 300), (12, 10, 100, 300), (-1, 10, 0, 0), (1, 0, 0, 0)],
)
def test_a_bar_is_filled_by_its_share_and_never_beyond(part, whole, percent, filled):
    bar = Bar(label="Days", part=part, whole=whole, caption="")

    assert (bar.percent, bar.filled) == (percent, filled)


def test_marks_stand_in_a_row_with_a_gap():
    strip = Strip(label="", caption="", marks=[Mark("✓", "Complied", "good")] * 3)

    assert [left for left, _middle, _mark in strip.placed] == [0, 32, 64]
    assert strip.width == 92


def test_an_empty_strip_has_no_width():
    assert Strip(label="", caption="").width == 0


def stacked(*numbers):
    return Stacked(label="", caption="", parts=[Segment(words="", n=n) for n in numbers])


def test_the_parts_of_a_stacked_bar_fill_it_by_their_share():
    assert [(left, width) for left, width, _middle, _part in stacked(1, 3).placed] == [
        ("0.00%", "25.00%"),
        ("25.00%", "75.00%"),
    ]


def test_a_small_part_is_wide_enough_for_its_words():
    widths = [float(width.rstrip("%")) for _left, width, _middle, _part in stacked(1, 500).placed]

    assert widths[0] > 8
    assert sum(widths) == pytest.approx(100)


def test_pairs_are_measured_by_the_longest():
    pairs = Pairs(
        label="",
        caption="",
        first="",
        second="",
        rows=[Pair(words="", n=20, late=5), Pair(words="", n=0, late=0)],
    )

    assert [(first, second) for first, second, _row in pairs.placed] == [
        ("100.0%", "25.0%"),
        ("0.0%", "0.0%"),
    ]
