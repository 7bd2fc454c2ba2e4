"""Saves the answers of a draft's pages, and drops answers that no longer apply."""

from collections.abc import Collection, Mapping, Sequence
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
from referrals.rules.draft_answers import DeliveryAnswers, NeedsAnswers, PersonAnswers
from referrals.rules.drafts import section_problems, without_answers_that_no_longer_apply
from referrals.rules.texts import empty
from referrals.services.locking import lock_draft

COLUMNS = {column.name: column for column in Referral._meta.concrete_fields}
PERSON_PAGE = (DraftSection.START, DraftSection.CONTACT, DraftSection.LOCATION, DraftSection.PERSON)
#: columns emptied, besides the location, for a person who is not in custody
NOT_WITHOUT_CUSTODY: dict[str, Any] = {
    "hdc_eligible_on": None,
    "before_allocation_reason": "",
    "ete_before_release_reason": "",
}


@transaction.atomic
def answer_person(
    referral_id: int, answers: PersonAnswers, *, by: User, at: datetime, version: int | None = None
) -> Referral:
    """Saves the page about the person.

    raises   RulesBroken with everything wrong on the page; StaleVersion
    """
    referral = lock_draft(referral_id)
    columns = person_columns(answers)
    answered = set(referral.answered) - {DraftSection.PERSON.value}
    if answers.person_confirmed:
        answered.add(DraftSection.PERSON.value)
    columns["answered"] = sorted(answered)
    return save_page(referral, columns, sections=PERSON_PAGE, by=by, at=at, version=version)


def person_columns(answers: PersonAnswers) -> dict[str, Any]:
    """The answers as columns. Those about custody are emptied for a person who is not in custody.

    raises   RuleBroken for a field whose code names no row
    """
    answered = answers.by_name()
    columns = as_columns({name: answered[name] for name in answered.keys() & COLUMNS.keys()})
    kind = answers.kind_answer if answers.has_practitioner else ReferralKind.CUSTODY
    columns["kind"] = kind.value if kind and answers.has_practitioner is not None else ""
    columns["to_be_released"] = None if answers.has_practitioner else answers.to_be_released
    if columns["kind"] == ReferralKind.CUSTODY:
        return columns
    return columns | as_columns(PersonAnswers().part_by_name("location")) | NOT_WITHOUT_CUSTODY


def as_columns(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers by the names of their columns, each as its column stores it."""
    return {name: as_column(name, value) for name, value in answers.items()}


def as_column(name: str, value: Any) -> Any:
    """An answer as its column stores it: a code becomes the row it names, a text loses outer spaces."""
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


@transaction.atomic
def answer_needs(
    referral_id: int,
    answers: NeedsAnswers,
    *,
    categories: Sequence[str] = (),
    by: User,
    at: datetime,
    version: int | None = None,
) -> Referral:
    """Saves the page about needs and, where the contract offers a choice, the service types.

    categories   codes of the chosen service types; ignored where there is no choice
    raises       RulesBroken; StaleVersion
    """
    referral = lock_draft(referral_id)
    sections = [DraftSection.NEEDS]
    if referral.contract.type.categories.count() > 1:
        choose_categories(referral, categories)
        sections.append(DraftSection.CATEGORIES)
    columns = as_columns(vars(answers.without_details_of_no()))
    return save_page(referral, columns, sections=sections, by=by, at=at, version=version)


def choose_categories(referral: Referral, codes: Sequence[str]) -> None:
    """Sets the service types of the draft. One that is not chosen is deleted with its outcomes and level.

    raises   RuleBroken INVALID_SERVICE_CATEGORY_FOR_CONTRACT
    """
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
    """Answers about one service type. The page of the first also asks for the sentence.

    outcomes        codes of the desired outcomes
    level           code of the complexity level
    asks_sentence   the page asks for the sentence: event_id and use_pss_end
    """

    category: str
    outcomes: tuple[str, ...] = ()
    level: str = ""
    event_id: int | None = None
    use_pss_end: bool = False
    asks_sentence: bool = False


@transaction.atomic
def answer_service(
    referral_id: int, answers: ServiceAnswers, *, by: User, at: datetime, version: int | None = None
) -> Referral:
    """Saves the page about one service type.

    raises   RulesBroken; StaleVersion
    """
    referral = lock_draft(referral_id)
    need = referral.needs.select_related("category").get(category__code=answers.category)
    offers = catalogue.offers_of(referral.contract, on=day_of(at))
    offer = offers.by_code[answers.category]
    need.complexity = next((row for row in offer.levels if row.level == answers.level), None)
    need.save(update_fields=["complexity"])
    kept = need.outcomes.filter(code__in=answers.outcomes)
    need.outcomes.set({*kept, *(row for row in offer.outcomes if row.code in answers.outcomes)})
    sections, columns = [DraftSection.SERVICE], {}
    if answers.asks_sentence:
        columns = {"event_id": answers.event_id, "use_pss_end": answers.use_pss_end}
        sections = [DraftSection.SENTENCE, DraftSection.SERVICE]
    return save_page(
        referral,
        columns,
        sections=sections,
        category=answers.category,
        by=by,
        at=at,
        version=version,
        touch=True,
    )


@transaction.atomic
def answer_delivery(
    referral_id: int, answers: DeliveryAnswers, *, by: User, at: datetime, version: int | None = None
) -> Referral:
    """Saves the page about days, deadline and reason.

    raises   RulesBroken; StaleVersion
    """
    columns = as_columns(vars(answers))
    sections = [DraftSection.DELIVERY]
    return save_page(lock_draft(referral_id), columns, sections=sections, by=by, at=at, version=version)


def save_page(
    referral: Referral,
    columns: dict[str, Any],
    *,
    sections: Collection[DraftSection],
    by: User,
    at: datetime,
    version: int | None,
    category: str | None = None,
    touch: bool = False,
) -> Referral:
    """Saves the columns of a page, and refuses the page if one of its sections is wrong.

    sections   what the page asks
    category   the service type, for the section SERVICE
    touch      raise the version even if no column changed, as rows below the draft may have
    raises     RulesBroken; StaleVersion
    """
    versions.check_version(referral, version)
    changed = [name for name, value in columns.items() if getattr(referral, name) != value]
    for name in changed:
        setattr(referral, name, columns[name])
    work = drafts.work_on(referral, today=day_of(at))
    if problems := page_problems(work, sections, category, today=day_of(at)):
        raise RulesBroken(problems)
    if changed or touch:
        versions.raise_version(referral, changed, by=by, at=at)
    return referral


def page_problems(
    work: DraftWork, sections: Collection[DraftSection], category: str | None, *, today: date
) -> list[RuleBroken]:
    found = []
    answers = without_answers_that_no_longer_apply(work.answers)
    for section in sections:
        its = category if section == DraftSection.SERVICE else None
        found += section_problems(answers, work.choices, section, its, today=today)
    if DraftSection.SENTENCE in sections and answers.sentence is None and work.referral.event_id:
        found.append(empty("sentence", "Select a sentence that is still running"))
    return found
