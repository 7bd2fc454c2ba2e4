"""Warnings of an appointment on a non-working day or outside office hours, which the user may confirm."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, time

from core.calendar.working_days import is_working_day
from core.errors import RuleBroken
from core.reasons import Reason

#: offices see people from eight in the morning, on late days until eight in the evening (decision 0017)
EARLIEST, LATEST = time(8), time(20)


def unusual(
    on: date,
    start: time | None,
    minutes: int,
    *,
    holidays: AbstractSet[date],
    fields: tuple[str, str] = ("on", "start_time"),
) -> Iterator[RuleBroken]:
    """Yields NON_WORKING_DAY beside the first field and OUTSIDE_HOURS beside the second, where they apply.

    minutes   its length; 0 if it is not known
    """
    day_field, time_field = fields
    if not is_working_day(on, holidays):
        yield RuleBroken("NON_WORKING_DAY", Reason("{day} is a weekend or bank holiday", day=on), day_field)
    if start is not None and not (start >= EARLIEST and minute_of(start) + minutes <= minute_of(LATEST)):
        yield RuleBroken("OUTSIDE_HOURS", "The appointment is not between 8am and 8pm", time_field)


def minute_of(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute
