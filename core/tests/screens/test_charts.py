"""The geometry of the small charts."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from core.screens.charts import Bar, Mark, Step, Steps, Strip


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


@pytest.mark.parametrize(
    ("since", "has_line"), [([(2025, 5, 1)], False), ([(2025, 5, 1), (2026, 1, 9)], True)]
)
def test_a_level_that_never_changed_is_words_and_no_line(since, has_line):
    taken = [Step(date(*day), level, "A1") for level, day in enumerate(since)]
    steps = Steps(label="Tier", caption="Tier A1 now", levels="DCBA", steps=taken, until=date(2026, 3, 2))

    shown = render_to_string("components/charts/steps.html", {"steps": steps, "id": "tier"})

    assert "Tier A1 now" in shown
    assert ("<svg" in shown) == has_line
    assert ("since 1 May 2025" in shown) != has_line
