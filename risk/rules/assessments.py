"""The answers of an assessment, its states, and which answers it needs before it can be completed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from core.errors import RuleBroken
from core.reasons import Reason
from risk.codes import Answer, AssessmentStatus, ConcernKind, Layer, Need, RoshGroup, RoshLevel
from risk.rules.reference_tables import rows
from risk.rules.rosh import RoshRow, overall_level

#: months after which a completed assessment is due for review
REVIEW_AFTER_MONTHS = 12
RSR_HIGHEST = Decimal("99.99")

#: (state now, act) -> state after
MOVES = {
    (AssessmentStatus.OPEN, "save"): AssessmentStatus.OPEN,
    (AssessmentStatus.OPEN, "complete"): AssessmentStatus.COMPLETE,
    (AssessmentStatus.OPEN, "lock-incomplete"): AssessmentStatus.LOCKED_INCOMPLETE,
}

#: section of the question bank -> need
NEED_SECTIONS = {
    "3": Need.ACCOMMODATION,
    "4": Need.EDUCATION_TRAINING_EMPLOYABILITY,
    "6": Need.RELATIONSHIPS,
    "7": Need.LIFESTYLE_AND_ASSOCIATES,
    "8": Need.DRUG_MISUSE,
    "9": Need.ALCOHOL_MISUSE,
    "11": Need.THINKING_AND_BEHAVIOUR,
    "12": Need.ATTITUDES,
}

#: field of a summary question -> its words
SUMMARY = {
    "who_is_at_risk": Reason("Who is at risk"),
    "nature_of_risk": Reason("What is the nature of the risk"),
    "greatest_risk": Reason("When is the risk likely to be greatest"),
    "increases_risk": Reason("What circumstances are likely to increase risk"),
    "reduces_risk": Reason("What factors are likely to reduce the risk"),
}
#: summary questions that must be answered when the overall RoSH level is above low
SUMMARY_NEEDED = ("who_is_at_risk", "nature_of_risk", "greatest_risk")
COMMUNITY_GROUPS = tuple(group for group in RoshGroup if group is not RoshGroup.PRISONERS)


@dataclass(frozen=True, kw_only=True)
class ConcernAnswer:
    answer: Answer | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class AssessmentAnswers:
    """The answers of an assessment. A section score of None means that the section's answers were missing."""

    grid: tuple[RoshRow, ...] = ()
    summary: Mapping[str, str] = field(default_factory=dict)
    concerns: Mapping[ConcernKind, ConcernAnswer] = field(default_factory=dict)
    section_scores: Mapping[Need, int | None] = field(default_factory=dict)
    rsr_percent: Decimal | None = None
    parenting: bool | None = None
    impulsivity: int | None = None
    temper: int | None = None


@lru_cache(maxsize=1)
def highest_section_scores() -> Mapping[Need, int]:
    """The highest score that each scored section can reach."""
    highest = {
        NEED_SECTIONS[row["section"]]: int(row["max_score"])
        for row in rows("oasys/sections.csv")
        if row["section"] in NEED_SECTIONS
    }
    return MappingProxyType(highest)


def state_after(status: AssessmentStatus, act: str) -> AssessmentStatus:
    """The status that follows when the act is done.

    act      "save", "complete" or "lock-incomplete"
    raises   RuleBroken when the assessment is no longer open
    """
    try:
        return MOVES[status, act]
    except KeyError:
        raise RuleBroken(
            "ASSESSMENT_CLOSED", "This assessment is closed: it can be read but not changed"
        ) from None


def broken_values(answers: AssessmentAnswers) -> list[RuleBroken]:
    """A broken rule for each value that cannot be stored, even while the assessment is in progress."""
    broken = []
    for need, score in answers.section_scores.items():
        highest = highest_section_scores().get(need)
        if score is not None and (highest is None or not 0 <= score <= highest):
            reason = Reason(
                "{need} score must be between 0 and {highest}", need=need.words, highest=highest or 0
            )
            broken.append(RuleBroken("SECTION_SCORE", reason, f"score_{need.value}"))
    if answers.rsr_percent is not None and not 0 <= answers.rsr_percent <= RSR_HIGHEST:
        broken.append(RuleBroken("RSR_PERCENT", "RSR must be between 0.00 and 99.99", "rsr_percent"))
    return broken


def missing_answers(layer: Layer, answers: AssessmentAnswers) -> list[RuleBroken]:
    """A broken rule for each answer that is still needed to complete an assessment of this layer."""
    if layer is Layer.STANDALONE:
        return list(_missing_scores(answers))
    return [*_missing_levels(answers.grid), *_missing_summary(answers), *_missing_concerns(answers)]


def _missing_scores(answers: AssessmentAnswers) -> Iterator[RuleBroken]:
    if answers.rsr_percent is None:
        yield RuleBroken("RSR_MISSING", "Enter the RSR score", "rsr_percent")


def _missing_levels(grid: Iterable[RoshRow]) -> Iterator[RuleBroken]:
    levels = {row.group: row.community for row in grid}
    for group in COMMUNITY_GROUPS:
        if levels.get(group) is None:
            reason = Reason("Select the risk to {group} in the community", group=group.words.lower())
            yield RuleBroken("LEVEL_MISSING", reason, f"community_{group.value}")


def _missing_summary(answers: AssessmentAnswers) -> Iterator[RuleBroken]:
    overall = overall_level(answers.grid)
    if overall is None or overall is RoshLevel.LOW:
        return
    for name in SUMMARY_NEEDED:
        if not answers.summary.get(name, "").strip():
            reason = Reason("Answer: {question}", question=SUMMARY[name].words)
            yield RuleBroken("SUMMARY_MISSING", reason, name)


def _missing_concerns(answers: AssessmentAnswers) -> Iterator[RuleBroken]:
    for kind in ConcernKind:
        concern = answers.concerns.get(kind, ConcernAnswer())
        if concern.answer is None:
            reason = Reason("Select whether there are concerns about {what}", what=kind.words.lower())
            yield RuleBroken("CONCERN_MISSING", reason, f"concern_{kind.value}")
        elif concern.answer is Answer.YES and not concern.text.strip():
            reason = Reason("Describe the concerns about {what}", what=kind.words.lower())
            yield RuleBroken("CONCERN_TEXT_MISSING", reason, f"concern_text_{kind.value}")
