"""Who is in custody, and the decisions and judgements of custody targeting."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cases.people.queries.custody import present_custody
from risk.models import TargetingDecision, TargetingJudgement


def in_custody(person_ids: Iterable[int]) -> dict[int, bool]:
    """Key of each person in custody now -> whether a sentence they serve is indeterminate. 1 query."""
    stays: dict[int, bool] = {}
    rows = (
        present_custody()
        .filter(disposal__event__person_id__in=person_ids)
        .order_by("disposal__event__person_id", "pk")
    )
    for person_id, indeterminate in rows.values_list("disposal__event__person_id", "disposal__indeterminate"):
        stays[person_id] = stays.get(person_id, False) or indeterminate
    return stays


def current_decisions(person_ids: Iterable[int]) -> dict[int, TargetingDecision]:
    """Key of a person -> the current decision; people without one are left out. 1 query."""
    rows = TargetingDecision.objects.filter(person_id__in=person_ids, superseded_at=None)
    return {row.person_id: row for row in rows.order_by("person_id")}


def decisions_of(person_id: int) -> QuerySet[TargetingDecision]:
    """All targeting decisions of a person, newest first."""
    return TargetingDecision.objects.filter(person_id=person_id).order_by("-decided_at", "-pk")


def judgement_of(person_id: int) -> TargetingJudgement | None:
    return TargetingJudgement.objects.select_related("updated_by").filter(person_id=person_id).first()
