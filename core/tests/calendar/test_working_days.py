"""Working days and months, with the England and Wales bank holidays of spring 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.working_days import (
    add_months,
    add_working_days,
    is_working_day,
    next_working_day,
    working_days_between,
)

GOOD_FRIDAY, EASTER_MONDAY = date(2026, 4, 3), date(2026, 4, 6)
HOLIDAYS = frozenset({GOOD_FRIDAY, EASTER_MONDAY, date(2026, 5, 4)})


@pytest.mark.parametrize(
    ("day", "working"),
    [
        pytest.param(date(2026, 4, 2), True, id="Maundy Thursday"),
        pytest.param(GOOD_FRIDAY, False, id="Good Friday"),
        pytest.param(date(2026, 4, 4), False, id="Saturday"),
        pytest.param(date(2026, 4, 5), False, id="Sunday"),
        pytest.param(EASTER_MONDAY, False, id="Easter Monday"),
        pytest.param(date(2026, 4, 7), True, id="Tuesday"),
    ],
)
def test_weekends_and_bank_holidays_are_not_working_days(day, working):
    assert is_working_day(day, HOLIDAYS) is working


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        pytest.param(date(2026, 3, 25), 10, date(2026, 4, 10), id="published example, over Easter"),
        pytest.param(date(2026, 4, 2), 1, date(2026, 4, 7), id="over the long weekend"),
        pytest.param(date(2026, 4, 4), 1, date(2026, 4, 7), id="received on a Saturday"),
        pytest.param(date(2026, 4, 2), 0, date(2026, 4, 2), id="same working day"),
        pytest.param(GOOD_FRIDAY, 0, date(2026, 4, 7), id="same day, but a holiday"),
        pytest.param(date(2026, 4, 10), -10, date(2026, 3, 25), id="counting back"),
    ],
)
def test_working_days_are_counted_from_the_day_after(start, n, due):
    assert add_working_days(start, n, HOLIDAYS) == due


def test_the_next_working_day_is_the_day_itself_when_it_is_one():
    assert next_working_day(date(2026, 4, 2), HOLIDAYS) == date(2026, 4, 2)
    assert next_working_day(GOOD_FRIDAY, HOLIDAYS) == date(2026, 4, 7)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
    ],
)
def test_months_end_on_the_last_day_of_a_shorter_month(start, n, end):
    assert add_months(start, n) == end


@given(start=st.dates(date(2020, 1, 1), date(2030, 1, 1)), n=st.integers(-60, 60).filter(bool))
def test_counting_between_undoes_adding(start, n):
    start = next_working_day(start, HOLIDAYS)

    assert working_days_between(start, add_working_days(start, n, HOLIDAYS), HOLIDAYS) == n
