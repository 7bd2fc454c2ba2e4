"""The only place that reads the time."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This instant, in UTC."""
    return timezone.now()


def today() -> date:
    """The date in England and Wales."""
    return day_of(now())


def day_of(at: datetime) -> date:
    """The date in England and Wales on which an instant falls."""
    return at.astimezone(LONDON).date()


def time_of(at: datetime) -> time:
    """The time that clocks in England and Wales show at an instant."""
    return at.astimezone(LONDON).time()


def end_of_day(day: date) -> datetime:
    """The first instant after a day in England and Wales, from which what is due on the day is late."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=LONDON)
