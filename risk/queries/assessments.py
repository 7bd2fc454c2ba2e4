"""Assessments of a person, and what the screens show of them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from cases.people.queries.policies import rosh_current_weeks
from cases.people.queries.records import real
from core.clock import day_of
from core.models.bases import may_be_chosen
from risk.codes import Answer, AssessmentStatus, ConcernKind, Layer, Need, RoshGroup, RoshLevel, RoshStanding
from risk.models import Assessment, AssessmentPurpose, SectionScore
from risk.rules.assessments import SUMMARY, AssessmentAnswers, ConcernAnswer
from risk.rules.rosh import RoshRow, community_maximum, overall_level, rows_for_widget, standing
from risk.rules.tier_points import need_severity

if TYPE_CHECKING:
    pass

WITH_ROSH = (Layer.LAYER1.value, Layer.LAYER3.value)


def assessments_of(person_id: int) -> QuerySet[Assessment]:
    """The assessments of a person, newest first; removed ones are left out."""
    return (
        Assessment.objects.filter(person_id=person_id, removed_at=None)
        .select_related("purpose", "assessor", "updated_by")
        .order_by("-started_at", "-pk")
    )


def open_assessment_of(person_id: int) -> Assessment | None:
    return assessments_of(person_id).filter(status=AssessmentStatus.OPEN.value).first()


def purposes() -> QuerySet[AssessmentPurpose]:
    """The purposes that may be chosen for a new assessment, by name."""
    return AssessmentPurpose.objects.filter(may_be_chosen()).order_by("words__alphabetical", "pk")


def open_assessments_by(user_id: int) -> QuerySet[Assessment]:
    """Assessments the user has started and not completed, oldest first.

    Those of removed, merged and practice records are left out.
    """
    return (
        Assessment.objects.filter(
            assessor=user_id, status=AssessmentStatus.OPEN.value, removed_at=None, person__in=real()
        )
        .select_related("person", "purpose")
        .order_by("started_at", "pk")
    )


def answers_of(assessment: Assessment) -> AssessmentAnswers:
    """The answers that an assessment has so far. 3 queries."""
    levels = {row.group: row for row in assessment.rosh_rows.all()}
    concerns = {row.kind: row for row in assessment.concerns.all()}
    scores = SectionScore.objects.filter(assessment=assessment).values_list("need", "score")
    return AssessmentAnswers(
        grid=tuple(
            RoshRow(
                group=group,
                community=_level(levels[group.value].community) if group.value in levels else None,
                custody=_level(levels[group.value].custody) if group.value in levels else None,
            )
            for group in RoshGroup
        ),
        summary={name: getattr(assessment, name) for name in SUMMARY},
        concerns={
            kind: ConcernAnswer(
                answer=Answer(concerns[kind.value].answer) if concerns[kind.value].answer else None,
                text=concerns[kind.value].text,
            )
            for kind in ConcernKind
            if kind.value in concerns
        },
        section_scores={Need(need): score for need, score in scores},
        rsr_percent=assessment.rsr_percent,
        parenting=assessment.parenting,
        impulsivity=assessment.impulsivity,
        temper=assessment.temper,
    )


def _level(code: str) -> RoshLevel | None:
    return RoshLevel(code) if code else None


@dataclass(frozen=True, kw_only=True)
class RoshSummary:
    """What the RoSH widget shows. `assessment` is None when no summary was ever completed.

    overall       the highest level in the community or in custody
    community     the highest level in the community
    rows          in the order the widget shows them
    has_custody   a level in custody was given
    answers       None when only the levels were read
    """

    assessment: Assessment | None
    completed_on: date | None = None
    standing: RoshStanding | None = None
    overall: RoshLevel | None = None
    community: RoshLevel | None = None
    rows: tuple[RoshRow, ...] = ()
    has_custody: bool = False
    answers: AssessmentAnswers | None = None


def rosh_summary_of(person_id: int, *, on: date) -> RoshSummary:
    """The latest completed summary, however old. At most 5 queries.

    Its `standing` says how far it can be relied on.
    """
    latest = (
        assessments_of(person_id)
        .filter(layer__in=WITH_ROSH, status=AssessmentStatus.COMPLETE.value)
        .order_by("-completed_at", "-started_at", "-pk")
        .first()
    )
    if latest is None:
        return RoshSummary(assessment=None)
    answers = answers_of(latest)
    return summary_from(latest, answers.grid, on=on, weeks=rosh_current_weeks(), answers=answers)


def summary_from(
    assessment: Assessment,
    grid: tuple[RoshRow, ...],
    *,
    on: date,
    weeks: int,
    answers: AssessmentAnswers | None = None,
) -> RoshSummary:
    """What the widget shows of an assessment with these levels. No query.

    weeks   how long a summary counts as current
    """
    has_custody = any(row.custody for row in grid)
    completed_on = day_of(assessment.completed_at) if assessment.completed_at else None
    return RoshSummary(
        assessment=assessment,
        completed_on=completed_on,
        standing=standing(completed_on, on=on, within_weeks=weeks),
        overall=overall_level(grid),
        community=community_maximum(grid),
        rows=tuple(rows_for_widget(grid, with_custody=has_custody)),
        has_custody=has_custody,
        answers=answers,
    )


def community_rows(summary: RoshSummary) -> list[RoshRow]:
    """The levels in the community alone, as the widget orders them. No query."""
    return rows_for_widget(summary.rows, with_custody=False)


def severity_words(assessment: Assessment, need: Need, answers: AssessmentAnswers) -> str:
    """Words for how severe the tier counts a need; "" when it has no answer or the tier does not score it."""
    severity = need_severity(
        need, answers.section_scores.get(need), strengths_and_needs=assessment.strengths_and_needs
    )
    return severity.words if severity else ""
