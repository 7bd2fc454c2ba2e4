"""Takes the answers of a draft's pages; what an answer leaves behind is dropped."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from core import versions
from core.clock import day_of
from core.errors import RuleBroken, RulesBroken
from core.models import User
from referrals.codes import DraftSection, ReferralKind
from referrals.models import Referral, ReferralNeed
from referrals.queries import catalogue, drafts
from referrals.queries.drafts import DraftWork
from referrals.rules.draft_answers import PersonAnswers
from referrals.rules.drafts import section_problems, without_answers_that_no_longer_apply
from referrals.rules.texts import empty
from referrals.services.draft_rows import lock_draft

COLUMNS = {column.name: column for column in Referral._meta.concrete_fields}
PERSON_PAGE = (DraftSection.START, DraftSection.CONTACT, DraftSection.LOCATION, DraftSection.PERSON)
#: what is dropped, besides where the person is, when they turn out not to be in custody
NOT_WITHOUT_CUSTODY: dict[str, Any] = {
    "hdc_eligible_on": None,
    "before_allocation_reason": "",
    "ete_before_release_reason": "",
}


@transaction.atomic
def answer_person(
    referral_id: int, given: PersonAnswers, *, by: User, at: datetime, version: int | None = None
) -> Referral:
    """raises   RulesBroken with everything wrong on the page; StaleVersion"""
    referral = lock_draft(referral_id)
    columns = person_columns(given)
    answered = set(referral.answered) - {DraftSection.PERSON.value}
    if given.person_confirmed:
        answered.add(DraftSection.PERSON.value)
    columns["answered"] = sorted(answered)
    return keep(referral, columns, judged=PERSON_PAGE, by=by, at=at, version=version)


def person_columns(given: PersonAnswers) -> dict[str, Any]:
    """The answers as columns; those about custody emptied without it.

    raises   RuleBroken beside a field whose code names nothing
    """
    answers = {name: as_column(name, value) for name, value in given.by_name().items() if name in COLUMNS}
    kind = given.kind_answer if given.has_practitioner else ReferralKind.CUSTODY
    answers["kind"] = kind.value if kind and given.has_practitioner is not None else ""
    answers["to_be_released"] = None if given.has_practitioner else given.to_be_released
    if answers["kind"] == ReferralKind.CUSTODY:
        return answers
    nowhere = PersonAnswers().part_by_name("location")
    return answers | {name: as_column(name, value) for name, value in nowhere.items()} | NOT_WITHOUT_CUSTODY


def as_column(name: str, value: Any) -> Any:
    """A code becomes the row it names, a text loses the space around it."""
    column: Any = COLUMNS[name]
    if column.is_relation:
        return by_code(column.related_model, value, name)
    if value is None and not column.null:
        return ""
    return value.strip() if isinstance(value, str) else value


def by_code(model: Any, code: str, field: str) -> Any:
    if not code:
        return None
    row = model.objects.filter(code=code).first()
    if row is None:
        raise RuleBroken("INVALID_VALUE", "Select an option from the list", field)
    return row


@dataclass(frozen=True, kw_only=True)
class NeedsAnswers:
    """Needs and, where there is a choice, the service types."""

    interpreter: bool | None = None
    language: str = ""
    responsibilities: bool | None = None
    when_unavailable: str = ""
    accessibility: str = ""
    other: str = ""
    categories: tuple[str, ...] = ()


@transaction.atomic
def answer_needs(
    referral_id: int, given: NeedsAnswers, *, by: User, at: datetime, version: int | None = None
) -> Referral:
    """raises   RulesBroken; StaleVersion"""
    referral = lock_draft(referral_id)
    judged = [DraftSection.NEEDS]
    if referral.contract.type.categories.count() > 1:
        choose_categories(referral, given.categories)
        judged.append(DraftSection.CATEGORIES)
    columns = {
        "interpreter_needed": given.interpreter,
        "interpreter_language": given.language.strip() if given.interpreter else "",
        "has_responsibilities": given.responsibilities,
        "when_unavailable": given.when_unavailable.strip() if given.responsibilities else "",
        "accessibility_needs": given.accessibility.strip(),
        "other_needs": given.other.strip(),
    }
    return keep(referral, columns, judged=judged, by=by, at=at, version=version)


def choose_categories(referral: Referral, codes: Sequence[str]) -> None:
    """Makes the chosen service types the draft's; one left out takes its outcomes and level with it."""
    referral.needs.exclude(category__code__in=codes).delete()
    have = set(referral.needs.values_list("category__code", flat=True))
    rows = {row.code: row for row in referral.contract.type.categories.all()}
    if unknown := set(codes) - rows.keys():
        words = "Select service types that this contract covers"
        raise RuleBroken("INVALID_SERVICE_CATEGORY_FOR_CONTRACT", words, "categories") from KeyError(
            sorted(unknown)[0]
        )
    for code in codes:
        if code not in have:
            ReferralNeed.objects.create(referral=referral, category=rows[code])


@dataclass(frozen=True, kw_only=True)
class ServiceAnswers:
    """What is wanted of one service type. `event_id` is asked with the first only.

    outcomes   codes of the desired outcomes; level   code of the complexity level
    """

    category: str
    outcomes: tuple[str, ...] = ()
    level: str = ""
    event_id: int | None = None
    use_pss_end: bool = False
    asks_sentence: bool = False


@transaction.atomic
def answer_service(
    referral_id: int, given: ServiceAnswers, *, by: User, at: datetime, version: int | None = None
) -> Referral:
    """raises   RulesBroken; StaleVersion"""
    referral = lock_draft(referral_id)
    need = referral.needs.select_related("category").get(category__code=given.category)
    offers = catalogue.offers_of(referral.contract, on=day_of(at))
    offer = offers.by_code[given.category]
    need.complexity = next((row for row in offer.levels if row.level == given.level), None)
    need.save(update_fields=["complexity"])
    kept = need.outcomes.filter(code__in=given.outcomes)
    need.outcomes.set({*kept, *(row for row in offer.outcomes if row.code in given.outcomes)})
    judged, columns = [DraftSection.SERVICE], {}
    if given.asks_sentence:
        columns = {"event_id": given.event_id, "use_pss_end": given.use_pss_end}
        judged = [DraftSection.SENTENCE, DraftSection.SERVICE]
    return keep(
        referral, columns, judged=judged, category=given.category, by=by, at=at, version=version, touch=True
    )


@dataclass(frozen=True, kw_only=True)
class DeliveryAnswers:
    enforceable_days: int | None = None
    deadline: date | None = None
    late_deadline_reason: str = ""
    reason: str = ""
    further_information: str = ""
    ete_before_release_reason: str = ""


@transaction.atomic
def answer_delivery(
    referral_id: int, given: DeliveryAnswers, *, by: User, at: datetime, version: int | None = None
) -> Referral:
    """raises   RulesBroken; StaleVersion"""
    columns = {
        "enforceable_days": given.enforceable_days,
        "deadline_on": given.deadline,
        "late_deadline_reason": given.late_deadline_reason.strip(),
        "reason": given.reason.strip(),
        "further_information": given.further_information.strip(),
        "ete_before_release_reason": given.ete_before_release_reason.strip(),
    }
    judged = [DraftSection.DELIVERY]
    return keep(lock_draft(referral_id), columns, judged=judged, by=by, at=at, version=version)


def keep(
    referral: Referral,
    columns: dict[str, Any],
    *,
    judged: Collection[DraftSection],
    by: User,
    at: datetime,
    version: int | None,
    category: str | None = None,
    touch: bool = False,
) -> Referral:
    """Writes a page's answers, drops what they leave behind, and refuses the page if one is wrong.

    touch   something below the row changed: its version goes up even so
    """
    changed = versions.save_changes(referral, columns, version=version, by=by, at=at)
    if touch and not changed:
        versions.raise_version(referral, by=by, at=at)
    work = drafts.work_on(referral, today=day_of(at))
    problems = page_problems(work, judged, category, today=day_of(at))
    if problems:
        raise RulesBroken(problems)
    return referral


def page_problems(
    work: DraftWork, judged: Collection[DraftSection], category: str | None, *, today: date
) -> list[RuleBroken]:
    found = []
    answers = without_answers_that_no_longer_apply(work.answers)
    for section in judged:
        its = category if section == DraftSection.SERVICE else None
        found += section_problems(answers, work.choices, section, its, today=today)
    if DraftSection.SENTENCE in judged and answers.sentence is None and work.referral.event_id:
        found.append(empty("sentence", "Select a sentence that is still running"))
    return found
