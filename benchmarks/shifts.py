"""By how many days a birth may move while the person has the same age on every day that counts."""

from collections.abc import Iterable
from datetime import date, timedelta

from core.calendar.ages import age_on

#: the furthest, where the person's age counts on no day
FURTHEST = 150
#: days left on either side for birthdays on 29 February
MARGIN = 3


def days_either_way(born_on: date, days_of_age: Iterable[date]) -> tuple[int, int]:
    """Days by which the birth may be earlier, and later.

    days_of_age   days on which the age in years was used: for a score, or as the age at first sanction
    """
    earlier = later = FURTHEST
    for day in days_of_age:
        since = (day - _birthday(born_on, age_on(born_on, day))).days
        until = (_birthday(born_on, age_on(born_on, day) + 1) - day).days
        earlier, later = min(earlier, until - MARGIN), min(later, since - MARGIN)
    return max(0, earlier), max(0, later)


def _birthday(born_on: date, age: int) -> date:
    """The day on which somebody becomes so many years old."""
    year = born_on.year + age
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28) + timedelta(days=1)
