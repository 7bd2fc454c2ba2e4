"""The geometry of the small charts."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string

from core.screens.charts import (
    SHORTEST,
    Bar,
    Calendar,
    Mark,
    Pair,
    Pairs,
    Part,
    StackedBar,
    Step,
    Steps,
    Strip,
)


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


def test_the_parts_of_a_stacked_bar_fill_its_width_and_none_is_too_short_for_its_words():
    bar = StackedBar(
        label="", caption="", parts=[Part("Tier A", "A", 1), Part("Tier B", "B", 0), Part("Tier C", "C", 99)]
    )

    (_, first, left, length, _), (number, last, second_left, _, _) = bar.placed

    assert (first.short, last.short, number) == ("A", "C", 3)
    assert (left, second_left) == ("0.00%", "14.72%")
    assert float(length.rstrip("%")) + 0.6 >= SHORTEST
    assert bar.total == 100


def test_a_stacked_bar_of_nothing_has_no_parts():
    assert StackedBar(label="", caption="", parts=[Part("Tier A", "A", 0)]).placed == []


def test_a_calendar_begins_on_the_monday_and_heats_with_the_count():
    wednesday = date(2026, 12, 2)
    counts = {wednesday: 1, wednesday + timedelta(1): 2, wednesday + timedelta(12): 6}
    calendar = Calendar(label="", caption="", counts=counts, today=wednesday, address=lambda day: f"/{day}")

    rows = calendar.rows

    assert [len(rows), {len(row) for row in rows}, rows[0][0].on] == [6, {7}, date(2026, 11, 30)]
    assert [day.is_past for day in rows[0][:4]] == [True, True, False, False]
    assert [day.heat for day in rows[0]] == [0, 0, 1, 2, 0, 0, 0]
    assert (rows[2][0].heat, rows[2][0].href, rows[2][1].href) == (3, "/2026-12-14", "")


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
