"""Days as the database reads them, each written out once."""

from datetime import date, datetime, time
from functools import cached_property

from core.calendar.holidays import bank_holidays
from core.clock import LONDON

WEEKEND = 5


class Days:
    """The world is as it stood when `today` began: nothing in it was written later."""

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
        """The day itself, or the last before it on which courts sat: of two days none overtakes the other."""
        while (day + 6) % 7 >= WEEKEND or day in self._closed:
            day -= 1
        return day

    def iso(self, day: int) -> str:
        found = self._iso.get(day)
        if found is None:
            found = self._iso[day] = date.fromordinal(day).isoformat()
        return found

    def stamp(self, day: int) -> str:
        """When something of that day was entered; of today and later, when the world began."""
        if day >= self.on:
            return self._at
        return f"{self.iso(day)} 10:30+00"
