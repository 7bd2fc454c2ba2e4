"""What the latest assessment says about risk, as a referral shares it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.clock import day_of
from referrals.codes import RiskAnswer, RiskSection
from referrals.rules.risk_screens import Source
from risk.codes import ConcernKind, RoshStanding
from risk.queries.assessments import RoshSummary, community_rows, rosh_summary_of

TEXT_OF = {
    "who_is_at_risk": RiskSection.WHO_IS_AT_RISK,
    "nature_of_risk": RiskSection.NATURE_OF_RISK,
    "greatest_risk": RiskSection.GREATEST_RISK,
}
CONCERN_OF = {
    ConcernKind.SELF_HARM: RiskSection.SELF_HARM,
    ConcernKind.SUICIDE: RiskSection.SUICIDE,
    ConcernKind.HOSTEL: RiskSection.HOSTEL,
    ConcernKind.VULNERABILITY: RiskSection.VULNERABILITY,
}
AGES = {RoshStanding.REVIEW_DUE: "review-due", RoshStanding.OUT_OF_DATE: "out-of-date"}


@dataclass(frozen=True, kw_only=True)
class Pulled:
    """The source texts with the assessment they came from; all empty without one."""

    sources: Mapping[RiskSection, Source]
    assessment_uuid: str | None = None
    assessed_on: date | None = None


def latest(person_id: int, *, at: datetime) -> Pulled:
    """The texts of the newest complete summary; none if it is out of date. At most 6 queries."""
    return pulled_from(rosh_summary_of(person_id, on=day_of(at)))


def pulled_from(summary: RoshSummary) -> Pulled:
    answers, assessment = summary.answers, summary.assessment
    if answers is None or assessment is None or summary.standing == RoshStanding.OUT_OF_DATE:
        return Pulled(sources={})
    sources = {section: Source(text=answers.summary.get(name, "")) for name, section in TEXT_OF.items()}
    for kind, concern in answers.concerns.items():
        answer = RiskAnswer(concern.answer.value) if concern.answer else None
        sources[CONCERN_OF[kind]] = Source(text=concern.text, answer=answer)
    return Pulled(sources=sources, assessment_uuid=str(assessment.uuid), assessed_on=summary.completed_on)


def community_widget(person_id: int, *, on: date, not_shared: bool) -> dict[str, Any]:
    """Context of the RoSH widget on referral pages: risk in the community only. At most 6 queries."""
    summary = rosh_summary_of(person_id, on=on)
    if summary.answers is None:
        return {"state": "none", "is_shared": True, "not_shared": not_shared}
    return {
        "state": "known",
        "overall": summary.community.value if summary.community else "",
        "on": summary.completed_on,
        "age": AGES.get(summary.standing, "") if summary.standing else "",
        "rows": [
            {"group": row.group.words, "community": row.community.value if row.community else ""}
            for row in community_rows(summary)
        ],
        "has_custody": False,
        "is_shared": True,
        "not_shared": not_shared,
    }
