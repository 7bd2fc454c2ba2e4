"""The geometry of the small charts."""

import pytest

from core.screens.charts import Bar, Mark, Strip


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
