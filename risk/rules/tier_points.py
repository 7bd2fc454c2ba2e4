"""The figures of the two-axis tier: points of each factor and first points of each level, as published.

Source: docs/sources/risk.md#two-axis-tier
"""

from collections.abc import Mapping
from decimal import Decimal

from risk.codes import (
    COMPLEXITY_REGISTERS,
    ChangeLevel,
    MappaLevel,
    Need,
    NeedSeverity,
    ProtectLevel,
    RoshLevel,
)
from risk.rules.reference_tables import need_thresholds

#: (lowest RSR, points), highest first; a score above RSR_HIGHEST adds no points
RSR_POINTS = (
    (Decimal("7.00"), 20),
    (Decimal("3.00"), 10),
)
RSR_HIGHEST = Decimal("99.99")

ROSH_POINTS = {
    RoshLevel.VERY_HIGH: 150,
    RoshLevel.HIGH: 20,
    RoshLevel.MEDIUM: 10,
    RoshLevel.LOW: 0,
}
MAPPA_POINTS = {
    MappaLevel.M3: 150,
    MappaLevel.M2: 150,
    MappaLevel.M1: 5,
    MappaLevel.M0: 0,
}
COMPLEXITY_POINTS = 2  # each distinct register

PARENTING_POINTS = 2
SELF_CONTROL_POINTS = 2  # impulsivity, temper control or both
ENFORCEMENT_POINTS = 2

#: (fewest protect points, level), highest first; fewer points give level D
PROTECT_LEVELS = (
    (150, ProtectLevel.A),
    (20, ProtectLevel.B),
    (10, ProtectLevel.C),
)
#: (fewest change points, level), highest first; fewer points give level 1
CHANGE_LEVELS = (
    (20, ChangeLevel.THREE),
    (10, ChangeLevel.TWO),
)
IOM_POINTS = 2

COMPLEXITY_CODES = frozenset(register.value for register in COMPLEXITY_REGISTERS)
#: read once, when this module is imported: the weights are part of the rule
NEED_WEIGHTS: Mapping[Need, int] = {need: row.weight for need, row in need_thresholds().items()}


def rsr_points(rsr: Decimal | None) -> int:
    if rsr is None or rsr > RSR_HIGHEST:
        return 0
    for at_least, points in RSR_POINTS:
        if rsr >= at_least:
            return points
    return 0


def rosh_points(level: RoshLevel | None) -> int:
    return 0 if level is None else ROSH_POINTS[level]


def ogrs3_points(two_year_percent: int) -> int:
    """One point for each whole ten percent."""
    return two_year_percent // 10


def protect_level(points: int) -> ProtectLevel:
    for at_least, level in PROTECT_LEVELS:
        if points >= at_least:
            return level
    return ProtectLevel.D


def change_level(points: int) -> ChangeLevel:
    for at_least, level in CHANGE_LEVELS:
        if points >= at_least:
            return level
    return ChangeLevel.ONE


def need_severity(need: Need, score: int | None, *, strengths_and_needs: bool = False) -> NeedSeverity | None:
    """How severe a need is, from the score of its OASys section.

    None when the section has no answer, or when the tier does not score the need.
    score                 None when the section has no answer
    strengths_and_needs   the assessment was made on the 3.2 form, which has its own thresholds for some needs
    """
    row = need_thresholds()[need]
    standard, severe = (
        (row.san_standard, row.san_severe) if strengths_and_needs else (row.standard, row.severe)
    )
    if score is None or standard is None or severe is None:
        return None
    if score >= severe:
        return NeedSeverity.SEVERE
    return NeedSeverity.STANDARD if score >= standard else NeedSeverity.NONE
