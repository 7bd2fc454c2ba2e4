"""Times of appointments: clashes, the clock change, series, rescheduling, arrivals."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from itertools import count as count_from
from typing import Protocol
from zoneinfo import ZoneInfo

from cases.codes import OutcomeCode
from core.calendar.working_days import add_months
from core.errors import RuleBroken
from core.reasons import Reason

LONDON = ZoneInfo("Europe/London")
SERIES_MAX = 52
DAYS_IN_WEEK = 7


def instant(on: date, at: time) -> datetime:
    """The UTC instant of a wall-clock time in London. In an hour that the clocks repeat, the earlier one.

    raises   RuleBroken TIME_SKIPPED for a time the clock change skips
    """
    local = datetime.combine(on, at, tzinfo=LONDON)
    moment = local.astimezone(UTC)
    if moment.astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None):
        reason = Reason("Time must be one the clocks show: they go forward from 1am to 2am on {day}", day=on)
        raise RuleBroken("TIME_SKIPPED", reason, "start_time")
    return moment


def check_wall_clock(on: date, at: time, *, field: str = "start_time") -> None:
    """Refuses a time that the clocks of London do not show on the day.

    raises   RuleBroken TIME_SKIPPED, beside the field
    """
    try:
        instant(on, at)
    except RuleBroken as skipped:
        raise RuleBroken(skipped.code, skipped.reason, field) from None


# --- clashes ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Slot:
    """The day and times of an appointment; `id` is None until it is saved."""

    on: date
    start_time: time | None
    end_time: time | None
    id: int | None = None

    def overlaps(self, other: "Slot") -> bool:
        """Whether both are on one day and share a time; never without a start or an end.

        Touching ends count: 10:00 to 10:30 clashes with 10:30 to 11:00.
        """
        mine, theirs = (self.start_time, self.end_time), (other.start_time, other.end_time)
        if self.on != other.on or not (mine[0] and mine[1] and theirs[0] and theirs[1]):
            return False
        return mine[0] <= theirs[1] and theirs[0] <= mine[1]


def clashes(slot: Slot, others: Iterable[Slot], *, today: date, now: time) -> tuple[Slot, ...]:
    """The other slots that a future slot overlaps. They are a reason to warn, not to refuse.

    now      wall-clock time of today
    source   docs/sources/cases.md#contact-rules
    """
    if not is_future(slot, today=today, now=now):
        return ()
    return tuple(
        other for other in others if slot.overlaps(other) and (slot.id is None or other.id != slot.id)
    )


class Dated(Protocol):
    """What has a day and perhaps a time: a slot, or a contact."""

    @property
    def on(self) -> date: ...
    @property
    def start_time(self) -> time | None: ...


def is_future(slot: Dated, *, today: date, now: time) -> bool:
    """Whether it is still to begin. Without a time, only on a later day."""
    return slot.on > today or (slot.on == today and slot.start_time is not None and slot.start_time > now)


def check_still_to_come(slot: Dated, *, today: date, now: time) -> None:
    """Refuses to arrange an appointment whose time has passed.

    raises   RuleBroken APPOINTMENT_PAST, beside the date, or beside the time for an hour of today
    """
    if not is_future(slot, today=today, now=now):
        words = "{what} must be in the future. Record an appointment that has taken place as a contact"
        what, field = ("Date", "on") if slot.on < today else ("Start time", "start_time")
        raise RuleBroken("APPOINTMENT_PAST", Reason(words, what=what), field)


def check_alive_on(died_on: date | None, on: date) -> None:
    """An appointment is not after the day of a recorded death.

    raises   RuleBroken PERSON_DIED
    """
    if died_on is not None and on > died_on:
        raise RuleBroken("PERSON_DIED", Reason("The person died on {day}", day=died_on), "on")


# --- series -------------------------------------------------------------------------------------------


class Every(Enum):
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"


def series_dates(
    first: date,
    *,
    every: Every,
    step: int = 1,
    count: int | None = None,
    until: date | None = None,
    holidays: AbstractSet[date] = frozenset(),
) -> tuple[date, ...]:
    """Dates of a series, from the first on. Bank holidays are left out and do not count towards `count`.

    count    how many appointments
    until    the last day on which there may be one
    raises   RuleBroken unless exactly one of count and until is given; for a count or step below 1, an end
             before the first date, or more than 52 dates
    """
    if (count is None) == (until is None):
        words = Reason("Enter either how many appointments or the date of the last one")
        raise RuleBroken("SERIES_END", words, "until")
    if step < 1 or (count is not None and count < 1):
        raise RuleBroken("SERIES_STEP", "Enter a number of 1 or more", "count" if step >= 1 else "step")
    if until is not None and until < first:
        raise RuleBroken("SERIES_BACKWARDS", "Last date must be the same as or after the first date", "until")
    dates: list[date] = []
    for day in _days_of_series(first, every, step):
        if len(dates) == count or (until is not None and day > until):
            break
        if day not in holidays:
            dates.append(day)
        if len(dates) > SERIES_MAX:
            reason = Reason("There must be {most} appointments or fewer in a series", most=SERIES_MAX)
            raise RuleBroken("SERIES_TOO_LONG", reason, "until" if until else "count")
    return tuple(dates)


def _days_of_series(first: date, every: Every, step: int) -> Iterator[date]:
    """An endless series. Months count from the first date, so the 31st comes back after a short month."""
    for n in count_from(0, step):
        if every is Every.MONTH:
            yield add_months(first, n)
        else:
            yield first + timedelta(days=n * (DAYS_IN_WEEK if every is Every.WEEK else 1))


# --- rescheduling -------------------------------------------------------------------------------------


def outcome_when_rescheduled(*, asked_by_person: bool) -> OutcomeCode:
    """The outcome of an appointment that is moved."""
    return OutcomeCode.RESCHEDULED_BY_PERSON if asked_by_person else OutcomeCode.RESCHEDULED_BY_SERVICE


def outcome_when_called_off(*, asked_by_person: bool) -> OutcomeCode:
    """The outcome of an appointment that is cancelled, with no other in its place."""
    return OutcomeCode.CALLED_OFF_BY_PERSON if asked_by_person else OutcomeCode.CALLED_OFF_BY_SERVICE


def check_reschedule(old: Slot, new: Slot, *, has_outcome: bool) -> None:
    """An appointment may be put to another day or time until it has an outcome.

    raises   RuleBroken HAS_OUTCOME, or NOT_MOVED for the same day and times
    """
    if has_outcome:
        raise RuleBroken("HAS_OUTCOME", "An appointment with an outcome cannot be rescheduled")
    if (old.on, old.start_time, old.end_time) == (new.on, new.start_time, new.end_time):
        raise RuleBroken("NOT_MOVED", "Enter a different date or time", "on")


# --- arrivals ------------------------------------------------------------------------------------------


def check_arrival(on: date, *, today: date) -> None:
    """An arrival is recorded on the day of the appointment.

    raises   RuleBroken NOT_TODAY on another day
    """
    if on != today:
        raise RuleBroken("NOT_TODAY", "Arrivals are recorded on the day of the appointment")
