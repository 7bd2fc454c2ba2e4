"""The notices that risk publishes to other apps, named in the past tense."""

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
    """The tier code of a person differs from the one before."""

    person_id: int
    crn: str
    calculation_id: int


@dataclass(frozen=True, kw_only=True)
class TargetingDecided(Notice):
    """A new decision about custody targeting was made, or the current one ended because custody did."""

    person_id: int
    crn: str


@dataclass(frozen=True, kw_only=True)
class TiersRecalculated(Notice):
    """The nightly calculation went through one chunk of people and stored something.

    first_id, last_id   first and last key of the people in the chunk
    changed             how many of them got another tier
    """

    first_id: int
    last_id: int
    changed: int
