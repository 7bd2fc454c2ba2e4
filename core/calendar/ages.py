"""Ages in completed years: pure calendar arithmetic."""

from datetime import date, timedelta


def age_on(born_on: date, on: date) -> int:
    """Completed years at `on`. Someone born on 29 February has the birthday on 1 March in a common year.

    raises  ValueError if `on` is before the birth
    """
    if on < born_on:
        raise ValueError(f"{on} is before the birth on {born_on}")
    had_birthday = (on.month, on.day) >= (born_on.month, born_on.day)
    return on.year - born_on.year - (0 if had_birthday else 1)


def is_within_weeks(day: date, *, on: date, weeks: int) -> bool:
    """Whether a day was at most so many weeks before the day `on`, both ends included."""
    return day >= on - timedelta(weeks=weeks)
