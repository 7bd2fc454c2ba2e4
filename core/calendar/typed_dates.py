"""Dates and times as people type them, and as screens show them."""

import re
from datetime import date, time

from core.numbers import whole_number
from core.typed import tidying

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_MONTH = SHORT_WEEKDAY = 3

#: Two-digit years: 00 to 49 are 2000 to 2049, 50 to 99 are 1950 to 1999. A date later than `not_after`
#: is moved back a century, so that a birth in "31" is one in 1931.
LAST_TWO_DIGIT_YEAR_OF_2000S = 49
CENTURY = 100

#: The bounds of every date that is typed, unless a field sets narrower ones.
#: Source: docs/sources/cases.md#dates-as-typed
EARLIEST, LATEST = date(1900, 1, 1), date(2099, 12, 31)

ANY_LEAP_YEAR = 2024

_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBERS |= {name[:SHORT_MONTH].lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH_NUMBERS["sept"] = 9

_WEEKDAY_NUMBERS = {
    short: number for number, name in enumerate(WEEKDAYS) for short in (name.lower(), name[:3].lower())
} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAY_NUMBERS, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})"
_ORDINAL = r"(?:the\s+)?(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
#: A separator of any kind between numbers: 4/12/2026, 4-12-2026, 4 12 2026, 4; 12; 2026, 4/12-2026.
_GAP = r"(?:\s*(?:[^\w\s]|_){1,2}\s*|\s+)"
#: The time of day behind a date, as machines write it: T10:15:00, 10:15:00.123+01:00.
_AT = r"(?:[T\s]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d\d:?\d\d)?)?"
_LOOSE = r"[/.,\-_\s]*"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE | re.ASCII)
    for shape in (
        rf"{_DAY}{_GAP}(?P<month>\d{{1,2}}){_GAP}{_YEAR}",
        rf"(?P<year>\d{{4}}){_GAP}(?P<month>\d{{1,2}}){_GAP}(?P<day>\d{{1,2}}){_AT}",
        rf"{_ORDINAL}{_LOOSE}(?:of\s+)?(?P<month>{_MONTH}){_LOOSE}{_YEAR}",
        rf"(?P<year>\d{{4}}){_LOOSE}(?P<month>{_MONTH}){_LOOSE}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?",
        rf"(?P<month>{_MONTH})[/.,\-_\s]+{_ORDINAL}[/.,\-_\s]+'?(?P<year>\d{{4}}|(?<=')\d{{2}})",
    )
)
#: The day of the week before a date, or behind it.
_WITH_WEEKDAY = re.compile(
    rf"(?:on\s+)?(?:(?P<before>{_WEEKDAY})\b[.,]*\s*)?(?P<date>.*?\d.*?)(?:[,\s]*\(?\b(?P<behind>{_WEEKDAY})\b[.)]*)?",
    re.IGNORECASE | re.ASCII,
)

_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?P<minute>(?:\s?[:.,;h\-]\s?|\s)?\d{2})?(?P<second>[:.]00)?"
    r"\s*(?:o'clock)?\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?P<hours>h|hrs?|hours|o'clock)?\.?",
    re.IGNORECASE | re.ASCII,
)
_TIME_WORDS = {
    "midday": time(12), "noon": time(12), "12 noon": time(12), "12 midday": time(12),
    "midnight": time(0), "12 midnight": time(0),
}  # fmt: skip
NOON_HOUR = 12


def read_date(text: str, *, not_after: date | None = None) -> date | None:
    """The date that was typed, day before month; None for any other text and for impossible dates.

    A day of the week beside it must be that of the date. The bounds are the field's affair.

    not_after   the last date it may be when the year has two digits (a birth, an offence)
    source      docs/sources/cases.md#dates-as-typed
    """
    found = _WITH_WEEKDAY.fullmatch(tidying.bare(text))
    if found is None:
        return None
    for shape in _SHAPES:
        if parts := shape.fullmatch(found["date"].strip()):
            day = _date_of(parts["day"], parts["month"], parts["year"], not_after)
            return day if day and _is_on(day, found["before"], found["behind"]) else None
    return None


def read_date_parts(day: str, month: str, year: str, *, not_after: date | None = None) -> date | None:
    """A date from three boxes; the month may be a name, the day an ordinal."""
    parts = [tidying.bare(part) for part in (day, month, year)]
    return read_date(" ".join(parts), not_after=not_after) if all(parts) else None


def part_missing(text: str) -> str:
    """Which part makes a date of the text: "year" for 2/12 or 1 Dec, "day" for Dec 2026; else ""."""
    if read_date(f"{text} {ANY_LEAP_YEAR}"):
        return "year"
    return "day" if read_date(f"1 {text}") else ""


def month_number(text: str) -> int | None:
    """The number of a month typed as a number or as a name; None for anything else."""
    typed = tidying.bare(text).lower()
    number = _MONTH_NUMBERS.get(typed) or whole_number(typed) or 0
    return number if 1 <= number <= len(MONTHS) else None


def read_time(text: str) -> time | None:
    """The time of day that was typed, of 12 hours or of 24; None if the text is no time.

    An hour alone needs am, pm or a word such as hours.

    source   docs/sources/cases.md#dates-as-typed
    """
    tidy = re.sub(r"^at\s+", "", tidying.bare(text).lower())
    if tidy in _TIME_WORDS:
        return _TIME_WORDS[tidy]
    found = _TIME.fullmatch(tidy)
    if found is None or not (
        found["minute"] or found["half"] or found["hours"] in {"h", "hr", "hrs", "hours"}
    ):
        return None
    hour, minute = int(found["hour"]), int((found["minute"] or "0")[-2:])
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


def format_weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def format_long_date(day: date) -> str:
    """As for appointments: Sunday 21 June 2026."""
    return f"{format_weekday(day)} {format_date(day)}"


def format_short_weekday_date(day: date) -> str:
    """As for appointments and reviews in tables: Sun 21 Jun 2026."""
    return f"{format_weekday(day)[:SHORT_WEEKDAY]} {format_short_date(day)}"


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


def format_moment(day: date, start: time | None, end: time | None) -> str:
    """Sunday 21 June 2026, 10:15am to 10:45am; the day alone without a time."""
    return f"{format_long_date(day)}, {format_times(start, end)}" if start else format_long_date(day)


def _is_on(day: date, *weekdays: str | None) -> bool:
    return all(_WEEKDAY_NUMBERS[name.lower()] == day.weekday() for name in weekdays if name)


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
