"""When a requirement may end."""

from datetime import date

from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason


def check_end(
    *, imposed_on: date, already_ended_on: date | None, ended_on: date, reason: str, today: date
) -> None:
    """A requirement ends once: on the day it was imposed or later, not in the future, for a reason.

    raises   RulesBroken with everything that is wrong
    """
    broken = []
    if already_ended_on is not None:
        words = Reason("The requirement ended on {day}", day=already_ended_on)
        broken.append(RuleBroken("ENDED_ALREADY", words))
    if ended_on > today:
        broken.append(RuleBroken("END_IN_FUTURE", "End date must be today or in the past", "ended_on"))
    if ended_on < imposed_on:
        words = Reason("End date must be on or after {day}, when it was imposed", day=imposed_on)
        broken.append(RuleBroken("END_BEFORE_START", words, "ended_on"))
    if not reason.strip():
        broken.append(RuleBroken("REASON_REQUIRED", "Enter the reason", "reason"))
    if broken:
        raise RulesBroken(broken)
