"""Calendar arithmetic: working days and months. Bank holidays are passed as a set of dates."""

from calendar import monthrange
from collections.abc import Set as AbstractSet
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
SATURDAY = 5
MONTHS_IN_YEAR = 12


def is_working_day(day: date, holidays: AbstractSet[date]) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def next_working_day(day: date, holidays: AbstractSet[date]) -> date:
    """The day itself when it is a working day, else the first working day after it."""
    while not is_working_day(day, holidays):
        day += ONE_DAY
    return day


def add_working_days(start: date, n: int, holidays: AbstractSet[date]) -> date:
    """The nth working day after `start`, which is day 0 whatever day of the week it is.

    n        negative counts back; 0 is `start`, or the next working day when it is not one
    source   docs/sources/cases.md#counting-working-days
    """
    if n == 0:
        return next_working_day(start, holidays)
    step, left, day = (ONE_DAY if n > 0 else -ONE_DAY), abs(n), start
    while left:
        day += step
        left -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: AbstractSet[date]) -> int:
    """Working days after `start` up to and including `end`; negative when `end` comes first."""
    if end < start:
        return -working_days_between(end, start, holidays)
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=n), holidays) for n in range(1, days + 1))


def add_months(start: date, n: int) -> date:
    """The same day `n` calendar months on, or the last day of that month when it is shorter."""
    years, month = divmod(start.month - 1 + n, MONTHS_IN_YEAR)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
