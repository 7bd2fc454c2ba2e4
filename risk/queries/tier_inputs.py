"""Reads what the tier rests on, for one person or thousands, in the same number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from cases.models import Disposal, Nsi, Person, Registration, Requirement
from core.clock import day_of
from risk.codes import (
    ENFORCEMENT_OUTCOMES,
    AssessmentStatus,
    Gender,
    Layer,
    Need,
    NeedSeverity,
    Predictor,
)
from risk.models import Assessment, Score, SectionScore
from risk.queries.policies import tier_assessment_weeks
from risk.rules import tier_facts
from risk.rules.tier_facts import ActiveRegistration, CurrentRequirement, RegisterFacts
from risk.rules.tier_points import COMPLEXITY_CODES, need_severity
from risk.rules.tiers import TierInputs, assessment_counts

COUNTS_FOR_TIER = (AssessmentStatus.COMPLETE.value, AssessmentStatus.LOCKED_INCOMPLETE.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessmentFacts:
    parenting: bool
    impulsivity: int | None
    temper: int | None
    needs: dict[Need, NeedSeverity]


NOT_ASSESSED = AssessmentFacts(parenting=False, impulsivity=None, temper=None, needs={})


def read_tier_inputs(person_ids: Sequence[int], *, on: date) -> dict[int, TierInputs]:
    """The inputs of each person. Costs 10 queries however many people there are."""
    ids = list(person_ids)
    genders = _genders(ids)
    registers = _registers(ids)
    mandates = _mandates(ids, on)
    women = [person_id for person_id in ids if genders.get(person_id) is Gender.FEMALE]
    enforced = _enforced(women, on)
    assessed = _assessments(ids, on)
    rsr, ogrs3 = _rsr(ids), latest_ogrs3(ids)
    nothing = tier_facts.read_registrations(())
    inputs = {}
    for person_id in ids:
        facts = registers.get(person_id, nothing)
        assessment = assessed.get(person_id, NOT_ASSESSED)
        inputs[person_id] = TierInputs(
            gender=genders.get(person_id),
            rsr=rsr.get(person_id),
            ogrs3_2yr=ogrs3.get(person_id),
            rosh=facts.rosh,
            mappa_level=facts.mappa_level,
            registers=facts.registers & COMPLEXITY_CODES,
            parenting=assessment.parenting,
            impulsivity=assessment.impulsivity,
            temper=assessment.temper,
            enforcement=person_id in enforced,
            needs=assessment.needs,
            mandate=person_id in mandates,
            assessed=person_id in assessed,
            iom=facts.iom,
            unsupervised=facts.unsupervised,
        )
    return inputs


def latest_ogrs3(person_ids: Iterable[int]) -> dict[int, int]:
    """The whole two-year percent of the newest OGRS3 of each person who has one. 1 query."""
    rows = (
        Score.objects.filter(person_id__in=person_ids, predictor=Predictor.OGRS3.value)
        .order_by("person_id", "-scored_at", "-pk")
        .distinct("person_id")
    )
    return dict(rows.values_list("person_id", "pct2"))


def register_facts(person_ids: Iterable[int]) -> dict[int, RegisterFacts]:
    """What the open registrations of each person say. 1 query."""
    return _registers(list(person_ids))


def _genders(ids: list[int]) -> dict[int, Gender]:
    known = {gender.value: gender for gender in Gender}
    sexes = Person.objects.filter(pk__in=ids).values_list("pk", "sex__code")
    return {pk: known[code] for pk, code in sexes if code in known}


def _registers(ids: list[int]) -> dict[int, RegisterFacts]:
    entries = defaultdict(list)
    rows = Registration.objects.filter(person_id__in=ids, deregistered_on=None, removed_at=None)
    for person_id, pk, code, since, level in rows.values_list(
        "person_id", "pk", "type__code", "registered_on", "level__code"
    ):
        entries[person_id].append(
            ActiveRegistration(code=code, registered_on=since, key=pk, level=level or "")
        )
    return {person_id: tier_facts.read_registrations(found) for person_id, found in entries.items()}


def _mandates(ids: list[int], on: date) -> set[int]:
    in_force = Q(terminated_on=None) | Q(terminated_on__gt=on)
    sentences = defaultdict(list)
    rows = Disposal.objects.filter(
        in_force, event__person_id__in=ids, removed_at=None, event__removed_at=None
    )
    for person_id, code in rows.values_list("event__person_id", "type__sentence_type"):
        sentences[person_id].append(code)
    current = Q(ended_on=None) | Q(ended_on__gt=on)
    requirements = defaultdict(list)
    ordered = Requirement.objects.filter(
        current,
        disposal__event__person_id__in=sentences.keys(),
        disposal__removed_at=None,
        disposal__event__removed_at=None,
        removed_at=None,
    ).filter(Q(disposal__terminated_on=None) | Q(disposal__terminated_on__gt=on))
    for person_id, code, restrictive in ordered.values_list(
        "disposal__event__person_id", "type__code", "type__is_restrictive"
    ):
        requirements[person_id].append(CurrentRequirement(code, restrictive))
    return {
        person_id
        for person_id, codes in sentences.items()
        if tier_facts.has_mandate(sentence_types=codes, requirements=requirements[person_id])
    }


def _enforced(women: list[int], on: date) -> set[int]:
    """Women with a breach or recall on a sentence in force, or ended under a year ago."""
    rows = Nsi.objects.filter(
        person_id__in=women,
        removed_at=None,
        event__removed_at=None,
        event__isnull=False,
        outcome__code__in=ENFORCEMENT_OUTCOMES,
    ).filter(Q(event__disposals__removed_at=None))
    return {
        person_id
        for person_id, outcome, terminated_on, event_ended_on in rows.values_list(
            "person_id", "outcome__code", "event__disposals__terminated_on", "event__ended_on"
        )
        if tier_facts.enforcement_counts(outcome, ended_on=terminated_on or event_ended_on, on=on)
    }


def _assessments(ids: list[int], on: date) -> dict[int, AssessmentFacts]:
    """The newest full assessment of each person that counts. 3 queries."""
    weeks = tier_assessment_weeks()
    newest = (
        Assessment.objects.filter(
            person_id__in=ids,
            layer=Layer.LAYER3.value,
            status__in=COUNTS_FOR_TIER,
            completed_at__isnull=False,
            removed_at=None,
        )
        .order_by("person_id", "-completed_at", "-started_at", "-pk")
        .distinct("person_id")
        .values_list(
            "person_id", "pk", "completed_at", "strengths_and_needs", "parenting", "impulsivity", "temper"
        )
    )
    counted = [
        row
        for row in newest
        if row[2] is not None and assessment_counts(day_of(row[2]), on=on, within_weeks=weeks)
    ]
    needs = _needs({row[1]: row[3] for row in counted})
    return {
        person_id: AssessmentFacts(
            parenting=bool(parenting),
            impulsivity=impulsivity,
            temper=temper,
            needs=needs[pk],
        )
        for person_id, pk, _at, _san, parenting, impulsivity, temper in counted
    }


def _needs(forms: dict[int, bool]) -> dict[int, dict[Need, NeedSeverity]]:
    """Severities by assessment; a section without an answer is left out."""
    found: dict[int, dict[Need, NeedSeverity]] = {pk: {} for pk in forms}
    rows = SectionScore.objects.filter(assessment_id__in=forms.keys()).order_by("pk")
    for pk, code, score in rows.values_list("assessment_id", "need", "score"):
        need = Need(code)
        severity = need_severity(need, score, strengths_and_needs=forms[pk])
        if severity is not None:
            found[pk][need] = severity
    return found


def _rsr(ids: list[int]) -> dict[int, Decimal]:
    """The newest RSR that a completed assessment, a stand-alone one included, recorded."""
    rows = (
        Assessment.objects.filter(
            person_id__in=ids,
            status=AssessmentStatus.COMPLETE.value,
            rsr_percent__isnull=False,
            removed_at=None,
        )
        .order_by("person_id", "-completed_at", "-started_at", "-pk")
        .distinct("person_id")
    )
    percents = rows.values_list("person_id", "rsr_percent")
    return {person_id: percent for person_id, percent in percents if percent is not None}
