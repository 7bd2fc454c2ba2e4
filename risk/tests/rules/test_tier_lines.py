"""The lines of a tier: which rows of the published table apply, with what words and how many points."""

from dataclasses import replace
from decimal import Decimal

import pytest

from risk.codes import (
    COMPLEXITY_REGISTERS,
    Gender,
    MappaLevel,
    Need,
    NeedSeverity,
    Register,
    RoshLevel,
    TierAxis,
)
from risk.rules.tier_lines import change_lines, protect_lines
from risk.tests.rules.tier_cases import NOTHING

HARM = 2  # RSR and RoSH always have a line each, and come first


def protect(**known):
    lines = list(protect_lines(replace(NOTHING, **known)))
    assert {line.axis for line in lines} == {TierAxis.PROTECT}
    return [(str(line.because), line.points) for line in lines]


def change(**known):
    lines = list(change_lines(replace(NOTHING, **known)))
    assert {line.axis for line in lines} == {TierAxis.CHANGE}
    return [(str(line.because), line.points) for line in lines]


@pytest.mark.parametrize(
    ("rsr", "rosh", "lines"),
    [
        pytest.param(None, None, [("No RSR score", 0), ("No RoSH level", 0)], id="neither"),
        pytest.param("2.99", None, [("RSR 2.99%", 0), ("No RoSH level", 0)], id="RSR without points"),
        pytest.param("3.00", None, [("RSR 3.00%", 10), ("No RoSH level", 0)], id="RSR alone"),
        pytest.param("100.00", None, [("RSR 100.00%", 0), ("No RoSH level", 0)], id="RSR out of range"),
        pytest.param(None, RoshLevel.LOW, [("No RSR score", 0), ("RoSH Low", 0)], id="RoSH without points"),
        pytest.param(None, RoshLevel.HIGH, [("No RSR score", 0), ("RoSH High", 20)], id="RoSH alone"),
        pytest.param(
            "7.00",
            RoshLevel.MEDIUM,
            [("RSR 7.00%", 20), ("RoSH Medium: 10 points, not counted beside RSR", 0)],
            id="RSR is higher",
        ),
        pytest.param(
            "7.00",
            RoshLevel.VERY_HIGH,
            [("RSR 7.00%: 20 points, not counted beside RoSH", 0), ("RoSH Very high", 150)],
            id="RoSH is higher",
        ),
        pytest.param(
            "3.00",
            RoshLevel.MEDIUM,
            [("RSR 3.00%: 10 points, not counted beside RoSH", 0), ("RoSH Medium", 10)],
            id="equal: RoSH counts",
        ),
        pytest.param("3.00", RoshLevel.LOW, [("RSR 3.00%", 10), ("RoSH Low", 0)], id="RoSH adds nothing"),
        pytest.param("1.00", RoshLevel.HIGH, [("RSR 1.00%", 0), ("RoSH High", 20)], id="RSR adds nothing"),
    ],
)
def test_only_the_higher_of_rsr_and_rosh_has_points(rsr, rosh, lines):
    assert protect(rsr=None if rsr is None else Decimal(rsr), rosh=rosh) == lines


@pytest.mark.parametrize(
    ("level", "line"),
    [
        (MappaLevel.M0, ("MAPPA level not set", 0)),
        (MappaLevel.M1, ("MAPPA level 1", 5)),
        (MappaLevel.M2, ("MAPPA level 2", 150)),
        (MappaLevel.M3, ("MAPPA level 3", 150)),
    ],
)
def test_a_mappa_registration_has_a_line_whatever_its_level(level, line):
    assert protect(mappa_level=level)[HARM:] == [line]


def test_each_complexity_register_has_a_line_in_the_order_of_the_table():
    every = frozenset(register.value for register in Register)

    assert protect(registers=every)[HARM:] == [
        (f"Registered: {register.words}", 2) for register in COMPLEXITY_REGISTERS
    ]


PARENTING = ("Woman with parenting responsibilities", 2)
SELF_CONTROL = ("Woman with impulsivity or temper control problems", 2)
ENFORCEMENT = ("Woman with a breach or recall in the last year", 2)


@pytest.mark.parametrize(
    ("known", "lines"),
    [
        pytest.param({}, [], id="none applies"),
        pytest.param({"parenting": True}, [PARENTING], id="parenting"),
        pytest.param({"impulsivity": 1}, [SELF_CONTROL], id="impulsivity"),
        pytest.param({"temper": 1}, [SELF_CONTROL], id="temper"),
        pytest.param({"impulsivity": 2, "temper": 2}, [SELF_CONTROL], id="both, once"),
        pytest.param({"impulsivity": 0, "temper": 0}, [], id="no problems"),
        pytest.param({"enforcement": True}, [ENFORCEMENT], id="breach"),
        pytest.param(
            {"enforcement": True, "temper": 1, "parenting": True},
            [PARENTING, SELF_CONTROL, ENFORCEMENT],
            id="all three",
        ),
        pytest.param(
            {"enforcement": True, "temper": 1, "parenting": True, "assessed": False},
            [ENFORCEMENT],
            id="no assessment",
        ),
    ],
)
def test_the_further_factors_have_lines_for_women_alone(known, lines):
    assert protect(gender=Gender.FEMALE, **known)[HARM:] == lines
    assert protect(gender=Gender.MALE, **known)[HARM:] == []
    assert protect(gender=None, **known)[HARM:] == []


@pytest.mark.parametrize(
    ("known", "line"),
    [
        pytest.param({"mandate": False}, "Nothing in the sentence calls for change", id="no mandate"),
        pytest.param(
            {"assessed": False}, "No assessment: change level 2 until there is one", id="no assessment"
        ),
        pytest.param(
            {"mandate": False, "assessed": False}, "Nothing in the sentence calls for change", id="neither"
        ),
    ],
)
def test_without_mandate_or_assessment_one_line_says_so_and_nothing_else_counts(known, line):
    counted = {"needs": {Need.ATTITUDES: NeedSeverity.SEVERE}, "ogrs3_2yr": 99, "iom": True}

    assert change(**counted, **known) == [(line, 0)]


def test_each_weighted_need_has_a_line_in_the_order_of_the_sections():
    severe = dict.fromkeys(reversed(Need), NeedSeverity.SEVERE)

    assert change(needs=severe)[:-1] == [
        ("Accommodation: severe need", 2),
        ("Education, training and employability: severe need", 2),
        ("Relationships: severe need", 2),
        ("Lifestyle and associates: severe need", 2),
        ("Drug misuse: severe need", 2),
        ("Alcohol misuse: severe need", 2),
        ("Thinking and behaviour: severe need", 4),
        ("Attitudes: severe need", 4),
    ]


@pytest.mark.parametrize(
    ("severity", "lines"),
    [
        (NeedSeverity.NONE, []),
        (NeedSeverity.STANDARD, [("Attitudes: standard need", 2)]),
        (NeedSeverity.SEVERE, [("Attitudes: severe need", 4)]),
    ],
)
def test_a_need_that_is_none_has_no_line(severity, lines):
    assert change(needs={Need.ATTITUDES: severity})[:-1] == lines


@pytest.mark.parametrize(
    ("percent", "line"),
    [
        (None, ("No OGRS3 score", 0)),
        (9, ("OGRS3 two-year 9%, a point for each whole ten", 0)),
        (61, ("OGRS3 two-year 61%, a point for each whole ten", 6)),
    ],
)
def test_ogrs3_always_has_a_line(percent, line):
    assert change(ogrs3_2yr=percent) == [line]


def test_integrated_offender_management_is_the_last_line():
    assert change(iom=True, ogrs3_2yr=20)[1:] == [("Integrated Offender Management", 2)]


def test_a_line_is_kept_with_its_words_and_values_apart():
    rsr, rosh = protect_lines(replace(NOTHING, rsr=Decimal("3.40")))

    assert rsr.as_kept == {
        "axis": "PROTECT",
        "because": {"words": "RSR {rsr}%", "values": {"rsr": {"decimal": "3.40"}}},
        "points": 10,
    }
    assert rosh.as_kept == {
        "axis": "PROTECT",
        "because": {"words": "No RoSH level", "values": {}},
        "points": 0,
    }
