"""Dates and times as people type them, and as screens show them."""

import re
from datetime import date, time

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_MONTH = 3

#: Two-digit years: 00 to 49 are 2000 to 2049, 50 to 99 are 1950 to 1999. A date later than `not_after`
#: is moved back a century, so that a birth in "31" is one in 1931.
LAST_TWO_DIGIT_YEAR_OF_2000S = 49
CENTURY = 100

_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBERS |= {name[:SHORT_MONTH].lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBERS["sept"] = 9

_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_WEEKDAY = "|".join(f"{name}|{name[:3]}" for name in WEEKDAYS)
_DAY = r"(?P<day>\d{1,2})"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE | re.ASCII)
    for shape in (
        rf"{_DAY}(?P<gap>[/.\-]|\s+)(?P<month>\d{{1,2}})(?P=gap){_YEAR}",
        r"(?P<year>\d{4})(?P<gap>[/.\-]|\s+)(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})",
        rf"(?:(?:{_WEEKDAY}),?\s+)?{_ORDINAL}[/.\-\s]*(?P<month>{_MONTH})[/.,\-\s]*{_YEAR}",
        rf"(?P<year>\d{{4}})[/.\-\s]*(?P<month>{_MONTH})[/.\-\s]*(?P<day>\d{{1,2}})",
        rf"(?P<month>{_MONTH})[/.\-\s]+{_ORDINAL}[/.,\-\s]+(?P<year>\d{{4}})",
    )
)

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?", re.IGNORECASE | re.ASCII
)
_TIME_WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}
NOON_HOUR = 12


def read_date(text: str, *, not_after: date | None = None) -> date | None:
    """The date that was typed, day before month; None for any other text and for impossible dates.

    not_after   the last date it may be when the year has two digits (a birth, an offence)
    source      docs/sources/cases.md#dates-as-typed
    """
    tidy = text.strip()
    for shape in _SHAPES:
        if found := shape.fullmatch(tidy):
            return _date_of(found["day"], found["month"], found["year"], not_after)
    return None


def read_date_parts(day: str, month: str, year: str) -> date | None:
    """A date from three boxes; the month may be a name."""
    if not (day.strip() and month.strip() and year.strip()):
        return None
    return read_date(f"{day.strip()} {month.strip()} {year.strip()}")


def read_time(text: str) -> time | None:
    """The time of day that was typed, or None if the text is no time. An hour alone needs am or pm."""
    tidy = text.strip().lower()
    if tidy in _TIME_WORDS:
        return _TIME_WORDS[tidy]
    found = _TIME.fullmatch(tidy)
    if found is None or not (found["minute"] or found["half"]):
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= NOON_HOUR:
            return None
        hour = hour % NOON_HOUR + (NOON_HOUR if found["half"][0] == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def format_date(day: date) -> str:
    """As in text: 21 June 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04d}"


def format_short_date(day: date) -> str:
    """As in tables: 21 Jun 2026."""
    return f"{day.day} {MONTHS[day.month - 1][:SHORT_MONTH]} {day.year:04d}"


def format_long_date(day: date) -> str:
    """As for appointments: Sunday 21 June 2026."""
    return f"{WEEKDAYS[day.weekday()]} {format_date(day)}"


def format_time(at: time) -> str:
    """10:15am, 10am, midday, midnight."""
    for words, when in (("midday", time(12)), ("midnight", time(0))):
        if (at.hour, at.minute) == (when.hour, when.minute):
            return words
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{at.hour % NOON_HOUR or NOON_HOUR}{minutes}{'pm' if at.hour >= NOON_HOUR else 'am'}"


def format_times(start: time, end: time | None) -> str:
    """10:15am to 10:45am, or the start alone."""
    return f"{format_time(start)} to {format_time(end)}" if end else format_time(start)


def _date_of(day: str, month: str, year: str, not_after: date | None) -> date | None:
    number = _MONTH_NUMBERS.get(month.lower()) or int(month)
    full_year = int(year)
    short = len(year) == 2
    if short:
        full_year += 2000 if full_year <= LAST_TWO_DIGIT_YEAR_OF_2000S else 1900
    try:
        read = date(full_year, number, int(day))
        if short and not_after and read > not_after:
            read = date(full_year - CENTURY, number, int(day))
    except ValueError:
        return None
    return read
