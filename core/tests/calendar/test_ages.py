"""Ages in completed years, with the leap-day birthday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.ages import age_on


@pytest.mark.parametrize(
    ("born_on", "on", "age"),
    [
        pytest.param(date(1990, 4, 10), date(2020, 4, 9), 29, id="the day before the birthday"),
        pytest.param(date(1990, 4, 10), date(2020, 4, 10), 30, id="the birthday"),
        pytest.param(date(1990, 4, 10), date(1990, 4, 10), 0, id="the day of birth"),
        pytest.param(date(1984, 2, 29), date(2015, 2, 28), 30, id="leap day, 28 February of a common year"),
        pytest.param(date(1984, 2, 29), date(2015, 3, 1), 31, id="leap day, 1 March of a common year"),
        pytest.param(date(1984, 2, 29), date(2016, 2, 28), 31, id="leap day, 28 February of a leap year"),
        pytest.param(date(1984, 2, 29), date(2016, 2, 29), 32, id="leap day, 29 February of a leap year"),
    ],
)
def test_age_is_completed_years(born_on, on, age):
    assert age_on(born_on, on) == age


def test_there_is_no_age_before_birth():
    with pytest.raises(ValueError, match="before the birth"):
        age_on(date(2000, 1, 2), date(2000, 1, 1))


@given(born_on=st.dates(max_value=date(2000, 1, 1)), days=st.integers(0, 40_000))
def test_a_day_later_nobody_is_younger_or_two_years_older(born_on, days):
    on = date.fromordinal(born_on.toordinal() + days)
    next_day = date.fromordinal(on.toordinal() + 1)

    assert age_on(born_on, next_day) - age_on(born_on, on) in (0, 1)
