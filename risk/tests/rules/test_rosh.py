"""RoSH: the overall level, the order of the widget, and how long a summary lasts."""

from datetime import date

import pytest

from risk.codes import RoshGroup, RoshLevel, RoshStanding
from risk.rules.rosh import (
    RoshRow,
    community_maximum,
    grid_from_answers,
    overall_level,
    rows_for_widget,
    standing,
)

LOW, MEDIUM, HIGH, VERY_HIGH = RoshLevel


def test_levels_compare_by_height_and_not_by_spelling():
    assert LOW < MEDIUM < HIGH < VERY_HIGH
    assert max(RoshLevel) is VERY_HIGH
    assert sorted([VERY_HIGH, LOW, HIGH, MEDIUM]) == [LOW, MEDIUM, HIGH, VERY_HIGH]
    assert HIGH >= HIGH
    assert HIGH <= HIGH


def test_a_level_does_not_compare_with_plain_text():
    with pytest.raises(TypeError):
        LOW < "MEDIUM"  # noqa: B015


def test_the_overall_level_is_the_highest_of_community_and_custody():
    grid = [
        RoshRow(group=RoshGroup.CHILDREN, community=MEDIUM, custody=LOW),
        RoshRow(group=RoshGroup.PRISONERS, custody=VERY_HIGH),
        RoshRow(group=RoshGroup.PUBLIC),
    ]

    assert overall_level(grid) is VERY_HIGH
    assert community_maximum(grid) is MEDIUM


def test_without_levels_there_is_no_overall_level():
    assert overall_level([RoshRow(group=RoshGroup.STAFF)]) is None
    assert community_maximum([]) is None


def test_the_grid_is_read_from_the_answers_of_the_summary():
    answers = {
        "SUM6.1.1": "V",
        "SUM6.1.2": "L",
        "SUM6.2.1": "H",
        "SUM6.3.2": "M",
        "SUM6.5.2": "L",
        "SUM1": "x",
    }

    assert grid_from_answers(answers) == (
        RoshRow(group=RoshGroup.CHILDREN, community=VERY_HIGH, custody=LOW),
        RoshRow(group=RoshGroup.PUBLIC, community=HIGH),
        RoshRow(group=RoshGroup.KNOWN_ADULT, custody=MEDIUM),
        RoshRow(group=RoshGroup.STAFF),
        RoshRow(group=RoshGroup.PRISONERS, custody=LOW),
    )


def test_rows_go_by_level_and_ties_by_group():
    grid = [
        RoshRow(group=RoshGroup.PUBLIC, community=HIGH),
        RoshRow(group=RoshGroup.STAFF, community=VERY_HIGH),
        RoshRow(group=RoshGroup.KNOWN_ADULT, community=LOW),
        RoshRow(group=RoshGroup.CHILDREN, community=VERY_HIGH),
        RoshRow(group=RoshGroup.PRISONERS, custody=VERY_HIGH),
    ]

    assert [row.group for row in rows_for_widget(grid, with_custody=False)] == [
        RoshGroup.CHILDREN,
        RoshGroup.STAFF,
        RoshGroup.PUBLIC,
        RoshGroup.KNOWN_ADULT,
    ]
    assert [row.group for row in rows_for_widget(grid, with_custody=True)] == [
        RoshGroup.CHILDREN,
        RoshGroup.STAFF,
        RoshGroup.PRISONERS,
        RoshGroup.PUBLIC,
        RoshGroup.KNOWN_ADULT,
    ]


def test_a_level_in_custody_moves_a_row_only_where_custody_is_shown():
    grid = [
        RoshRow(group=RoshGroup.CHILDREN, community=MEDIUM),
        RoshRow(group=RoshGroup.STAFF, community=LOW, custody=HIGH),
    ]

    assert rows_for_widget(grid, with_custody=False)[0].group is RoshGroup.CHILDREN
    assert rows_for_widget(grid, with_custody=True)[0].group is RoshGroup.STAFF


def test_groups_without_a_level_come_last():
    grid = [RoshRow(group=RoshGroup.CHILDREN), RoshRow(group=RoshGroup.STAFF, community=LOW)]

    assert [row.group for row in rows_for_widget(grid, with_custody=False)] == [
        RoshGroup.STAFF,
        RoshGroup.CHILDREN,
    ]


@pytest.mark.parametrize(
    ("completed_on", "on", "expected"),
    [
        pytest.param(None, date(2026, 3, 2), RoshStanding.UNDATED, id="no date"),
        pytest.param(date(2026, 3, 2), date(2026, 3, 2), RoshStanding.CURRENT, id="today"),
        pytest.param(date(2025, 3, 2), date(2026, 3, 2), RoshStanding.CURRENT, id="twelve months to the day"),
        pytest.param(date(2025, 3, 1), date(2026, 3, 2), RoshStanding.REVIEW_DUE, id="a day older"),
        pytest.param(date(2025, 2, 10), date(2026, 3, 2), RoshStanding.REVIEW_DUE, id="55 weeks to the day"),
        pytest.param(date(2025, 2, 9), date(2026, 3, 2), RoshStanding.OUT_OF_DATE, id="a day past 55 weeks"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 28), RoshStanding.CURRENT, id="leap day, clamped"),
        pytest.param(
            date(2024, 2, 29), date(2025, 3, 1), RoshStanding.REVIEW_DUE, id="leap day, a day older"
        ),
    ],
)
def test_a_summary_is_due_for_review_after_a_year_and_out_of_date_after_55_weeks(completed_on, on, expected):
    assert standing(completed_on, on=on) is expected
