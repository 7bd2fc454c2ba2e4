"""What custody targeting reads, and the decisions it gave."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import QuerySet

from cases.models import Custody
from core.clock import day_of
from risk.codes import AssessmentStatus, FurtherGroup, Layer, RoshGroup, RoshLevel
from risk.models import Assessment, RoshGridRow, TargetingDecision, TargetingJudgement
from risk.queries.policies import rosh_current_weeks
from risk.queries.tier_inputs import latest_ogrs3, register_facts
from risk.rules.rosh import highest_of
from risk.rules.targeting import TargetingInputs


def read_targeting_inputs(person_ids: Sequence[int], *, on: date) -> dict[int, TargetingInputs]:
    """Inputs of those of the people who are in custody; the others are absent. Costs 7 queries.

    RoSH is judged as if released: the highest community level of a current summary, else the register.
    """
    stays = in_custody(person_ids)
    ids = list(stays)
    ogrs3, registers = latest_ogrs3(ids), register_facts(ids)
    summaries = _community_levels(ids, on)
    judgements = {row.person_id: row for row in TargetingJudgement.objects.filter(person_id__in=ids)}
    inputs = {}
    for person_id, indeterminate in stays.items():
        judged, facts = judgements.get(person_id), registers.get(person_id)
        inputs[person_id] = TargetingInputs(
            ogrs3_2yr=ogrs3.get(person_id),
            rosh=summaries.get(person_id) or (facts.rosh if facts else None),
            indeterminate=indeterminate,
            at_key_stage=bool(judged and judged.at_key_stage),
            further_group=FurtherGroup(judged.further_group) if judged and judged.further_group else None,
        )
    return inputs


def in_custody(person_ids: Iterable[int]) -> dict[int, bool]:
    """Person -> whether a sentence they serve is indeterminate, for those in custody now. 1 query."""
    stays: dict[int, bool] = {}
    rows = Custody.objects.filter(
        disposal__event__person_id__in=person_ids,
        disposal__event__removed_at=None,
        disposal__terminated_on=None,
        disposal__removed_at=None,
        removed_at=None,
        status__in_custody=True,
    ).order_by("disposal__event__person_id", "pk")
    for person_id, indeterminate in rows.values_list("disposal__event__person_id", "disposal__indeterminate"):
        stays[person_id] = stays.get(person_id, False) or indeterminate
    return stays


def _community_levels(ids: list[int], on: date) -> dict[int, RoshLevel]:
    """The highest community level of each person's current summary. 3 queries."""
    since = on - timedelta(weeks=rosh_current_weeks())
    newest = (
        Assessment.objects.filter(
            person_id__in=ids,
            layer__in=[Layer.LAYER1.value, Layer.LAYER3.value],
            status=AssessmentStatus.COMPLETE.value,
            removed_at=None,
        )
        .order_by("person_id", "-completed_at", "-started_at", "-pk")
        .distinct("person_id")
        .values_list("person_id", "pk", "completed_at")
    )
    current = {pk: person_id for person_id, pk, at in newest if at and day_of(at) >= since}
    levels: dict[int, list[RoshLevel]] = {}
    rows = RoshGridRow.objects.filter(assessment_id__in=current).exclude(group=RoshGroup.PRISONERS.value)
    for pk, level in rows.exclude(community="").order_by("pk").values_list("assessment_id", "community"):
        levels.setdefault(current[pk], []).append(RoshLevel(level))
    return {person_id: highest for person_id, found in levels.items() if (highest := highest_of(found))}


def current_decisions(person_ids: Iterable[int]) -> dict[int, TargetingDecision]:
    """1 query."""
    rows = TargetingDecision.objects.filter(person_id__in=person_ids, superseded_at=None)
    return {row.person_id: row for row in rows.order_by("person_id")}


def decisions_of(person_id: int) -> QuerySet[TargetingDecision]:
    """All of a person, newest first."""
    return TargetingDecision.objects.filter(person_id=person_id).order_by("-decided_at", "-pk")


def judgement_of(person_id: int) -> TargetingJudgement | None:
    return TargetingJudgement.objects.select_related("updated_by").filter(person_id=person_id).first()
