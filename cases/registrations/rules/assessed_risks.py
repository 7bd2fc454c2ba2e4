"""How an assessment changes the risk-to registrations."""

from dataclasses import dataclass
from enum import Enum

from cases.codes import RISK_TO_REGISTERS, RegisterCode, RegisterLevel
from core.reasons import Reason

LEVELS_UPWARD = (RegisterLevel.LOW, RegisterLevel.MEDIUM, RegisterLevel.HIGH, RegisterLevel.VERY_HIGH)


class Step(Enum):
    NONE = "NONE"
    ADD = "ADD"
    UPDATE = "UPDATE"
    END = "END"


@dataclass(frozen=True, kw_only=True)
class RiskStep:
    """What an assessed level does to a risk-to registration, and the note that says so."""

    step: Step
    level: RegisterLevel
    note: Reason | None


def step_after_assessment(
    register: RegisterCode, *, assessed: RegisterLevel, registered: RegisterLevel | None, is_open: bool
) -> RiskStep:
    """Low ends the registration; any other level adds or updates it.

    registered   the level registered now, None when the register is not open or was opened without one
    raises       ValueError for a register that is not a risk-to register
    source       docs/sources/cases.md#registrations
    """
    if register not in RISK_TO_REGISTERS:
        raise ValueError(f"{register} has no level from an assessment")
    if assessed == RegisterLevel.LOW:
        step = Step.END if is_open else Step.NONE
    else:
        step = Step.UPDATE if is_open else Step.ADD
    note = None if step is Step.NONE else _moved(register, registered, assessed)
    return RiskStep(step=step, level=assessed, note=note)


def _moved(register: RegisterCode, before: RegisterLevel | None, after: RegisterLevel) -> Reason:
    if before is None:
        return Reason("{register}: {level} after assessment", register=register.words, level=after.words)
    old, new = LEVELS_UPWARD.index(before), LEVELS_UPWARD.index(after)
    if new == old:
        return Reason(
            "{register}: remained {level} after assessment", register=register.words, level=after.words
        )
    names = {"register": register.words, "before": before.words, "after": after.words}
    if new < old:
        return Reason("{register}: decreased from {before} to {after} after assessment", **names)
    return Reason("{register}: increased from {before} to {after} after assessment", **names)
