"""Times of appointments: on working days, and from a given day on never two at once for one officer."""

from random import Random

from core.calendar.holidays import bank_holidays

START_MINUTE, LAST_MINUTE, STEP = 9 * 60, 16 * 60 + 30, 30
SLOTS = tuple(range(START_MINUTE, LAST_MINUTE + 1, STEP))
CLOCK = {minute: f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(8 * 60, 18 * 60, 15)}
WEEKEND = 5
LONGEST_SEARCH = 60


class Diary:
    """`since` is the first day (an ordinal) on which an officer has no two appointments at once."""

    def __init__(self, since: int) -> None:
        self.since = since
        self.off = {day.toordinal() for day in bank_holidays()}
        self.taken: dict[tuple[int, int], set[int]] = {}

    def working_day(self, day: int) -> int:
        """The day itself, or the next on which offices are open."""
        while (day + 6) % 7 >= WEEKEND or day in self.off:
            day += 1
        return day

    def slot(self, rng: Random, staff: int, day: int) -> tuple[int, int]:
        """The day and the minute of the day at which an appointment begins.

        A day on which offices are closed, or which is full, moves it to the next.
        """
        day = self.working_day(day)
        if day < self.since:
            return day, SLOTS[int(rng.random() * len(SLOTS))]
        for _ in range(LONGEST_SEARCH):
            taken = self.taken.setdefault((staff, day), set())
            free = [minute for minute in SLOTS if minute not in taken]
            if free:
                minute = rng.choice(free)
                taken.add(minute)
                return day, minute
            day = self.working_day(day + 1)
        raise LookupError(f"officer {staff} has no free slot in {LONGEST_SEARCH} working days")
