"""The needs that the latest full assessment found, by level, beside those of the one before it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from risk.codes import AssessmentStatus, Layer, Need, NeedSeverity
from risk.models import Assessment, SectionScore
from risk.queries.assessments import assessments_of
from risk.rules.assessments import highest_section_scores
from risk.rules.tier_points import need_severity


@dataclass(frozen=True, kw_only=True)
class NeedFound:
    """One need.

    severity       None where the section has no answer
    score, before  of this assessment and of the one before it; None where there is none
    """

    need: Need
    severity: NeedSeverity | None
    score: int | None
    highest: int
    before: int | None

    @property
    def level(self) -> str:
        return self.severity.words if self.severity else "Not answered"

    @property
    def is_higher(self) -> bool:
        return self.score is not None and self.before is not None and self.score > self.before

    @property
    def is_lower(self) -> bool:
        return self.score is not None and self.before is not None and self.score < self.before


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What the latest full assessment found; the gravest needs first."""

    assessment: Assessment
    before: Assessment | None
    found: tuple[NeedFound, ...]

    def by_level(self) -> Iterator[tuple[str, list[NeedFound]]]:
        """The words of each level that some need has, with those needs."""
        for level, rows in groupby(self.found, key=lambda one: one.level):
            yield level, list(rows)


def needs_of(person_id: int) -> Needs | None:
    """The needs of the latest full assessment; None without one. 2 queries."""
    rows = assessments_of(person_id).filter(layer=Layer.LAYER3.value, status=AssessmentStatus.COMPLETE.value)
    latest = list(rows.order_by("-completed_at", "-started_at", "-pk")[:2])
    if not latest:
        return None
    scores: dict[int, dict[str, int | None]] = {row.pk: {} for row in latest}
    for key, need, score in SectionScore.objects.filter(assessment__in=latest).values_list(
        "assessment_id", "need", "score"
    ):
        scores[key][need] = score
    now, before = latest[0], latest[1] if len(latest) > 1 else None
    earlier: Mapping[str, int | None] = scores[before.pk] if before else {}
    found = [
        NeedFound(
            need=need,
            severity=need_severity(
                need, scores[now.pk].get(need.value), strengths_and_needs=now.strengths_and_needs
            ),
            score=scores[now.pk].get(need.value),
            highest=highest,
            before=earlier.get(need.value),
        )
        for need, highest in highest_section_scores().items()
    ]
    found.sort(key=lambda one: -1 if one.severity is None else one.severity.rank, reverse=True)
    return Needs(assessment=now, before=before, found=tuple(found))
