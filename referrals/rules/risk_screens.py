"""The risk screen of a referral: eight texts pulled from the assessment, reviewed, then shared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.errors import RuleBroken
from core.reasons import Reason
from referrals.codes import RiskAnswer, RiskSection
from referrals.rules.texts import bare, counted_length, passes_it_back

LONGEST = 4_000

NOT_PROVIDED = "No information provided"
DONT_KNOW = "Don't know"
NONE = "None"
NO_IDENTIFIED_RISK = "No identified risk"

SITUATION = (RiskSection.WHO_IS_AT_RISK, RiskSection.NATURE_OF_RISK, RiskSection.GREATEST_RISK)
CONCERNS = (RiskSection.SELF_HARM, RiskSection.SUICIDE, RiskSection.HOSTEL, RiskSection.VULNERABILITY)

#: The text of a section if the assessment says nothing.
DEFAULTS: dict[RiskSection, str] = {
    RiskSection.WHO_IS_AT_RISK: NOT_PROVIDED,
    RiskSection.NATURE_OF_RISK: NOT_PROVIDED,
    RiskSection.GREATEST_RISK: NOT_PROVIDED,
    RiskSection.SELF_HARM: DONT_KNOW,
    RiskSection.SUICIDE: DONT_KNOW,
    RiskSection.HOSTEL: DONT_KNOW,
    RiskSection.VULNERABILITY: DONT_KNOW,
    RiskSection.ADDITIONAL: NONE,
}

#: Texts that count as no answer, in the form of `bare`. "No" is not among them: it answers the question.
BARE_LABELS = frozenset(
    {"", bare(NOT_PROVIDED), bare(DONT_KNOW), "donotknow", "dk", "notknown", "none", "na", "yes"}
)


@dataclass(frozen=True, kw_only=True)
class Source:
    """What the risk module holds for one section.

    answer   to the question of a concern; None in the first three sections and the last
    """

    text: str = ""
    answer: RiskAnswer | None = None


@dataclass(frozen=True, kw_only=True)
class RiskScreen:
    """The referral's copy of the texts, which will be shared.

    edited            the answer to "do you want to edit this", None while unanswered
    confirmed_at      when the referrer ticked that they understand it will be shared
    assessment_uuid   of the assessment the texts came from, None without one
    keep_older        the referrer keeps these texts although a newer assessment was completed
    """

    texts: Mapping[RiskSection, str]
    edited: bool | None = None
    confirmed_at: datetime | None = None
    assessment_uuid: str | None = None
    assessed_on: date | None = None
    keep_older: bool = False


def shown(section: RiskSection, source: Source) -> str:
    """The text pulled into a section: the assessor's words, else "Yes" or "No", else the default."""
    if source.text.strip():
        return source.text.strip()
    if section in CONCERNS and source.answer in (RiskAnswer.YES, RiskAnswer.NO):
        return RiskAnswer(source.answer).words
    return DEFAULTS[section]


def pulled(
    sources: Mapping[RiskSection, Source],
    *,
    assessment_uuid: str | None = None,
    assessed_on: date | None = None,
) -> RiskScreen:
    """A new screen with the assessment's texts. The last section is the default: the referrer writes it."""
    texts = {
        section: DEFAULTS[section]
        if section == RiskSection.ADDITIONAL
        else shown(section, sources.get(section, Source()))
        for section in RiskSection
    }
    return RiskScreen(texts=texts, assessment_uuid=assessment_uuid, assessed_on=assessed_on)


def is_placeholder(section: RiskSection, text: str) -> bool:
    """Whether a text of sections 1 to 7 is still a default, says nothing, or only passes the question back.

    source   docs/sources/referrals.md#the-risk-screen
    """
    if section == RiskSection.ADDITIONAL:
        return False
    return bare(text) in BARE_LABELS or passes_it_back(text)


def offers_no_identified_risk(section: RiskSection, text: str) -> bool:
    """Whether to show the button "No identified risk" beside the text."""
    return is_placeholder(section, text)


def text_problems(screen: RiskScreen) -> list[RuleBroken]:
    """Problems with the eight texts. The field of each problem is the section's code."""
    found = []
    for section in RiskSection:
        text = screen.texts.get(section, "")
        if is_placeholder(section, text):
            reason = Reason(
                "“{heading}” must say what is known, or “No identified risk”", heading=section.words
            )
            found.append(RuleBroken("CANNOT_BE_EMPTY", reason, section.value))
        elif counted_length(text) > LONGEST:
            reason = Reason(
                "“{heading}” must be {most} characters or fewer", heading=section.words, most=LONGEST
            )
            found.append(RuleBroken("INVALID_LENGTH", reason, section.value))
    return found


def review_problems(screen: RiskScreen) -> list[RuleBroken]:
    """Problems with the review: the choice to edit and the tick about sharing are both required."""
    if screen.edited is None:
        words = "Select yes if you want to edit this risk information for the service provider"
        return [RuleBroken("CANNOT_BE_EMPTY", words, "edited")]
    if screen.confirmed_at is None:
        words = "Confirm that you understand this information will be shared with the service provider"
        return [RuleBroken("CANNOT_BE_EMPTY", words, "confirmed")]
    return []


def sending_problems(screen: RiskScreen) -> list[RuleBroken]:
    """All problems with the screen that stop the referral being sent."""
    return [*review_problems(screen), *text_problems(screen)]


def newer_assessment_problems(
    screen: RiskScreen, *, latest: str | None, latest_on: date | None
) -> list[RuleBroken]:
    """A problem if another assessment was completed since the texts were pulled: refresh or keep them."""
    if latest is None or latest == screen.assessment_uuid or screen.keep_older:
        return []
    reason = Reason(
        "A newer assessment was completed on {day}: refresh the risk information or keep this one",
        day=latest_on,
    )
    return [RuleBroken("NEWER_ASSESSMENT", reason, "risk")]
