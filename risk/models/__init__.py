"""Risk's tables."""

from risk.models.assessments import Assessment, AssessmentPurpose, Concern, RoshGridRow, SectionScore
from risk.models.nights import NightChunk
from risk.models.predictors import Score
from risk.models.targeting import TargetingDecision, TargetingJudgement
from risk.models.tiers import TierCalculation

__all__ = [
    "Assessment",
    "AssessmentPurpose",
    "Concern",
    "NightChunk",
    "RoshGridRow",
    "Score",
    "SectionScore",
    "TargetingDecision",
    "TargetingJudgement",
    "TierCalculation",
]
