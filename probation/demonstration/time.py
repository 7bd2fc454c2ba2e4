"""Days of the demonstration world: ordinals (date.toordinal), and their text as the database reads it."""

from datetime import date, datetime, time
from functools import cached_property

from core.calendar.holidays import bank_holidays
from core.clock import LONDON

WEEKEND = 5
HOUR = 60
#: minute of the day at which what has no time of its own is entered
MORNING = 10 * HOUR + 30


class Days:
    """The days around `today`, at whose beginning the world is made: no row in it is written later.

    on   `today` as an ordinal
    at   one minute past midnight of `today`
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self.on = today.toordinal()
        self.at = datetime.combine(today, time(0, 1), tzinfo=LONDON)
        self._iso: dict[int, str] = {}
        self._at = self.at.isoformat()

    @cached_property
    def _closed(self) -> set[int]:
        return {day.toordinal() for day in bank_holidays()}

    def court(self, day: int) -> int:
        """The day itself, or the last day before it on which courts sat. Two days keep their order."""
        while (day + 6) % 7 >= WEEKEND or day in self._closed:
            day -= 1
        return day

    def iso(self, day: int) -> str:
        found = self._iso.get(day)
        if found is None:
            found = self._iso[day] = date.fromordinal(day).isoformat()
        return found

    def stamp(self, day: int, minute: int = MORNING) -> str:
        """The instant at which something was entered; `at` for today and later days.

        minute   of the day by the wall clock
        """
        if day >= self.on:
            return self._at
        return f"{self.iso(day)} {minute // HOUR:02d}:{minute % HOUR:02d} Europe/London"
