"""The two-axis tier: how much protection (A to D) and how much change (0 to 3) a case calls for.

Source: docs/sources/risk.md#two-axis-tier
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from core.reasons import Reason
from risk.codes import ChangeLevel, ProtectLevel
from risk.rules.tier_inputs import TierInputs
from risk.rules.tier_lines import Line, change_lines, protect_lines
from risk.rules.tier_points import change_level, protect_level


@dataclass(frozen=True)
class TierVerdict:
    """A tier, the points of both axes, and the lines that add up to them, protect first."""

    inputs: TierInputs
    protect: ProtectLevel
    protect_points: int
    change: ChangeLevel
    change_points: int
    lines: tuple[Line, ...]

    @cached_property
    def code(self) -> str:
        """The tier as it is stored and shown: B2, or C1S when unsupervised."""
        return f"{self.protect.value}{self.change.value}{'S' if self.inputs.unsupervised else ''}"

    @cached_property
    def because(self) -> Reason:
        """The headline in plain English."""
        values = {
            "tier": self.code,
            "protect": self.protect.value,
            "protect_points": self.protect_points,
            "change": self.change.value,
            "change_points": self.change_points,
        }
        if not self.inputs.mandate:
            return Reason(
                "Tier {tier}: protect level {protect} from {protect_points} points,"
                " change level {change} because nothing in the sentence calls for change",
                **values,
            )
        if not self.inputs.assessed:
            return Reason(
                "Tier {tier}: protect level {protect} from {protect_points} points,"
                " change level {change} because there is no assessment",
                **values,
            )
        return Reason(
            "Tier {tier}: protect level {protect} from {protect_points} points,"
            " change level {change} from {change_points} points",
            **values,
        )


def assessment_counts(completed_on: date | None, *, on: date, within_weeks: int | None = None) -> bool:
    """Whether an assessment counts towards the tier.

    within_weeks   an older assessment does not count; None sets no limit, which is the rule since
                   18 March 2026. It was 55 from February 2021 until then.
    """
    if completed_on is None:
        return False
    return within_weeks is None or completed_on >= on - timedelta(weeks=within_weeks)


def tier_of(inputs: TierInputs) -> TierVerdict:
    """The tier of one case. The points of an axis are the sum of its lines; the level follows from them."""
    protect, change = tuple(protect_lines(inputs)), tuple(change_lines(inputs))
    protect_points, change_points = _total(protect), _total(change)
    return TierVerdict(
        inputs=inputs,
        protect=protect_level(protect_points),
        protect_points=protect_points,
        change=_change_level(inputs, change_points),
        change_points=change_points,
        lines=(*protect, *change),
    )


def _total(lines: Iterable[Line]) -> int:
    return sum(line.points for line in lines)


def _change_level(inputs: TierInputs, points: int) -> ChangeLevel:
    """The change level. It follows from the points only where there is a mandate and an assessment."""
    if not inputs.mandate:
        return ChangeLevel.NO_MANDATE
    if not inputs.assessed:
        return ChangeLevel.TWO
    return change_level(points)
