"""Reads the inputs and the current results of tier and custody targeting, for one person or for thousands."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from cases.codes import RecordPolicy
from core import policy
from core.calendar.ages import is_within_weeks
from core.clock import day_of
from risk.codes import FurtherGroup, Gender, Need, NeedSeverity, RiskPolicy, RoshLevel
from risk.rules import tier_facts
from risk.rules.rosh import highest_of
from risk.rules.targeting import TargetingInputs
from risk.rules.tier_facts import ActiveRegistration, CurrentRequirement, RegisterFacts
from risk.rules.tier_inputs import TierInputs
from risk.rules.tier_points import COMPLEXITY_CODES, need_severity
from risk.rules.tiers import assessment_counts

#: the function is in migration 0002_what_is_known_of_people
KNOWN = "SELECT * FROM risk_known(%s::bigint[], %s::date, %s::text[])"
SWITCHES = [RiskPolicy.TIER_ASSESSMENT_WEEKS.value, RecordPolicy.ROSH_CURRENT_WEEKS.value]
GENDERS = {gender.value: gender for gender in Gender}
NEEDS = {need.value: need for need in Need}


@dataclass(frozen=True, slots=True)
class CurrentResult:
    """The current tier calculation or targeting decision of a person.

    result   code of the tier, or of the targeting level
    inputs   as the row stores them
    at       when it was worked out
    """

    result: str
    inputs: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about one person: the inputs of tier and targeting, and the current results.

    shown_tier              the tier that the case record shows, "" for none
    targeting               None for somebody who is not in custody
    calculation, decision   None before the first one
    """

    person_id: int
    crn: str
    shown_tier: str
    tier: TierInputs
    targeting: TargetingInputs | None
    calculation: CurrentResult | None
    decision: CurrentResult | None


class _Row(NamedTuple):
    """A row of the function `risk_known`. A list without entries is None.

    registrations   (register, registered on, key, level)
    sentences       (type, requirements as (main type, is restrictive), in custody now, is indeterminate)
    enforcements    (NSI outcome, when its sentence or else its event ended)
    sections        (need, score)
    policy_values   stored values of SWITCHES in their order, None where the default holds
    """

    person_id: int
    crn: str
    shown_tier: str
    sex: str
    registrations: list[tuple[str, str, int, str]] | None
    sentences: list[tuple[str, list[tuple[str, bool]] | None, bool, bool]] | None
    enforcements: list[tuple[str, str | None]] | None
    assessed_at: datetime | None
    strengths_and_needs: bool | None
    parenting: bool | None
    impulsivity: int | None
    temper: int | None
    sections: list[tuple[str, int | None]] | None
    rsr: Decimal | None
    ogrs3: int | None
    summary_at: datetime | None
    community_levels: list[str] | None
    at_key_stage: bool | None
    further_group: str | None
    tier_code: str | None
    tier_inputs: str | None
    calculated_at: datetime | None
    level: str | None
    targeting_inputs: str | None
    decided_at: datetime | None
    policy_values: list[str | None]


def lock_and_read(person_ids: Sequence[int], *, on: date) -> dict[int, Known]:
    """Locks people and reads what is known about each: key -> Known, in the order of keys.

    Removed and merged records are left out. Costs 1 query however many people there are. People are locked in
    the order of their keys, so that two calls for the same people cannot deadlock.
    """
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [list(person_ids), on, SWITCHES])
        return {row[0]: _known(_Row._make(row), on) for row in cursor.fetchall()}


def _known(row: _Row, on: date) -> Known:
    registers = tier_facts.read_registrations(
        ActiveRegistration(code=code, registered_on=date.fromisoformat(since), key=key, level=level)
        for code, since, key, level in row.registrations or ()
    )
    return Known(
        person_id=row.person_id,
        crn=row.crn,
        shown_tier=row.shown_tier,
        tier=_tier_inputs(row, registers, on),
        targeting=_targeting_inputs(row, registers, on),
        calculation=_current_result(row.tier_code, row.tier_inputs, row.calculated_at),
        decision=_current_result(row.level, row.targeting_inputs, row.decided_at),
    )


def _tier_inputs(row: _Row, registers: RegisterFacts, on: date) -> TierInputs:
    gender, sentences = GENDERS.get(row.sex), row.sentences or ()
    assessed = row.assessed_at is not None and assessment_counts(
        day_of(row.assessed_at), on=on, within_weeks=_policy_value(row, RiskPolicy.TIER_ASSESSMENT_WEEKS)
    )
    return TierInputs(
        gender=gender,
        rsr=row.rsr,
        ogrs3_2yr=row.ogrs3,
        rosh=registers.rosh,
        mappa_level=registers.mappa_level,
        registers=registers.registers & COMPLEXITY_CODES,
        parenting=assessed and bool(row.parenting),
        impulsivity=row.impulsivity if assessed else None,
        temper=row.temper if assessed else None,
        enforcement=gender is Gender.FEMALE
        and any(
            tier_facts.enforcement_counts(outcome, ended_on=_day(ended_on), on=on)
            for outcome, ended_on in row.enforcements or ()
        ),
        needs=_needs(row) if assessed else {},
        mandate=tier_facts.has_mandate(
            sentence_types=[type for type, _parts, _in_custody, _indeterminate in sentences],
            requirements=[
                CurrentRequirement(code, restrictive)
                for _type, parts, _in_custody, _indeterminate in sentences
                for code, restrictive in parts or ()
            ],
        ),
        assessed=assessed,
        iom=registers.iom,
        unsupervised=registers.unsupervised,
    )


def _needs(row: _Row) -> dict[Need, NeedSeverity]:
    """The severity of each need. A section without an answer is left out."""
    severities = {}
    for code, score in row.sections or ():
        need = NEEDS[code]
        severity = need_severity(need, score, strengths_and_needs=bool(row.strengths_and_needs))
        if severity is not None:
            severities[need] = severity
    return severities


def _targeting_inputs(row: _Row, registers: RegisterFacts, on: date) -> TargetingInputs | None:
    """None for somebody who is not in custody.

    RoSH is judged as if the person were released. It is the highest level in the community of a current
    summary, or else the level of the RoSH registration.
    """
    stays = [indeterminate for _type, _parts, in_custody, indeterminate in row.sentences or () if in_custody]
    if not stays:
        return None
    current = row.summary_at is not None and is_within_weeks(
        day_of(row.summary_at), on=on, weeks=_policy_value(row, RecordPolicy.ROSH_CURRENT_WEEKS)
    )
    levels = row.community_levels if current else None
    return TargetingInputs(
        ogrs3_2yr=row.ogrs3,
        rosh=highest_of(RoshLevel(level) for level in levels or ()) or registers.rosh,
        indeterminate=any(stays),
        at_key_stage=bool(row.at_key_stage),
        further_group=FurtherGroup(row.further_group) if row.further_group else None,
    )


def _current_result(result: str | None, inputs: str | None, at: datetime | None) -> CurrentResult | None:
    if result is None or inputs is None or at is None:
        return None
    return CurrentResult(result, json.loads(inputs), at)


def _policy_value(row: _Row, switch: RiskPolicy | RecordPolicy) -> Any:
    stored = row.policy_values[SWITCHES.index(switch.value)]
    return policy.value_from(switch.value, None if stored is None else json.loads(stored))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
