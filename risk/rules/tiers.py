"""The two-axis tier: how much protection (A to D) and how much change (0 to 3) a case calls for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.reasons import Reason
from risk.codes import (
    COMPLEXITY_REGISTERS,
    ChangeLevel,
    Gender,
    Need,
    NeedSeverity,
    ProtectLevel,
    TierAxis,
)
from risk.rules import tier_points as points_for
from risk.rules.tier_inputs import TierInputs


@dataclass(frozen=True, slots=True)
class Line:
    """One line of how the tier was reached; the points of an axis add up to its total."""

    axis: TierAxis
    because: Reason
    points: int


@dataclass(frozen=True, slots=True)
class TierVerdict:
    """A tier and what it rests on. `points` is worked out when it is asked for."""

    inputs: TierInputs
    protect: ProtectLevel
    protect_points: int
    change: ChangeLevel
    change_points: int

    @property
    def code(self) -> str:
        """The tier as it is stored and shown: B2, or C1S when unsupervised."""
        return f"{self.protect.value}{self.change.value}{'S' if self.inputs.unsupervised else ''}"

    @property
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

    @property
    def points(self) -> tuple[Line, ...]:
        return (*_protect_lines(self.inputs), *_change_lines(self.inputs))


def assessment_counts(completed_on: date | None, *, on: date, within_weeks: int | None = None) -> bool:
    """Whether an assessment counts towards the tier.

    within_weeks   an older one counts as none; None, the rule since 18 March 2026, sets no limit.
                   It was 55 from February 2021 until then.
    """
    if completed_on is None:
        return False
    return within_weeks is None or completed_on >= on - timedelta(weeks=within_weeks)


def _lost_self_control(inputs: TierInputs) -> bool:
    return (inputs.impulsivity or 0) >= 1 or (inputs.temper or 0) >= 1


def _women_points(inputs: TierInputs) -> int:
    total = points_for.ENFORCEMENT_POINTS if inputs.enforcement else 0
    if inputs.assessed:
        if inputs.parenting:
            total += points_for.PARENTING_POINTS
        if _lost_self_control(inputs):
            total += points_for.SELF_CONTROL_POINTS
    return total


def _protect_points(inputs: TierInputs) -> int:
    total = max(points_for.rsr_points(inputs.rsr), points_for.rosh_points(inputs.rosh))
    if inputs.mappa_level is not None:
        total += points_for.mappa_points(inputs.mappa_level)
    if inputs.registers:
        total += points_for.complexity_points(inputs.registers)
    if inputs.gender is Gender.FEMALE:
        total += _women_points(inputs)
    return total


def _change_points(inputs: TierInputs) -> int:
    total = points_for.ogrs3_points(inputs.ogrs3_2yr)
    for need, severity in inputs.needs.items():
        total += points_for.need_points(need, severity.rank)
    return total + points_for.IOM_POINTS if inputs.iom else total


def tier_of(inputs: TierInputs) -> TierVerdict:
    """The tier, levels and points of one case.

    source   docs/sources/risk.md#two-axis-tier
    """
    protect_points = _protect_points(inputs)
    protect = points_for.protect_level(protect_points)
    if not inputs.mandate:
        return TierVerdict(inputs, protect, protect_points, ChangeLevel.NO_MANDATE, 0)
    if not inputs.assessed:
        return TierVerdict(inputs, protect, protect_points, ChangeLevel.TWO, 0)
    change_points = _change_points(inputs)
    return TierVerdict(inputs, protect, protect_points, points_for.change_level(change_points), change_points)


def _harm_lines(inputs: TierInputs) -> Iterator[Line]:
    """RSR and RoSH: only the higher counts, RoSH when they are equal."""
    rsr, rosh = points_for.rsr_points(inputs.rsr), points_for.rosh_points(inputs.rosh)
    rsr_counts = rsr > rosh
    if inputs.rsr is None:
        yield Line(TierAxis.PROTECT, Reason("No RSR score"), 0)
    elif rsr and not rsr_counts:
        reason = Reason("RSR {rsr}%: {points} points, not counted beside RoSH", rsr=inputs.rsr, points=rsr)
        yield Line(TierAxis.PROTECT, reason, 0)
    else:
        yield Line(TierAxis.PROTECT, Reason("RSR {rsr}%", rsr=inputs.rsr), rsr)
    if inputs.rosh is None:
        yield Line(TierAxis.PROTECT, Reason("No RoSH level"), 0)
    elif rosh and rsr_counts:
        level = inputs.rosh.words
        reason = Reason("RoSH {level}: {points} points, not counted beside RSR", level=level, points=rosh)
        yield Line(TierAxis.PROTECT, reason, 0)
    else:
        yield Line(TierAxis.PROTECT, Reason("RoSH {level}", level=inputs.rosh.words), rosh)


def _women_lines(inputs: TierInputs) -> Iterator[Line]:
    if inputs.assessed and inputs.parenting:
        reason = Reason("Woman with parenting responsibilities")
        yield Line(TierAxis.PROTECT, reason, points_for.PARENTING_POINTS)
    if inputs.assessed and _lost_self_control(inputs):
        reason = Reason("Woman with impulsivity or temper control problems")
        yield Line(TierAxis.PROTECT, reason, points_for.SELF_CONTROL_POINTS)
    if inputs.enforcement:
        reason = Reason("Woman with a breach or recall in the last year")
        yield Line(TierAxis.PROTECT, reason, points_for.ENFORCEMENT_POINTS)


def _protect_lines(inputs: TierInputs) -> Iterator[Line]:
    yield from _harm_lines(inputs)
    if inputs.mappa_level is not None:
        reason = Reason("{level}", level=inputs.mappa_level.words)
        yield Line(TierAxis.PROTECT, reason, points_for.mappa_points(inputs.mappa_level))
    for register in COMPLEXITY_REGISTERS:
        if register.value in inputs.registers:
            reason = Reason("Registered: {register}", register=register.words)
            yield Line(TierAxis.PROTECT, reason, points_for.COMPLEXITY_POINTS)
    if inputs.gender is Gender.FEMALE:
        yield from _women_lines(inputs)


def _change_lines(inputs: TierInputs) -> Iterator[Line]:
    if not inputs.mandate:
        yield Line(TierAxis.CHANGE, Reason("Nothing in the sentence calls for change"), 0)
        return
    if not inputs.assessed:
        yield Line(TierAxis.CHANGE, Reason("No assessment: change level 2 until there is one"), 0)
        return
    for need in Need:
        severity = inputs.needs.get(need, NeedSeverity.NONE)
        points = points_for.need_points(need, severity.rank)
        if points:
            reason = Reason("{need}: {severity}", need=need.words, severity=severity.words.lower())
            yield Line(TierAxis.CHANGE, reason, points)
    if inputs.ogrs3_2yr is None:
        yield Line(TierAxis.CHANGE, Reason("No OGRS3 score"), 0)
    else:
        reason = Reason("OGRS3 two-year {percent}%, a point for each whole ten", percent=inputs.ogrs3_2yr)
        yield Line(TierAxis.CHANGE, reason, points_for.ogrs3_points(inputs.ogrs3_2yr))
    if inputs.iom:
        yield Line(TierAxis.CHANGE, Reason("Integrated Offender Management"), points_for.IOM_POINTS)
