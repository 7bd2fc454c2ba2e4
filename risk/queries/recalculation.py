"""All that tier and custody targeting rest on, and what stands of both: one statement for one or thousands."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from core import policy
from core.clock import day_of
from risk.codes import (
    ENFORCEMENT_OUTCOMES,
    AssessmentStatus,
    FurtherGroup,
    Gender,
    Layer,
    Need,
    NeedSeverity,
    Predictor,
    RiskPolicy,
    RoshGroup,
    RoshLevel,
)
from risk.rules import tier_facts
from risk.rules.rosh import highest_of, is_current
from risk.rules.targeting import TargetingInputs
from risk.rules.tier_facts import ActiveRegistration, CurrentRequirement, RegisterFacts
from risk.rules.tier_points import COMPLEXITY_CODES, need_severity
from risk.rules.tiers import TierInputs, assessment_counts

#: A subquery for each kind of thing, so that each is an index look-up by the person, however many are asked
#: for. Assessments of a person are looked up newest first: by `assessments_of_a_person`.
READ = """
SELECT person.id, sex.code,
  (SELECT json_agg(json_build_array(type.code, entry.registered_on, entry.id, coalesce(level.code, '')))
     FROM cases_registration entry
     JOIN cases_registrationtype type ON type.id = entry.type_id
     LEFT JOIN cases_registrationlevel level ON level.id = entry.level_id
    WHERE entry.person_id = person.id AND entry.deregistered_on IS NULL AND entry.removed_at IS NULL),
  (SELECT json_agg(json_build_array(
            type.sentence_type,
            (SELECT json_agg(json_build_array(kind.code, kind.is_restrictive))
               FROM cases_requirement part
               JOIN cases_requirementtype kind ON kind.id = part.type_id
              WHERE part.disposal_id = disposal.id AND part.removed_at IS NULL
                AND (part.ended_on IS NULL OR part.ended_on > %(on)s)),
            disposal.terminated_on IS NULL AND EXISTS (
              SELECT FROM cases_custody stay
                JOIN cases_custodystatus status ON status.id = stay.status_id
               WHERE stay.disposal_id = disposal.id AND stay.removed_at IS NULL AND status.in_custody),
            disposal.indeterminate))
     FROM cases_event event
     JOIN cases_disposal disposal ON disposal.event_id = event.id
     JOIN cases_disposaltype type ON type.id = disposal.type_id
    WHERE event.person_id = person.id AND event.removed_at IS NULL AND disposal.removed_at IS NULL
      AND (disposal.terminated_on IS NULL OR disposal.terminated_on > %(on)s)),
  CASE WHEN sex.code = %(woman)s THEN
  (SELECT json_agg(json_build_array(outcome.code, served.ended_on))
     FROM cases_nsi nsi
     JOIN cases_nsioutcome outcome ON outcome.id = nsi.outcome_id
     CROSS JOIN LATERAL (
       SELECT coalesce(disposal.terminated_on, event.ended_on) AS ended_on FROM cases_event event
         LEFT JOIN cases_disposal disposal ON disposal.event_id = event.id
        WHERE event.id = nsi.event_id AND event.removed_at IS NULL AND disposal.removed_at IS NULL OFFSET 0
     ) served
    WHERE nsi.person_id = person.id AND nsi.removed_at IS NULL AND outcome.code = ANY(%(enforcing)s))
  END,
  whole.completed_at, whole.strengths_and_needs, whole.parenting, whole.impulsivity, whole.temper,
  (SELECT json_agg(json_build_array(section.need, section.score) ORDER BY section.id)
     FROM risk_sectionscore section WHERE section.assessment_id = whole.id),
  (SELECT rsr_percent FROM risk_assessment
    WHERE person_id = person.id AND status = %(complete)s AND rsr_percent IS NOT NULL AND removed_at IS NULL
    ORDER BY completed_at DESC, started_at DESC, id DESC LIMIT 1),
  (SELECT pct2 FROM risk_score WHERE person_id = person.id AND predictor = %(ogrs3)s
    ORDER BY scored_at DESC, id DESC LIMIT 1),
  summary.completed_at,
  (SELECT json_agg(line.community) FROM risk_roshgridrow line
    WHERE line.assessment_id = summary.id AND line."group" <> %(prisoners)s AND line.community <> ''),
  judged.at_key_stage, judged.further_group,
  tier.code, tier.inputs, tier.calculated_at,
  decision.level, decision.inputs, decision.decided_at,
  (SELECT value FROM core_policysetting WHERE code = %(tier_weeks)s),
  (SELECT value FROM core_policysetting WHERE code = %(rosh_weeks)s)
FROM cases_person person
JOIN cases_sex sex ON sex.id = person.sex_id
LEFT JOIN LATERAL (
  SELECT id, completed_at, strengths_and_needs, parenting, impulsivity, temper FROM risk_assessment
   WHERE person_id = person.id AND layer = %(full)s AND status = ANY(%(counting)s)
     AND completed_at IS NOT NULL AND removed_at IS NULL
   ORDER BY completed_at DESC, started_at DESC, id DESC LIMIT 1) whole ON true
LEFT JOIN LATERAL (
  SELECT id, completed_at FROM risk_assessment
   WHERE person_id = person.id AND layer = ANY(%(with_rosh)s) AND status = %(complete)s
     AND removed_at IS NULL
   ORDER BY completed_at DESC, started_at DESC, id DESC LIMIT 1) summary ON true
LEFT JOIN LATERAL (
  SELECT at_key_stage, further_group FROM risk_targetingjudgement WHERE person_id = person.id LIMIT 1
) judged ON true
LEFT JOIN LATERAL (
  SELECT code, inputs, calculated_at FROM risk_tiercalculation
   WHERE person_id = person.id AND superseded_at IS NULL LIMIT 1) tier ON true
LEFT JOIN LATERAL (
  SELECT level, inputs, decided_at FROM risk_targetingdecision
   WHERE person_id = person.id AND superseded_at IS NULL LIMIT 1) decision ON true
WHERE person.id = ANY(%(ids)s)
"""
CODES = {
    "woman": Gender.FEMALE.value,
    "enforcing": sorted(ENFORCEMENT_OUTCOMES),
    "full": Layer.LAYER3.value,
    "counting": [AssessmentStatus.COMPLETE.value, AssessmentStatus.LOCKED_INCOMPLETE.value],
    "with_rosh": [Layer.LAYER1.value, Layer.LAYER3.value],
    "complete": AssessmentStatus.COMPLETE.value,
    "ogrs3": Predictor.OGRS3.value,
    "prisoners": RoshGroup.PRISONERS.value,
    "tier_weeks": RiskPolicy.TIER_ASSESSMENT_WEEKS.value,
    "rosh_weeks": RiskPolicy.ROSH_CURRENT_WEEKS.value,
}
GENDERS = {gender.value: gender for gender in Gender}


@dataclass(frozen=True, slots=True)
class Standing:
    """What was last worked out and still stands. `inputs` as kept, `result` the tier's code or the level."""

    result: str
    inputs: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person. `targeting` is None for somebody who is not in custody."""

    tier: TierInputs
    targeting: TargetingInputs | None
    calculation: Standing | None
    decision: Standing | None


class _Row(NamedTuple):
    """A row of READ; lists are None where there is nothing in them."""

    person_id: int
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
    tier_weeks: str | None
    rosh_weeks: str | None


def read(person_ids: Sequence[int], *, on: date) -> dict[int, Known]:
    """What is known of each of the people. Costs 1 query however many they are."""
    with connection.cursor() as cursor:
        cursor.execute(READ, {**CODES, "ids": list(person_ids), "on": on})
        return {row[0]: _known(_Row._make(row), on) for row in cursor}


def _known(row: _Row, on: date) -> Known:
    registers = tier_facts.read_registrations(
        ActiveRegistration(code=code, registered_on=date.fromisoformat(since), key=key, level=level)
        for code, since, key, level in row.registrations or ()
    )
    return Known(
        tier=_tier_inputs(row, registers, on),
        targeting=_targeting_inputs(row, registers, on),
        calculation=_standing(row.tier_code, row.tier_inputs, row.calculated_at),
        decision=_standing(row.level, row.targeting_inputs, row.decided_at),
    )


def _tier_inputs(row: _Row, registers: RegisterFacts, on: date) -> TierInputs:
    assessed = row.assessed_at is not None and assessment_counts(
        day_of(row.assessed_at), on=on, within_weeks=_weeks(RiskPolicy.TIER_ASSESSMENT_WEEKS, row.tier_weeks)
    )
    return TierInputs(
        gender=GENDERS.get(row.sex),
        rsr=row.rsr,
        ogrs3_2yr=row.ogrs3,
        rosh=registers.rosh,
        mappa_level=registers.mappa_level,
        registers=registers.registers & COMPLEXITY_CODES,
        parenting=assessed and bool(row.parenting),
        impulsivity=row.impulsivity if assessed else None,
        temper=row.temper if assessed else None,
        enforcement=any(
            tier_facts.enforcement_counts(outcome, ended_on=_day(ended_on), on=on)
            for outcome, ended_on in row.enforcements or ()
        ),
        needs=_needs(row) if assessed else {},
        mandate=tier_facts.has_mandate(
            sentence_types=[sentence[0] for sentence in row.sentences or ()],
            requirements=[
                CurrentRequirement(code, restrictive)
                for sentence in row.sentences or ()
                for code, restrictive in sentence[1] or ()
            ],
        ),
        assessed=assessed,
        iom=registers.iom,
        unsupervised=registers.unsupervised,
    )


def _needs(row: _Row) -> dict[Need, NeedSeverity]:
    """A section without an answer is left out."""
    severities = {
        need: need_severity(need, score, strengths_and_needs=bool(row.strengths_and_needs))
        for need, score in ((Need(code), score) for code, score in row.sections or ())
    }
    return {need: severity for need, severity in severities.items() if severity is not None}


def _targeting_inputs(row: _Row, registers: RegisterFacts, on: date) -> TargetingInputs | None:
    """RoSH is judged as if released: the highest community level of a current summary, else the register."""
    stays = [indeterminate for _type, _parts, held, indeterminate in row.sentences or () if held]
    if not stays:
        return None
    current = row.summary_at is not None and is_current(
        day_of(row.summary_at), on=on, within_weeks=_weeks(RiskPolicy.ROSH_CURRENT_WEEKS, row.rosh_weeks)
    )
    levels = row.community_levels if current else None
    return TargetingInputs(
        ogrs3_2yr=row.ogrs3,
        rosh=highest_of(RoshLevel(level) for level in levels or ()) or registers.rosh,
        indeterminate=any(stays),
        at_key_stage=bool(row.at_key_stage),
        further_group=FurtherGroup(row.further_group) if row.further_group else None,
    )


def _standing(result: str | None, inputs: str | None, at: datetime | None) -> Standing | None:
    if result is None or inputs is None or at is None:
        return None
    return Standing(result, json.loads(inputs), at)


def _weeks(switch: RiskPolicy, stored: str | None) -> Any:
    return policy.settled(switch.value, None if stored is None else json.loads(stored))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
