"""How a tier is reached: the rows of the published table that apply to a case, with their words and points.

The points of an axis are the sum of its lines. A row that is the same for everybody it applies to is one
`Line`, made when this module is imported. A line that names a person's own score is made when it is needed.

Source: docs/sources/risk.md#two-axis-tier
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from core.reasons import Reason, ReasonValue, as_stored
from risk.codes import COMPLEXITY_REGISTERS, Gender, MappaLevel, Need, NeedSeverity, RoshLevel, TierAxis
from risk.rules import tier_points as table
from risk.rules.tier_inputs import TierInputs


@dataclass(frozen=True)
class Line:
    """One row of the table that applies to a case. `points` is 0 where the row applies but adds nothing."""

    axis: TierAxis
    because: Reason
    points: int

    @cached_property
    def as_kept(self) -> dict[str, Any]:
        """The line as a JSON column stores it. Many rows share this dict, so it must not be changed."""
        return {"axis": self.axis.value, "because": as_stored(self.because), "points": self.points}


def _protect(points: int, words: str, /, **values: ReasonValue) -> Line:
    return Line(TierAxis.PROTECT, Reason(words, **values), points)


def _change(points: int, words: str, /, **values: ReasonValue) -> Line:
    return Line(TierAxis.CHANGE, Reason(words, **values), points)


NO_RSR = _protect(0, "No RSR score")
NO_ROSH = _protect(0, "No RoSH level")
ROSH: Mapping[RoshLevel, Line] = {
    level: _protect(points, "RoSH {level}", level=level.words) for level, points in table.ROSH_POINTS.items()
}
ROSH_BESIDE_RSR: Mapping[RoshLevel, Line] = {
    level: _protect(
        0, "RoSH {level}: {points} points, not counted beside RSR", level=level.words, points=points
    )
    for level, points in table.ROSH_POINTS.items()
    if points
}
MAPPA: Mapping[MappaLevel, Line] = {
    level: _protect(points, "{level}", level=level.words) for level, points in table.MAPPA_POINTS.items()
}
#: code of the register -> line
REGISTERS: Mapping[str, Line] = {
    register.value: _protect(table.COMPLEXITY_POINTS, "Registered: {register}", register=register.words)
    for register in COMPLEXITY_REGISTERS
}
PARENTING = _protect(table.PARENTING_POINTS, "Woman with parenting responsibilities")
SELF_CONTROL = _protect(table.SELF_CONTROL_POINTS, "Woman with impulsivity or temper control problems")
ENFORCEMENT = _protect(table.ENFORCEMENT_POINTS, "Woman with a breach or recall in the last year")

NO_MANDATE = _change(0, "Nothing in the sentence calls for change")
NOT_ASSESSED = _change(0, "No assessment: change level 2 until there is one")
#: a need without weight has no line, and neither has a need of severity NONE
NEEDS: Mapping[Need, Mapping[NeedSeverity, Line]] = {
    need: {
        severity: _change(
            table.NEED_WEIGHTS[need] * severity.rank,
            "{need}: {severity}",
            need=need.words,
            severity=severity.words.lower(),
        )
        for severity in (NeedSeverity.STANDARD, NeedSeverity.SEVERE)
    }
    for need in Need
    if table.NEED_WEIGHTS[need]
}
NO_OGRS3 = _change(0, "No OGRS3 score")
IOM = _change(table.IOM_POINTS, "Integrated Offender Management")


def protect_lines(inputs: TierInputs) -> Iterator[Line]:
    """The lines of the protect axis, in the order of the table."""
    yield from _harm_lines(inputs.rsr, inputs.rosh)
    if inputs.mappa_level is not None:
        yield MAPPA[inputs.mappa_level]
    for code, line in REGISTERS.items():
        if code in inputs.registers:
            yield line
    if inputs.gender is Gender.FEMALE:
        yield from _women_lines(inputs)


def _harm_lines(rsr: Decimal | None, rosh: RoshLevel | None) -> Iterator[Line]:
    """The lines of RSR and RoSH. Only the one with more points counts; RoSH counts when they are equal."""
    rsr_points, rosh_points = table.rsr_points(rsr), table.rosh_points(rosh)
    rsr_counts = rsr_points > rosh_points
    if rsr is None:
        yield NO_RSR
    elif rsr_points and not rsr_counts:
        words = "RSR {rsr}%: {points} points, not counted beside RoSH"
        yield _protect(0, words, rsr=rsr, points=rsr_points)
    else:
        yield _protect(rsr_points, "RSR {rsr}%", rsr=rsr)
    if rosh is None:
        yield NO_ROSH
    else:
        yield ROSH_BESIDE_RSR[rosh] if rosh_points and rsr_counts else ROSH[rosh]


def _women_lines(inputs: TierInputs) -> Iterator[Line]:
    """The further factors for women. The first two come from an assessment, so they need one that counts."""
    if inputs.assessed and inputs.parenting:
        yield PARENTING
    if inputs.assessed and ((inputs.impulsivity or 0) >= 1 or (inputs.temper or 0) >= 1):
        yield SELF_CONTROL
    if inputs.enforcement:
        yield ENFORCEMENT


def change_lines(inputs: TierInputs) -> Iterator[Line]:
    """The lines of the change axis, in the order of the table.

    Without a mandate, or without an assessment, one line of 0 points says so and nothing else counts.
    """
    if not inputs.mandate:
        yield NO_MANDATE
        return
    if not inputs.assessed:
        yield NOT_ASSESSED
        return
    for need, lines in NEEDS.items():
        severity = inputs.needs.get(need, NeedSeverity.NONE)
        if severity in lines:
            yield lines[severity]
    yield NO_OGRS3 if inputs.ogrs3_2yr is None else _ogrs3_line(inputs.ogrs3_2yr)
    if inputs.iom:
        yield IOM


@cache
def _ogrs3_line(percent: int) -> Line:
    """The line of a whole two-year percent, made once for each of the 101 percents."""
    words = "OGRS3 two-year {percent}%, a point for each whole ten"
    return _change(table.ogrs3_points(percent), words, percent=percent)
