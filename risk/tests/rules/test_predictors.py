"""OGRS3: the published tables row by row, every broken rule, and what a score keeps."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RulesBroken
from core.reasons import Reason
from risk.codes import Band, Gender, Predictor, ScoreType
from risk.rules import reference_tables as tables
from risk.rules.predictors import (
    Ogrs3Inputs,
    age_weight,
    band_of,
    broken_rules,
    copas_rate,
    score_ogrs3,
)
from risk.rules.rounding import FIVE_PLACES, half_up, whole_percent

INPUTS = Ogrs3Inputs(
    gender=Gender.MALE,
    born_on=date(1990, 4, 10),
    convicted_on=date(2021, 3, 1),
    followup_on=date(2021, 3, 1),
    age_at_first_sanction=22,
    total_sanctions=2,
    offence_code="02801",
)

M, F = Gender.MALE, Gender.FEMALE


@pytest.mark.parametrize(
    ("youngest", "oldest", "male", "female"),
    [
        (10, 11, 0, -0.785),
        (12, 13, 0.08392, -0.61385),
        (14, 15, 0.07578, -0.66952),
        (16, 17, -0.0616, -0.9592),
        (18, 20, -0.6251, -0.8975),
        (21, 24, -1.0515, -1.0285),
        (25, 29, -1.1667, -1.0528),
        (30, 34, -1.326, -1.1291),
        (35, 39, -1.368, -1.4219),
        (40, 49, -1.4997, -1.5247),
        (50, 110, -2.0253, -2.4498),
    ],
)
def test_age_and_gender_weigh_as_published_at_both_ends_of_each_row(youngest, oldest, male, female):
    assert (age_weight(M, youngest), age_weight(M, oldest)) == (male, male)
    assert (age_weight(F, youngest), age_weight(F, oldest)) == (female, female)


def test_there_is_no_weight_below_ten():
    with pytest.raises(ValueError, match="age 9"):
        age_weight(M, 9)


@pytest.mark.parametrize(
    ("group", "weight"),
    [
        ("VIO", 0),
        ("ROB", -0.6348),
        ("PUB", 0.1819),
        ("SXN", 0.00328),
        ("SXC", -0.6534),
        ("SOL", 0.7606),
        ("BUD", -0.1239),
        ("BUO", 0.2406),
        ("THF", 0.6612),
        ("HAN", 0.3519),
        ("FRA", 0.1599),
        ("ABS", 0.7334),
        ("TDA", 0.3801),
        ("TFV", 0.4272),
        ("MOT", 0.2622),
        ("DRK", -0.1214),
        ("DAM", 0.205),
        ("DIM", -0.7956),
        ("DPS", 0.0772),
        ("OTH", -0.0607),
    ],
)
def test_each_offence_group_weighs_as_published(group, weight):
    assert tables.ogrs3_offence_weights()[group] == weight


def test_every_mapped_offence_has_a_weighed_group():
    groups = set(tables.ogrs3_group_of_offence().values())

    assert groups - {"", tables.NEED_DETAIL} <= set(tables.ogrs3_offence_weights())
    assert len(tables.ogrs3_group_of_offence()) == 3039


@pytest.mark.parametrize(
    ("predictor", "value", "band"),
    [
        ("OGRS3", 1, Band.LOW),
        ("OGRS3", 49, Band.LOW),
        ("OGRS3", 50, Band.MEDIUM),
        ("OGRS3", 74, Band.MEDIUM),
        ("OGRS3", 75, Band.HIGH),
        ("OGRS3", 89, Band.HIGH),
        ("OGRS3", 90, Band.VERY_HIGH),
        ("OGRS3", 99, Band.VERY_HIGH),
        ("RSR", Decimal("2.99"), Band.LOW),
        ("RSR", Decimal("3.00"), Band.MEDIUM),
        ("RSR", Decimal("6.89"), Band.MEDIUM),
        ("RSR", Decimal("6.90"), Band.HIGH),
    ],
)
def test_a_band_starts_at_its_first_percent(predictor, value, band):
    assert band_of(predictor, value) is band


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("-2.5", -3)],
)
def test_halves_round_away_from_zero(value, rounded):
    assert half_up(Decimal(value)) == rounded


def test_probabilities_round_at_the_fifth_place():
    assert half_up(Decimal("0.123445"), FIVE_PLACES) == Decimal("0.12345")


@pytest.mark.parametrize(
    ("probability", "percent"),
    [("0.00000", 1), ("0.00499", 1), ("0.12500", 13), ("0.12499", 12), ("0.99499", 99), ("1.00000", 99)],
)
def test_a_whole_percent_is_rounded_half_up_and_kept_within_one_and_ninety_nine(probability, percent):
    assert whole_percent(Decimal(probability)) == percent


def test_a_score_keeps_what_led_to_it():
    score = score_ogrs3(INPUTS)

    assert (score.predictor, score.version, score.score_type) == (
        Predictor.OGRS3,
        "RS 7/09 rounded",
        ScoreType.STATIC,
    )
    assert score.inputs is INPUTS
    assert [(str(term.because), round(term.value, 5)) for term in score.contributions] == [
        ("Male, aged 30 at start of follow-up", -1.326),
        ("Sanctioned before", 0.46306),
        ("Rate of sanctions: 2 over 8 years and ten more", -2.74899),
        ("Offence group: Burglary (domestic)", -0.1239),
    ]
    assert (score.p1, score.p2) == (Decimal("0.08840"), Decimal("0.16602"))
    assert (score.pct1, score.pct2, score.band) == (9, 17, Band.LOW)


def test_the_first_sanction_has_its_own_weight():
    first = score_ogrs3(replace(INPUTS, total_sanctions=1))

    assert first.contributions[1].because == Reason("First sanction")
    assert first.contributions[1].value == 0.12614


def test_sanctions_are_capped_only_when_asked():
    many = replace(INPUTS, total_sanctions=60)

    assert score_ogrs3(many).copas == copas_rate(60, 8)
    assert score_ogrs3(many, most_sanctions=51).copas == copas_rate(51, 8)


@pytest.mark.parametrize("field", list(Ogrs3Inputs.__dataclass_fields__))
def test_each_input_is_needed(field):
    broken = broken_rules(replace(INPUTS, **{field: None}))

    assert [(one.code, one.field) for one in broken] == [("INPUT_MISSING", field)]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"convicted_on": date(1990, 4, 10)}, "CONVICTION_BEFORE_BIRTH", "convicted_on"),
        (
            {"convicted_on": date(2000, 4, 9), "age_at_first_sanction": 9},
            "CONVICTION_UNDER_TEN",
            "convicted_on",
        ),
        ({"followup_on": date(1990, 4, 10)}, "FOLLOWUP_BEFORE_BIRTH", "followup_on"),
        ({"followup_on": date(2000, 4, 9)}, "FOLLOWUP_UNDER_TEN", "followup_on"),
        ({"age_at_first_sanction": 31}, "FIRST_SANCTION_AFTER_CONVICTION", "age_at_first_sanction"),
        ({"age_at_first_sanction": -1}, "FIRST_SANCTION_BELOW_ZERO", "age_at_first_sanction"),
        ({"total_sanctions": 0}, "SANCTIONS_BELOW_ONE", "total_sanctions"),
        ({"offence_code": "2801"}, "OFFENCE_CODE_FORMAT", "offence_code"),
        ({"offence_code": "028011"}, "OFFENCE_CODE_FORMAT", "offence_code"),
        ({"offence_code": "0280A"}, "OFFENCE_CODE_FORMAT", "offence_code"),
        ({"offence_code": "٠٢٨٠١"}, "OFFENCE_CODE_FORMAT", "offence_code"),
        ({"offence_code": "00000"}, "OFFENCE_CODE_NOT_MAPPED", "offence_code"),
        ({"offence_code": "99998"}, "OFFENCE_CODE_NOT_MAPPED", "offence_code"),
    ],
)
def test_what_cannot_be_scored_is_named(change, code, field):
    broken = broken_rules(replace(INPUTS, **change))

    assert [(one.code, one.field) for one in broken] == [(code, field)]


@pytest.mark.parametrize(
    "change",
    [
        {"convicted_on": date(2000, 4, 10), "age_at_first_sanction": 10},
        {"followup_on": date(2000, 4, 10)},
        {"age_at_first_sanction": 30},
        {"total_sanctions": 1},
    ],
)
def test_the_other_side_of_each_boundary_is_scored(change):
    assert not broken_rules(replace(INPUTS, **change))


def test_an_offence_code_of_several_groups_asks_for_the_exact_offence():
    several = [code for code, group in tables.ogrs3_group_of_offence().items() if group == tables.NEED_DETAIL]

    assert len(several) == 3
    for code in several:
        broken = broken_rules(replace(INPUTS, offence_code=code))
        assert [one.code for one in broken] == ["OFFENCE_DETAIL_NEEDED"]


def test_every_broken_rule_is_reported_at_once():
    inputs = replace(
        INPUTS, gender=None, age_at_first_sanction=40, total_sanctions=0, offence_code="1", followup_on=None
    )

    with pytest.raises(RulesBroken) as refused:
        score_ogrs3(inputs)

    assert [one.code for one in refused.value.all] == [
        "INPUT_MISSING",
        "INPUT_MISSING",
        "FIRST_SANCTION_AFTER_CONVICTION",
        "SANCTIONS_BELOW_ONE",
        "OFFENCE_CODE_FORMAT",
    ]


people = st.builds(
    Ogrs3Inputs,
    gender=st.sampled_from(Gender),
    born_on=st.dates(date(1940, 1, 1), date(1995, 1, 1)),
    convicted_on=st.dates(date(2010, 1, 1), date(2026, 1, 1)),
    followup_on=st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    age_at_first_sanction=st.integers(10, 15),
    total_sanctions=st.integers(2, 400),
    offence_code=st.sampled_from(["00806", "02801", "04600", "05304", "03401", "01808", "14900"]),
)


@given(inputs=people)
def test_two_years_are_never_safer_than_one(inputs):
    score = score_ogrs3(inputs)

    assert 0 < score.p1 <= score.p2 < 1
    assert 1 <= score.pct1 <= score.pct2 <= 99
    assert sum(term.value for term in score.contributions) == score.score_before_intercept


@given(inputs=people)
def test_one_more_sanction_never_lowers_the_score(inputs):
    more = replace(inputs, total_sanctions=inputs.total_sanctions + 1)

    assert score_ogrs3(more).p2 >= score_ogrs3(inputs).p2
