"""Personal circumstances: housing, work, health and the like. Some types may have only one open row."""

from dataclasses import dataclass
from datetime import date

from cases.people.rules.periods import broken_period
from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason


@dataclass(frozen=True, kw_only=True)
class CircumstanceTypeFacts:
    """A type of circumstance. `subtypes` are the codes that may still be chosen."""

    code: str
    words: str
    subtypes: frozenset[str] = frozenset()
    several_open: bool = True


@dataclass(frozen=True, kw_only=True)
class CircumstanceEntry:
    type: CircumstanceTypeFacts
    subtype: str | None
    started_on: date
    ended_on: date | None = None


def check_circumstance(entry: CircumstanceEntry, *, open_of_type: int, today: date) -> None:
    """Checks a circumstance before it is saved.

    open_of_type   number of other open rows of the type, without the one being changed or updated
    raises         RulesBroken
    source         docs/sources/cases.md#people
    """
    broken = broken_period(entry.started_on, entry.ended_on, today=today)
    if entry.type.subtypes and entry.subtype is None:
        broken.append(RuleBroken("SUB_TYPE_REQUIRED", "Select a sub type", "subtype"))
    elif entry.subtype is not None and entry.subtype not in entry.type.subtypes:
        reason = Reason("Select a sub type that goes with {type}", type=entry.type.words)
        broken.append(RuleBroken("SUB_TYPE_NOT_OF_TYPE", reason, "subtype"))
    if open_of_type and entry.ended_on is None and not entry.type.several_open:
        reason = Reason("There is an open {type} already: update or end it first", type=entry.type.words)
        broken.append(RuleBroken("OPEN_DUPLICATE", reason, "type"))
    if broken:
        raise RulesBroken(broken)


def check_update(*, old_started_on: date, old_ended_on: date | None, on: date, today: date) -> None:
    """Checks the day of an update, which ends the old row and starts the new one.

    raises   RuleBroken; ENDED_ALREADY for a row that has ended
    """
    if old_ended_on is not None:
        raise RuleBroken("ENDED_ALREADY", Reason("This circumstance ended on {day}", day=old_ended_on))
    if on < old_started_on:
        reason = Reason("Start date must be on or after {day}, when the last one began", day=old_started_on)
        raise RuleBroken("BEFORE_THE_LAST", reason, "started_on")
    if on > today:
        raise RuleBroken("START_IN_FUTURE", "Start date must be today or in the past", "started_on")
