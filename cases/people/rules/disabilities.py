"""Disabilities and the adjustments made for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.people.rules.periods import broken_period
from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason


@dataclass(frozen=True, kw_only=True)
class DisabilityRow:
    """A row of a disability. `no_disability` marks the type which says that there is none."""

    type: str
    started_on: date
    ended_on: date | None = None
    no_disability: bool = False


def check_disability(
    entry: DisabilityRow, *, others: Iterable[DisabilityRow], today: date, adjusted_on: Iterable[date] = ()
) -> None:
    """Checks a disability. A type is open once, and "no disability" is not open beside a disability.

    others        the person's other rows, open and ended
    adjusted_on   first days of the adjustments made for it
    raises        RulesBroken
    source   docs/sources/cases.md#people
    """
    broken = broken_period(entry.started_on, entry.ended_on, today=today)
    open_others = [row for row in others if row.ended_on is None]
    if entry.ended_on is None:
        if any(row.type == entry.type for row in open_others):
            broken.append(RuleBroken("OPEN_DUPLICATE", "This type of disability is open already", "type"))
        elif any(row.no_disability != entry.no_disability for row in open_others):
            broken.append(_contradiction(entry))
    for day in adjusted_on:
        if day < entry.started_on:
            reason = Reason("Start date must be on or before {day}, when an adjustment for it began", day=day)
            broken.append(RuleBroken("AFTER_ADJUSTMENT", reason, "started_on"))
        if entry.ended_on is not None and day > entry.ended_on:
            reason = Reason("End date must be on or after {day}, when an adjustment for it began", day=day)
            broken.append(RuleBroken("BEFORE_ADJUSTMENT", reason, "ended_on"))
    if broken:
        raise RulesBroken(broken)


def check_adjustment(
    *, started_on: date, ended_on: date | None, disability: DisabilityRow | None, today: date
) -> None:
    """Checks the dates of an adjustment.

    One made for a disability starts no earlier than it and no later than its end, and has an end once the
    disability has ended. One made for none may start on any day.

    raises   RulesBroken
    """
    broken = broken_period(started_on, ended_on)
    if disability is not None and disability.no_disability:
        words = Reason("Select a disability this adjustment is for, or none")
        broken.append(RuleBroken("NO_DISABILITY", words, "disability"))
    elif disability is not None and started_on < disability.started_on:
        words = Reason("Start date must be on or after the start of the disability")
        broken.append(RuleBroken("BEFORE_DISABILITY", words, "started_on"))
    elif disability is not None and disability.ended_on is not None and started_on > disability.ended_on:
        words = Reason(
            "Start date must be on or before {day}, when the disability ended", day=disability.ended_on
        )
        broken.append(RuleBroken("AFTER_DISABILITY", words, "started_on"))
    if (
        disability is not None
        and disability.ended_on is not None
        and disability.ended_on <= today
        and not ended_on
    ):
        words = Reason("Enter an end date: the disability has ended")
        broken.append(RuleBroken("END_REQUIRED", words, "ended_on"))
    if broken:
        raise RulesBroken(broken)


def _contradiction(entry: DisabilityRow) -> RuleBroken:
    if entry.no_disability:
        return RuleBroken("HAS_DISABILITY", "End the open disabilities before adding no disability", "type")
    return RuleBroken("NO_DISABILITY_OPEN", "End no disability before adding a disability", "type")
