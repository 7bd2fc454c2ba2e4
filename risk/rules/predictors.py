"""OGRS3: the chance of a proven reoffence within one and two years, from record, age and gender alone."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, cast

from core.calendar.ages import age_on
from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason
from risk.codes import Band, Gender, Predictor, ScoreType
from risk.rules import reference_tables as tables
from risk.rules.rounding import FIVE_PLACES, half_up, whole_percent

#: stored with every score: a later release of the formula does not change what a stored score says
OGRS3_VERSION = "RS 7/09 rounded"
YOUNGEST_AGE = 10

FIVE_DIGITS = re.compile(r"[0-9]{5}", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ogrs3Inputs:
    """The inputs of OGRS3. None means not known; `broken_rules` reports it.

    followup_on       start of the community sentence, or release from custody
    total_sanctions   occasions of caution or conviction, the current one included
    offence_code      category and sub-code of the current offence, five digits
    """

    gender: Gender | None
    born_on: date | None
    convicted_on: date | None
    followup_on: date | None
    age_at_first_sanction: int | None
    total_sanctions: int | None
    offence_code: str | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """One term of a score: what it stands for, and how much it adds."""

    because: Reason
    value: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Ogrs3Score:
    """A score with everything it was worked out from.

    contributions   the terms in the order of the formula; their sum is `score_before_intercept`
    p1, p2          one-year and two-year probability, five places
    pct1, pct2      the same as whole percents, 1 to 99
    band            of the two-year percent
    """

    inputs: Ogrs3Inputs
    offence_group: str
    age_at_followup: int
    age_at_conviction: int
    copas: float
    contributions: tuple[Contribution, ...]
    score_before_intercept: float
    p1: Decimal
    p2: Decimal
    pct1: int
    pct2: int
    band: Band
    predictor: Predictor = Predictor.OGRS3
    version: str = OGRS3_VERSION
    score_type: ScoreType = ScoreType.STATIC


MISSING = {
    "gender": Reason("Enter the gender"),
    "born_on": Reason("Enter the date of birth"),
    "convicted_on": Reason("Enter the date of conviction"),
    "followup_on": Reason("Enter the start of follow-up"),
    "age_at_first_sanction": Reason("Enter the age at first sanction"),
    "total_sanctions": Reason("Enter the total number of sanctions"),
    "offence_code": Reason("Enter the offence code"),
}


def _broken_dates(inputs: Ogrs3Inputs) -> Iterator[RuleBroken]:
    born_on, convicted_on, followup_on = inputs.born_on, inputs.convicted_on, inputs.followup_on
    if born_on is None:
        return
    if convicted_on is not None:
        if convicted_on <= born_on:
            reason = Reason("The date of conviction must be after the date of birth")
            yield RuleBroken("CONVICTION_BEFORE_BIRTH", reason, "convicted_on")
        elif age_on(born_on, convicted_on) < YOUNGEST_AGE:
            reason = Reason("Age at conviction must be {age} or over", age=YOUNGEST_AGE)
            yield RuleBroken("CONVICTION_UNDER_TEN", reason, "convicted_on")
    if followup_on is not None:
        if followup_on <= born_on:
            reason = Reason("The start of follow-up must be after the date of birth")
            yield RuleBroken("FOLLOWUP_BEFORE_BIRTH", reason, "followup_on")
        elif age_on(born_on, followup_on) < YOUNGEST_AGE:
            reason = Reason("Age at the start of follow-up must be {age} or over", age=YOUNGEST_AGE)
            yield RuleBroken("FOLLOWUP_UNDER_TEN", reason, "followup_on")


def _broken_sanctions(inputs: Ogrs3Inputs) -> Iterator[RuleBroken]:
    first, born_on, convicted_on = inputs.age_at_first_sanction, inputs.born_on, inputs.convicted_on
    if first is not None and first < 0:
        reason = Reason("The age at first sanction must not be below zero")
        yield RuleBroken("FIRST_SANCTION_BELOW_ZERO", reason, "age_at_first_sanction")
    elif first is not None and born_on and convicted_on and convicted_on > born_on:
        conviction = age_on(born_on, convicted_on)
        if first > conviction:
            reason = Reason(
                "The age at first sanction ({first}) is above the age at this conviction ({conviction})",
                first=first,
                conviction=conviction,
            )
            yield RuleBroken("FIRST_SANCTION_AFTER_CONVICTION", reason, "age_at_first_sanction")
    if inputs.total_sanctions is not None and inputs.total_sanctions < 1:
        reason = Reason("The total number of sanctions must be 1 or more")
        yield RuleBroken("SANCTIONS_BELOW_ONE", reason, "total_sanctions")


def _broken_offence(code: str | None) -> Iterator[RuleBroken]:
    if not code:
        return
    group = tables.ogrs3_group_of_offence().get(code)
    if not FIVE_DIGITS.fullmatch(code):
        yield RuleBroken(
            "OFFENCE_CODE_FORMAT", Reason("The offence code must be five digits"), "offence_code"
        )
    elif group == tables.NEED_DETAIL:
        reason = Reason("Offence {offence} covers several groups: the exact offence is needed", offence=code)
        yield RuleBroken("OFFENCE_DETAIL_NEEDED", reason, "offence_code")
    elif not group:
        reason = Reason("Offence code {offence} is not mapped to an OGRS3 group", offence=code)
        yield RuleBroken("OFFENCE_CODE_NOT_MAPPED", reason, "offence_code")


def broken_rules(inputs: Ogrs3Inputs) -> Sequence[RuleBroken]:
    """A broken rule for each error in the inputs, missing inputs first. Empty when they can be scored."""
    return [
        *(
            RuleBroken("INPUT_MISSING", reason, field)
            for field, reason in MISSING.items()
            if getattr(inputs, field) in (None, "")
        ),
        *_broken_dates(inputs),
        *_broken_sanctions(inputs),
        *_broken_offence(inputs.offence_code),
    ]


def age_weight(gender: Gender, age: int) -> float:
    """The weight of gender and age at the start of follow-up.

    raises   ValueError for an age below the first row of the table
    """
    for row in tables.ogrs3_age_weights()[gender]:
        if age >= row.age_from and (row.age_to is None or age <= row.age_to):
            return row.weight
    raise ValueError(f"OGRS3 has no weight for age {age}")


def copas_rate(total_sanctions: int, career_years: int) -> float:
    """The natural logarithm of sanctions per year, over the career and ten years more.

    career_years   completed years from the first sanction to this conviction
    """
    return math.log(total_sanctions / (10 + career_years))


def probability(score: float) -> Decimal:
    """The logistic of `score`, rounded half-up to five places."""
    return half_up(1 / (1 + math.exp(-score)), FIVE_PLACES)


def band_of(predictor: str, value: int | Decimal) -> Band:
    """The lowest band of a predictor whose upper end is above the value.

    raises   KeyError for a predictor without bands
    """
    for row in tables.bands(predictor):
        if row.below is None or value < row.below:
            return row.band
    raise ValueError(f"{predictor} has no band for {value}")


class _Facts(NamedTuple):
    """The values that the formula takes, once no rule is broken."""

    gender: Gender
    age_at_followup: int
    age_at_conviction: int
    career_years: int
    sanctions: int
    group: str


def _facts(inputs: Ogrs3Inputs) -> _Facts:
    broken = broken_rules(inputs)
    if broken:
        raise RulesBroken(broken)
    gender, born_on = cast(Gender, inputs.gender), cast(date, inputs.born_on)
    conviction = age_on(born_on, cast(date, inputs.convicted_on))
    return _Facts(
        gender=gender,
        age_at_followup=age_on(born_on, cast(date, inputs.followup_on)),
        age_at_conviction=conviction,
        career_years=conviction - cast(int, inputs.age_at_first_sanction),
        sanctions=cast(int, inputs.total_sanctions),
        group=tables.ogrs3_group_of_offence()[cast(str, inputs.offence_code)],
    )


def _contributions(facts: _Facts, counted: int, copas: float) -> Iterator[Contribution]:
    weights = tables.ogrs3_parameters()
    gender, age = facts.gender, facts.age_at_followup
    reason = Reason("{gender}, aged {age} at start of follow-up", gender=gender.words, age=age)
    yield Contribution(reason, age_weight(gender, age))
    if facts.sanctions == 1:
        yield Contribution(Reason("First sanction"), weights.status_first_conviction)
    else:
        yield Contribution(Reason("Sanctioned before"), weights.status_repeat)
    reason = Reason(
        "Rate of sanctions: {total} over {years} years and ten more", total=counted, years=facts.career_years
    )
    yield Contribution(reason, weights.copas * copas)
    reason = Reason("Offence group: {group}", group=tables.ogrs3_offence_labels()[facts.group])
    yield Contribution(reason, tables.ogrs3_offence_weights()[facts.group])


def score_ogrs3(inputs: Ogrs3Inputs, *, most_sanctions: int | None = None) -> Ogrs3Score:
    """OGRS3 for one person.

    most_sanctions   the most sanctions that count in the rate; None, the default, sets no limit
    raises           RulesBroken with every broken rule at once
    source           docs/sources/risk.md#ogrs3
    """
    facts = _facts(inputs)
    counted = facts.sanctions if most_sanctions is None else min(facts.sanctions, most_sanctions)
    copas = copas_rate(counted, facts.career_years)
    contributions = tuple(_contributions(facts, counted, copas))
    score = sum(contribution.value for contribution in contributions)
    weights = tables.ogrs3_parameters()
    p1, p2 = probability(weights.intercept_1yr + score), probability(weights.intercept_2yr + score)
    pct2 = whole_percent(p2)
    return Ogrs3Score(
        inputs=inputs,
        offence_group=facts.group,
        age_at_followup=facts.age_at_followup,
        age_at_conviction=facts.age_at_conviction,
        copas=copas,
        contributions=contributions,
        score_before_intercept=score,
        p1=p1,
        p2=p2,
        pct1=whole_percent(p1),
        pct2=pct2,
        band=band_of(Predictor.OGRS3.value, pct2),
    )
