"""What risk tells other apps, in the past tense."""

from dataclasses import dataclass

from core.notices import Notice


@dataclass(frozen=True, kw_only=True)
class AssessmentCompleted(Notice):
    person_id: int
    crn: str
    assessment_id: int


@dataclass(frozen=True, kw_only=True)
class ScoreProduced(Notice):
    person_id: int
    crn: str
    predictor: str
    score_id: int


@dataclass(frozen=True, kw_only=True)
class TierChanged(Notice):
    """The tier code is another than before."""

    person_id: int
    crn: str
    calculation_id: int


@dataclass(frozen=True, kw_only=True)
class TargetingDecided(Notice):
    """Custody targeting came out different, or ended with the stay in custody."""

    person_id: int
    crn: str


@dataclass(frozen=True, kw_only=True)
class TiersRecalculated(Notice):
    """The nightly calculation dealt with the people of these keys; `changed` of them got another tier."""

    first_id: int
    last_id: int
    changed: int
