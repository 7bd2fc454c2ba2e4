"""Rules of every row that has a start and an end."""

from datetime import date

from core.errors import RuleBroken


def broken_period(started_on: date, ended_on: date | None, *, today: date | None = None) -> list[RuleBroken]:
    """The rules broken: no end before the start and, where `today` is given, no start in the future."""
    broken = []
    if today is not None and started_on > today:
        broken.append(RuleBroken("START_IN_FUTURE", "Start date must be today or in the past", "started_on"))
    if ended_on is not None and ended_on < started_on:
        broken.append(
            RuleBroken("END_BEFORE_START", "End date must be on or after the start date", "ended_on")
        )
    return broken
