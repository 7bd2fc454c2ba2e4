"""Choosing the end date: both published examples, and days between and beyond them."""

from datetime import date

import pytest

from referrals.rules.draft_dates import (
    delivery_weeks,
    earliest_deadline,
    spare_weeks,
    suggested_deadline,
    too_early,
)

SENT = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("days", "delivery", "spare", "total"),
    [
        pytest.param(10, 10, 8, 20, id="published: 10 days"),
        pytest.param(5, 5, 6, 13, id="published: 5 days"),
        (1, 1, 5, 8),
        (6, 6, 7, 15),
        (40, 40, 20, 62),
    ],
)
def test_the_sum_behind_a_suggested_date(days, delivery, spare, total):
    found = suggested_deadline(SENT, days)

    assert (found.assessment_weeks, found.delivery_weeks, found.spare_weeks) == (2, delivery, spare)
    assert found.weeks == total
    assert (found.on - SENT).days == 7 * total


def test_the_sum_is_shown():
    assert str(suggested_deadline(SENT, 10).because) == (
        "2 weeks for the initial assessment + 10 weeks of sessions + 8 weeks to spare = 20 weeks"
    )


@pytest.mark.parametrize(("days", "rate", "weeks"), [(10, 2, 5), (9, 2, 5), (8, 2, 4), (1, 3, 1)])
def test_part_of_a_week_is_a_week(days, rate, weeks):
    assert delivery_weeks(days, rate) == weeks


@pytest.mark.parametrize(("days", "weeks"), [(0, 4), (2, 5), (3, 6), (5, 6), (6, 7), (7, 7), (8, 8), (10, 8)])
def test_spare_weeks_are_rounded_up(days, weeks):
    assert spare_weeks(days) == weeks


@pytest.mark.parametrize(("deadline", "warned"), [(date(2026, 5, 24), True), (date(2026, 5, 25), False)])
def test_a_date_that_leaves_less_than_the_sessions_take_is_warned_of(deadline, warned):
    assert earliest_deadline(SENT, 10) == date(2026, 5, 25)
    assert (too_early(deadline, sent_on=SENT, days=10) is not None) is warned


@pytest.mark.parametrize(("days", "rate"), [(0, 1), (1, 0)])
def test_no_days_have_no_sum(days, rate):
    with pytest.raises(ValueError, match="a week"):
        delivery_weeks(days, rate)
