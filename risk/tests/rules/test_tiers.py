"""The two-axis tier: the published table row by row, both sides of each boundary, and how it is explained."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risk.codes import (
    COMPLEXITY_REGISTERS,
    ChangeLevel,
    Gender,
    MappaLevel,
    Need,
    NeedSeverity,
    ProtectLevel,
    Register,
    RoshLevel,
    TierAxis,
)
from risk.rules import tier_points
from risk.rules.reference_tables import rows
from risk.rules.tier_inputs import TierInputs
from risk.rules.tier_lines import change_lines, protect_lines
from risk.rules.tiers import assessment_counts, tier_of
from risk.tests.rules.tier_cases import NOTHING


@pytest.mark.parametrize(
    ("rsr", "points"),
    [
        (None, 0),
        ("0.00", 0),
        ("2.99", 0),
        ("3.00", 10),
        ("6.99", 10),
        ("6.995", 10),
        ("7.00", 20),
        ("99.99", 20),
        ("100.00", 0),
    ],
)
def test_rsr_points(rsr, points):
    verdict = tier_of(replace(NOTHING, rsr=None if rsr is None else Decimal(rsr)))

    assert verdict.protect_points == points


@pytest.mark.parametrize(
    ("level", "points"),
    [
        (None, 0),
        (RoshLevel.LOW, 0),
        (RoshLevel.MEDIUM, 10),
        (RoshLevel.HIGH, 20),
        (RoshLevel.VERY_HIGH, 150),
    ],
)
def test_rosh_points(level, points):
    assert tier_of(replace(NOTHING, rosh=level)).protect_points == points


def test_only_the_higher_of_rsr_and_rosh_counts():
    assert tier_of(replace(NOTHING, rsr=Decimal("7.00"), rosh=RoshLevel.MEDIUM)).protect_points == 20
    assert tier_of(replace(NOTHING, rsr=Decimal("3.00"), rosh=RoshLevel.HIGH)).protect_points == 20


@pytest.mark.parametrize(
    ("level", "points"),
    [
        (None, 0),
        (MappaLevel.M0, 0),
        (MappaLevel.M1, 5),
        (MappaLevel.M2, 150),
        (MappaLevel.M3, 150),
    ],
)
def test_mappa_points(level, points):
    assert tier_of(replace(NOTHING, mappa_level=level)).protect_points == points


@pytest.mark.parametrize("register", Register)
def test_a_complexity_register_adds_two_points_and_no_other_register_adds_any(register):
    points = 2 if register in COMPLEXITY_REGISTERS else 0

    assert tier_of(replace(NOTHING, registers=frozenset([register.value]))).protect_points == points


def test_complexity_registers_are_those_of_the_published_table():
    condition = next(row["condition"] for row in rows("tier_v2_points.csv") if row["rule"] == "COMPLEXITY")

    assert condition.split(" of ")[1].split() == [register.value for register in COMPLEXITY_REGISTERS]


@pytest.mark.parametrize(
    ("change", "points"),
    [
        ({"parenting": True}, 2),
        ({"impulsivity": 1}, 2),
        ({"temper": 1}, 2),
        ({"impulsivity": 2, "temper": 2}, 2),
        ({"impulsivity": 0, "temper": 0}, 0),
        ({"enforcement": True}, 2),
        ({"parenting": True, "temper": 2, "enforcement": True}, 6),
        ({"parenting": True, "temper": 2, "assessed": False}, 0),
        ({"enforcement": True, "assessed": False}, 2),
        ({"enforcement": True, "mandate": False}, 2),
    ],
)
def test_further_factors_count_for_women_alone(change, points):
    assert tier_of(replace(NOTHING, gender=Gender.FEMALE, **change)).protect_points == points
    assert tier_of(replace(NOTHING, gender=Gender.MALE, **change)).protect_points == 0
    assert tier_of(replace(NOTHING, gender=None, **change)).protect_points == 0


@pytest.mark.parametrize(
    ("points", "level"),
    [
        (0, ProtectLevel.D),
        (9, ProtectLevel.D),
        (10, ProtectLevel.C),
        (19, ProtectLevel.C),
        (20, ProtectLevel.B),
        (149, ProtectLevel.B),
        (150, ProtectLevel.A),
    ],
)
def test_protect_levels_start_at_their_first_point(points, level):
    assert tier_points.protect_level(points) is level


@pytest.mark.parametrize(
    ("points", "level"),
    [
        (0, ChangeLevel.ONE),
        (9, ChangeLevel.ONE),
        (10, ChangeLevel.TWO),
        (19, ChangeLevel.TWO),
        (20, ChangeLevel.THREE),
    ],
)
def test_change_levels_start_at_their_first_point(points, level):
    assert tier_points.change_level(points) is level


@pytest.mark.parametrize(
    ("need", "weight"),
    [
        (Need.ACCOMMODATION, 1),
        (Need.EDUCATION_TRAINING_EMPLOYABILITY, 1),
        (Need.RELATIONSHIPS, 1),
        (Need.LIFESTYLE_AND_ASSOCIATES, 1),
        (Need.DRUG_MISUSE, 1),
        (Need.ALCOHOL_MISUSE, 1),
        (Need.THINKING_AND_BEHAVIOUR, 2),
        (Need.ATTITUDES, 2),
        (Need.FINANCIAL_MANAGEMENT, 0),
        (Need.EMOTIONAL_WELLBEING, 0),
    ],
)
def test_a_need_adds_its_weight_and_twice_that_when_severe(need, weight):
    def points(severity):
        return tier_of(replace(NOTHING, needs={need: severity})).change_points

    assert [points(severity) for severity in NeedSeverity] == [0, weight, 2 * weight]


@pytest.mark.parametrize(
    ("percent", "points"), [(None, 0), (0, 0), (9, 0), (10, 1), (19, 1), (20, 2), (99, 9)]
)
def test_each_whole_ten_of_ogrs3_is_a_change_point(percent, points):
    assert tier_of(replace(NOTHING, ogrs3_2yr=percent)).change_points == points


def test_integrated_offender_management_adds_two_change_points():
    assert tier_of(replace(NOTHING, iom=True)).change_points == 2


def test_without_a_mandate_nothing_else_of_change_counts():
    verdict = tier_of(replace(NOTHING, mandate=False, ogrs3_2yr=99, iom=True))

    assert (verdict.change, verdict.change_points, verdict.code) == (ChangeLevel.NO_MANDATE, 0, "D0")


def test_without_an_assessment_the_change_level_is_two():
    verdict = tier_of(replace(NOTHING, assessed=False, ogrs3_2yr=99, iom=True))

    assert (verdict.change, verdict.change_points, verdict.code) == (ChangeLevel.TWO, 0, "D2")


def test_no_mandate_comes_before_no_assessment():
    assert tier_of(replace(NOTHING, mandate=False, assessed=False)).code == "D0"


def test_an_unsupervised_last_third_shows_in_the_tier():
    assert tier_of(replace(NOTHING, unsupervised=True)).code == "D1S"


@pytest.mark.parametrize(
    ("completed_on", "within_weeks", "counts"),
    [
        pytest.param(None, None, False, id="never assessed"),
        pytest.param(date(2001, 1, 1), None, True, id="no limit"),
        pytest.param(date(2025, 2, 10), 55, True, id="55 weeks to the day"),
        pytest.param(date(2025, 2, 9), 55, False, id="a day older"),
    ],
)
def test_an_old_assessment_counts_unless_a_limit_is_set(completed_on, within_weeks, counts):
    assert assessment_counts(completed_on, on=date(2026, 3, 2), within_weeks=within_weeks) is counts


def test_the_tier_says_how_it_was_reached():
    verdict = tier_of(
        replace(
            NOTHING,
            gender=Gender.FEMALE,
            rsr=Decimal("3.40"),
            rosh=RoshLevel.HIGH,
            mappa_level=MappaLevel.M1,
            registers=frozenset(["ALSH", "IIOM"]),
            parenting=True,
            temper=1,
            enforcement=True,
            needs={Need.ATTITUDES: NeedSeverity.SEVERE, Need.FINANCIAL_MANAGEMENT: NeedSeverity.SEVERE},
            ogrs3_2yr=61,
            iom=True,
        )
    )

    assert str(verdict.because) == "Tier B2: protect level B from 33 points, change level 2 from 12 points"
    assert [(line.axis, str(line.because), line.points) for line in verdict.lines] == [
        (TierAxis.PROTECT, "RSR 3.40%: 10 points, not counted beside RoSH", 0),
        (TierAxis.PROTECT, "RoSH High", 20),
        (TierAxis.PROTECT, "MAPPA level 1", 5),
        (TierAxis.PROTECT, "Registered: Suicide or self-harm", 2),
        (TierAxis.PROTECT, "Woman with parenting responsibilities", 2),
        (TierAxis.PROTECT, "Woman with impulsivity or temper control problems", 2),
        (TierAxis.PROTECT, "Woman with a breach or recall in the last year", 2),
        (TierAxis.CHANGE, "Attitudes: severe need", 4),
        (TierAxis.CHANGE, "OGRS3 two-year 61%, a point for each whole ten", 6),
        (TierAxis.CHANGE, "Integrated Offender Management", 2),
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mandate": False}, "change level 0 because nothing in the sentence calls for change"),
        ({"assessed": False}, "change level 2 because there is no assessment"),
    ],
)
def test_a_change_level_without_points_says_why(change, words):
    verdict = tier_of(replace(NOTHING, **change))

    assert str(verdict.because).endswith(words)
    assert [line.points for line in verdict.lines if line.axis is TierAxis.CHANGE] == [0]


cases = st.builds(
    TierInputs,
    gender=st.sampled_from([None, *Gender]),
    rsr=st.none() | st.decimals(0, 101, places=2),
    ogrs3_2yr=st.none() | st.integers(0, 100),
    rosh=st.sampled_from([None, *RoshLevel]),
    mappa_level=st.sampled_from([None, *MappaLevel]),
    registers=st.frozensets(st.sampled_from([register.value for register in Register])),
    parenting=st.booleans(),
    impulsivity=st.none() | st.integers(0, 2),
    temper=st.none() | st.integers(0, 2),
    enforcement=st.booleans(),
    needs=st.dictionaries(st.sampled_from(Need), st.sampled_from(NeedSeverity)),
    mandate=st.booleans(),
    assessed=st.booleans(),
    iom=st.booleans(),
    unsupervised=st.booleans(),
)


@given(inputs=cases)
def test_the_tier_shows_its_lines_protect_first(inputs):
    verdict = tier_of(inputs)

    assert verdict.lines == (*protect_lines(inputs), *change_lines(inputs))


@given(inputs=cases, register=st.sampled_from(COMPLEXITY_REGISTERS))
def test_one_more_register_never_lowers_protection(inputs, register):
    more = replace(inputs, registers=inputs.registers | {register.value})

    assert tier_of(more).protect.value <= tier_of(inputs).protect.value


@pytest.mark.parametrize(
    ("need", "standard", "severe", "san_standard", "san_severe"),
    [
        (Need.ACCOMMODATION, 2, 7, 3, 5),
        (Need.EDUCATION_TRAINING_EMPLOYABILITY, 3, 7, 3, 7),
        (Need.RELATIONSHIPS, 2, 5, 2, 5),
        (Need.LIFESTYLE_AND_ASSOCIATES, 2, 5, 2, 5),
        (Need.DRUG_MISUSE, 2, 8, 2, 6),
        (Need.ALCOHOL_MISUSE, 4, 7, 2, 4),
        (Need.THINKING_AND_BEHAVIOUR, 4, 7, 3, 5),
        (Need.ATTITUDES, 2, 7, 1, 5),
    ],
)
def test_a_need_is_standard_and_severe_from_its_section_score(
    need, standard, severe, san_standard, san_severe
):
    for first, second, san in ((standard, severe, False), (san_standard, san_severe, True)):
        scores = (first - 1, first, second - 1, second)
        assert [tier_points.need_severity(need, score, strengths_and_needs=san) for score in scores] == [
            NeedSeverity.NONE,
            NeedSeverity.STANDARD,
            NeedSeverity.STANDARD,
            NeedSeverity.SEVERE,
        ]


@pytest.mark.parametrize("need", [Need.FINANCIAL_MANAGEMENT, Need.EMOTIONAL_WELLBEING])
def test_finance_and_emotional_wellbeing_are_not_scored(need):
    assert tier_points.need_severity(need, 8) is None


def test_a_section_without_answers_is_left_out():
    assert tier_points.need_severity(Need.ATTITUDES, None) is None
