"""What the latest assessment says about risk, as a referral shares it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.clock import day_of
from referrals.codes import RiskAnswer, RiskSection
from referrals.rules.risk_screens import Source
from risk.codes import AssessmentStatus, ConcernKind
from risk.models import Assessment

#: An assessment completed longer ago than this is not pulled through.
CURRENT_FOR_WEEKS = 55
CONCERN_OF = {
    ConcernKind.SELF_HARM: RiskSection.SELF_HARM,
    ConcernKind.SUICIDE: RiskSection.SUICIDE,
    ConcernKind.HOSTEL: RiskSection.HOSTEL,
    ConcernKind.VULNERABILITY: RiskSection.VULNERABILITY,
}


@dataclass(frozen=True, kw_only=True)
class Pulled:
    """The source texts with the assessment they came from; all empty without one."""

    sources: dict[RiskSection, Source]
    assessment_uuid: str | None = None
    assessed_on: date | None = None


def latest(person_id: int, *, at: datetime) -> Pulled:
    """The summary of the newest complete assessment within 55 weeks. 2 queries."""
    oldest = at - timedelta(weeks=CURRENT_FOR_WEEKS)
    assessment = (
        Assessment.objects.filter(
            person_id=person_id,
            removed_at=None,
            status=AssessmentStatus.COMPLETE,
            completed_at__gte=oldest,
            completed_at__lte=at,
        )
        .prefetch_related("concerns")
        .order_by("-completed_at", "-pk")
        .first()
    )
    if assessment is None or assessment.completed_at is None:
        return Pulled(sources={})
    sources = {
        RiskSection.WHO_IS_AT_RISK: Source(text=assessment.who_is_at_risk),
        RiskSection.NATURE_OF_RISK: Source(text=assessment.nature_of_risk),
        RiskSection.GREATEST_RISK: Source(text=assessment.greatest_risk),
    }
    for concern in assessment.concerns.all():
        answer = RiskAnswer(concern.answer) if concern.answer else None
        sources[CONCERN_OF[ConcernKind(concern.kind)]] = Source(text=concern.text, answer=answer)
    return Pulled(
        sources=sources,
        assessment_uuid=str(assessment.uuid),
        assessed_on=day_of(assessment.completed_at),
    )
