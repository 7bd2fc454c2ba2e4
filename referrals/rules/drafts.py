"""The task list of a draft referral, the problems that stop it being sent, and cautions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason
from referrals.codes import Category, DraftSection, ReferralKind, TaskStatus
from referrals.rules import draft_sections as sections
from referrals.rules.draft_answers import Choices, Draft, Location, MainContact, NeedsAnswers, Practitioner
from referrals.rules.draft_dates import too_early

KEPT_DAYS = 90

Section = DraftSection
Answer = TypeVar("Answer")


@dataclass(frozen=True, kw_only=True)
class Task:
    """A line of the task list.

    category   set on tasks that exist once for each category
    problems   what still has to be answered or put right
    """

    section: DraftSection
    category: str | None
    status: TaskStatus
    problems: tuple[RuleBroken, ...]


@dataclass(frozen=True, kw_only=True)
class Caution:
    """A warning shown before sending. The practitioner may go on.

    reason_field   field in which the practitioner says why, None if no reason is needed
    """

    code: str
    because: Reason
    reason_field: str | None = None


def expires_on(created_on: date) -> date:
    """The day on which a draft that was never sent is deleted, with its risk text."""
    return created_on + timedelta(days=KEPT_DAYS)


def sections_of(draft: Draft, choices: Choices) -> list[tuple[DraftSection, str | None]]:
    """(section, category) of each task in the order they unlock, without the last one, check and send."""
    order: list[tuple[DraftSection, str | None]] = [(Section.START, None), (Section.CONTACT, None)]
    if draft.kind == ReferralKind.CUSTODY:
        order.append((Section.LOCATION, None))
    order += [(Section.PERSON, None), (Section.RISK, None), (Section.NEEDS, None)]
    if choices.is_cohort:
        order.append((Section.CATEGORIES, None))
    order.append((Section.SENTENCE, None))
    order += [(Section.SERVICE, category) for category in draft.categories]
    return [*order, (Section.DELIVERY, None)]


def section_problems(
    draft: Draft, choices: Choices, section: DraftSection, category: str | None, *, today: date
) -> list[RuleBroken]:
    """All that is wrong with one section.

    category   for SERVICE only, which exists once for each category
    raises     ValueError for CHECK, which has no answers
    """
    match section:
        case Section.START:
            return sections.start_problems(draft)
        case Section.CONTACT:
            return sections.contact_problems(draft, choices)
        case Section.LOCATION:
            return sections.location_problems(draft, choices, today=today)
        case Section.PERSON:
            return sections.person_problems(draft)
        case Section.RISK:
            return sections.risk_problems(draft)
        case Section.NEEDS:
            return sections.needs_problems(draft)
        case Section.CATEGORIES:
            return sections.category_problems(draft, choices)
        case Section.SENTENCE:
            return sections.sentence_problems(draft)
        case Section.SERVICE if category is not None:
            return sections.service_problems(draft, choices, category)
        case Section.DELIVERY:
            return sections.delivery_problems(draft, choices, today=today)
    raise ValueError(f"{section} has no answers of its own")


def is_started(draft: Draft, section: DraftSection, category: str | None) -> bool:
    """Whether anything in a section has been answered."""
    answered: dict[DraftSection, bool] = {
        Section.START: draft.has_practitioner is not None,
        Section.CONTACT: draft.practitioner != Practitioner() or draft.main_contact != MainContact(),
        Section.LOCATION: replace(draft.location, recorded_prison="", hdc_eligible_on=None) != Location(),
        Section.PERSON: draft.person_confirmed,
        Section.RISK: draft.risk is not None,
        Section.NEEDS: draft.needs != NeedsAnswers(),
        Section.CATEGORIES: bool(draft.categories),
        Section.SENTENCE: draft.sentence is not None,
        Section.SERVICE: category in draft.outcomes or category in draft.levels,
        Section.DELIVERY: any(
            (
                draft.enforceable_days,
                draft.deadline_on,
                draft.reason.strip(),
                draft.further_information.strip(),
            )
        ),
    }
    return answered[section]


def task_list(draft: Draft, choices: Choices, *, today: date) -> list[Task]:
    """Every task with its status. A task unlocks once all before it are completed.

    source   docs/sources/referrals.md#making-a-referral
    """
    tasks, unlocked = [], True
    for section, category in sections_of(draft, choices):
        problems = section_problems(draft, choices, section, category, today=today)
        if not unlocked:
            status = TaskStatus.CANNOT_START
        elif not problems:
            status = TaskStatus.COMPLETED
        elif is_started(draft, section, category):
            status = TaskStatus.INCOMPLETE
        else:
            status = TaskStatus.NOT_STARTED
        tasks.append(Task(section=section, category=category, status=status, problems=tuple(problems)))
        unlocked = unlocked and not problems
    ready = TaskStatus.NOT_STARTED if unlocked else TaskStatus.CANNOT_START
    return [*tasks, Task(section=Section.CHECK, category=None, status=ready, problems=())]


def sending_problems(draft: Draft, choices: Choices, *, today: date) -> list[RuleBroken]:
    """All problems that stop the draft being sent, in the order of the task list."""
    found = [problem for task in task_list(draft, choices, today=today) for problem in task.problems]
    if not choices.is_cohort:
        found += sections.category_problems(draft, choices)
    if is_ete_alone_before_release(draft) and not draft.ete_before_release_reason.strip():
        words = "Say why a referral for education, training and employment alone is made before release"
        found.append(sections.depends("ete_before_release_reason", words))
    return found


def check_ready(draft: Draft, choices: Choices, *, today: date) -> None:
    """Refuse to send a draft that is not complete.

    raises   RulesBroken with every problem
    """
    if found := sending_problems(draft, choices, today=today):
        raise RulesBroken(found)


def death_problems(died_on: date | None) -> list[RuleBroken]:
    """The problem PERSON_DIED of a referral for somebody whose death is recorded."""
    if died_on is None:
        return []
    words = Reason("The person died on {day}: the referral cannot be sent", day=died_on)
    return [RuleBroken("PERSON_DIED", words)]


def is_ete_alone_before_release(draft: Draft) -> bool:
    return draft.kind == ReferralKind.CUSTODY and set(draft.categories) == {Category.ETE}


@dataclass(frozen=True, kw_only=True)
class OpenReferral:
    """Another referral of the person to the same type of service, still open."""

    reference: str
    supplier: str
    sent_on: date


def check_duplicate(others: Collection[OpenReferral], *, because: str) -> None:
    """Refuses a second referral to the same type of service without a reason.

    raises   RuleBroken CANNOT_BE_EMPTY, which names the open ones
    source   docs/sources/referrals.md#making-a-referral
    """
    if others and not because.strip():
        references = ", ".join(other.reference for other in others)
        reason = Reason("Enter why another referral is needed as well as {references}", references=references)
        raise RuleBroken("CANNOT_BE_EMPTY", reason, "duplicate_reason")


def cautions(draft: Draft, *, today: date, others: Collection[OpenReferral] = ()) -> list[Caution]:
    """Cautions to show before sending; `today` is taken as the day it is sent.

    others   open referrals of the person to the same type of service
    source   docs/sources/referrals.md#making-a-referral
    """
    found = []
    days = draft.enforceable_days
    for other in others:
        because = Reason(
            "Referral {reference} to {supplier}, sent on {day}, is open for this service:"
            " one referral should cover all needs",
            reference=other.reference,
            supplier=other.supplier,
            day=other.sent_on,
        )
        caution = Caution(code="ALREADY_REFERRED", because=because, reason_field="duplicate_reason")
        found.append(caution)
    if is_ete_alone_before_release(draft):
        words = "Education, training and employment is not delivered before release"
        found.append(
            Caution(
                code="ETE_BEFORE_RELEASE", because=Reason(words), reason_field="ete_before_release_reason"
            )
        )
    left = draft.sentence.rar_days_left if draft.sentence else None
    if days is not None and left is not None and days > left:
        words = "Only {left} rehabilitation activity days are left on this sentence"
        because = (
            Reason(words, left=left)
            if left > 0
            else Reason("No rehabilitation activity days are left on this sentence")
        )
        found.append(Caution(code="MORE_DAYS_THAN_RAR", because=because))
    if days is not None and days >= sections.FEWEST_DAYS and draft.deadline_on is not None:
        early = too_early(draft.deadline_on, sent_on=today, days=days)
        if early is not None:
            found.append(Caution(code="DEADLINE_TOO_EARLY", because=early))
    return found


def without_answers_that_no_longer_apply(draft: Draft) -> Draft:
    """The draft without answers that its other answers make irrelevant.

    A category that is no longer chosen loses its outcomes and level. A person in the community has no prison
    and no release date. "No" to an interpreter or to responsibilities drops the details.
    """
    in_custody = draft.kind == ReferralKind.CUSTODY
    return replace(
        draft,
        needs=draft.needs.without_details_of_no(),
        location=draft.location if in_custody else Location(),
        to_be_released=draft.to_be_released if draft.has_practitioner is False else None,
        kind_answer=draft.kind_answer if draft.has_practitioner else None,
        outcomes=kept(draft.outcomes, draft.categories),
        levels=kept(draft.levels, draft.categories),
        ete_before_release_reason=draft.ete_before_release_reason if in_custody else "",
    )


def kept(answers: Mapping[str, Answer], categories: tuple[str, ...]) -> dict[str, Answer]:
    return {category: answer for category, answer in answers.items() if category in categories}
