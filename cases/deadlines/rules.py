"""Due dates, which are worked out once, when the time begins to run. Overdue is a comparison with today."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

from cases.codes import DeadlineRule, DeadlineState
from core.calendar.working_days import add_months, add_working_days
from core.errors import RuleBroken


class Unit(Enum):
    WORKING_DAYS = "WORKING_DAYS"
    DAYS = "DAYS"
    MONTHS = "MONTHS"


@dataclass(frozen=True)
class Limit:
    count: int
    unit: Unit


#: Rules whose limit is fixed. Source: docs/sources/cases.md#deadlines
LIMITS: Mapping[DeadlineRule, Limit] = MappingProxyType(
    {
        DeadlineRule.INITIAL_APPOINTMENT: Limit(1, Unit.WORKING_DAYS),
        DeadlineRule.VICTIM_REFERRAL: Limit(10, Unit.WORKING_DAYS),
        DeadlineRule.VICTIM_OFFER: Limit(20, Unit.WORKING_DAYS),
        DeadlineRule.ENFORCEMENT_RESPONSE: Limit(7, Unit.DAYS),
        DeadlineRule.UNPAID_WORK_COMPLETED: Limit(12, Unit.MONTHS),
    }
)

#: Rules whose limit comes from a row (the register type, the court), in this unit.
UNITS: Mapping[DeadlineRule, Unit] = MappingProxyType(
    {
        DeadlineRule.REGISTRATION_REVIEW: Unit.MONTHS,
        DeadlineRule.ENFORCEMENT_RESPONSE: Unit.DAYS,
        DeadlineRule.COURT_REPORT: Unit.DAYS,
        DeadlineRule.INITIAL_APPOINTMENT: Unit.WORKING_DAYS,
    }
)


def due_on(rule: DeadlineRule, *, start: date, holidays: AbstractSet[date], count: int | None = None) -> date:
    """The last day that is in time.

    start    day 0: registered, sentenced, received
    count    the limit that a row gives, for a rule without a fixed limit or in place of it
    raises   ValueError for a rule that needs a count and has none, or takes none and has one
    """
    if count is None:
        if rule not in LIMITS:
            raise ValueError(f"{rule} needs a count")
        return _after(start, LIMITS[rule], holidays)
    if rule not in UNITS:
        raise ValueError(f"{rule} has a fixed limit")
    return _after(start, Limit(count, UNITS[rule]), holidays)


#: (state now, act) -> state after
MOVES = {
    (DeadlineState.OPEN, "meet"): DeadlineState.MET,
    (DeadlineState.OPEN, "cancel"): DeadlineState.CANCELLED,
    (DeadlineState.MET, "reopen"): DeadlineState.OPEN,
}


def state_after(state: DeadlineState, act: str) -> DeadlineState:
    """A met deadline opens again when the act that met it is undone; a cancelled one stays cancelled.

    raises   RuleBroken DEADLINE_STATE
    """
    try:
        return MOVES[state, act]
    except KeyError:
        raise RuleBroken("DEADLINE_STATE", "This deadline has been met or cancelled already") from None


def _after(start: date, limit: Limit, holidays: AbstractSet[date]) -> date:
    if limit.unit is Unit.WORKING_DAYS:
        return add_working_days(start, limit.count, holidays)
    if limit.unit is Unit.MONTHS:
        return add_months(start, limit.count)
    return start + timedelta(days=limit.count)
