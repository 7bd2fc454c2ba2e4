"""Saves the answers of a draft's pages, and drops answers that no longer apply."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction

from core import versions
from core.clock import day_of
from core.errors import RuleBroken, RulesBroken
from core.models import User
from referrals.codes import DraftSection, ReferralKind
from referrals.models import Complexity, DesiredOutcome, Referral, ReferralNeed
from referrals.queries import catalogue, drafts
from referrals.rules.draft_answers import DeliveryAnswers, NeedsAnswers, PersonAnswers
from referrals.rules.drafts import section_problems, without_answers_that_no_longer_apply
from referrals.rules.texts import empty
from referrals.services.locking import lock_draft

COLUMNS = {column.name: column for column in Referral._meta.concrete_fields}
PERSON_PAGE = (DraftSection.START, DraftSection.CONTACT, DraftSection.LOCATION, DraftSection.PERSON)
NO_ANSWERS: Mapping[str, Any] = MappingProxyType({})
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
    versions.check_version(referral, version)
    refuse(person_problems(referral, answers, today=day_of(at)))
    return save_page(referral, person_page(referral, answers), by=by, at=at)


def person_problems(referral: Referral, answers: PersonAnswers, *, today: date) -> list[RuleBroken]:
    return page_problems(referral, person_page(referral, answers), PERSON_PAGE, today=today)


def person_page(referral: Referral, answers: PersonAnswers) -> dict[str, Any]:
    """The columns of the page about the person, and whether its details were confirmed."""
    answered = set(referral.answered) - {DraftSection.PERSON.value}
    if answers.person_confirmed:
        answered.add(DraftSection.PERSON.value)
    return person_columns(answers) | {"answered": sorted(answered)}


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
    versions.check_version(referral, version)
    refuse(needs_problems(referral, answers, categories=categories, today=day_of(at)))
    chose = offers_choice(referral) and choose_categories(referral, categories)
    return save_page(referral, needs_columns(answers), by=by, at=at, touch=chose)


def needs_problems(
    referral: Referral, answers: NeedsAnswers, *, categories: Sequence[str], today: date
) -> list[RuleBroken]:
    columns = needs_columns(answers)
    if not offers_choice(referral):
        return page_problems(referral, columns, [DraftSection.NEEDS], today=today)
    sections = [DraftSection.NEEDS, DraftSection.CATEGORIES]
    chosen = {"categories": tuple(categories)}
    return page_problems(referral, columns, sections, today=today, answers=chosen)


def needs_columns(answers: NeedsAnswers) -> dict[str, Any]:
    return as_columns(vars(answers.without_details_of_no()))


def offers_choice(referral: Referral) -> bool:
    """Whether the contract covers several service types, of which the page asks for one or more."""
    return referral.contract.type.categories.count() > 1


def choose_categories(referral: Referral, codes: Sequence[str]) -> bool:
    """Sets the service types of the draft, which were judged; returns whether they changed.

    One that is not chosen is deleted with its outcomes and level.
    """
    dropped, _rows = referral.needs.exclude(category__code__in=codes).delete()
    have = set(referral.needs.values_list("category__code", flat=True))
    rows = {row.code: row for row in referral.contract.type.categories.all()}
    new = [code for code in codes if code not in have]
    for code in new:
        ReferralNeed.objects.create(referral=referral, category=rows[code])
    return bool(dropped or new)


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
    versions.check_version(referral, version)
    refuse(service_problems(referral, answers, today=day_of(at)))
    need, outcomes, level = chosen_of(referral, answers, today=day_of(at))
    need.complexity = level
    need.save(update_fields=["complexity"])
    need.outcomes.set(outcomes)
    return save_page(referral, service_columns(answers), by=by, at=at, touch=True)


def service_problems(referral: Referral, answers: ServiceAnswers, *, today: date) -> list[RuleBroken]:
    _need, outcomes, level = chosen_of(referral, answers, today=today)
    return page_problems(
        referral,
        service_columns(answers),
        [*([DraftSection.SENTENCE] if answers.asks_sentence else []), DraftSection.SERVICE],
        today=today,
        category=answers.category,
        answers={
            "outcomes": {answers.category: frozenset(row.code for row in outcomes)},
            "levels": {answers.category: level.level} if level else {},
        },
    )


def service_columns(answers: ServiceAnswers) -> dict[str, Any]:
    if not answers.asks_sentence:
        return {}
    return {"event_id": answers.event_id, "use_pss_end": answers.use_pss_end}


def chosen_of(
    referral: Referral, answers: ServiceAnswers, *, today: date
) -> tuple[ReferralNeed, list[DesiredOutcome], Complexity | None]:
    """The need of a service type with the outcomes and the level that were chosen for it.

    An outcome that was chosen before stays, though it is no longer offered: the rules name it.
    """
    need = referral.needs.select_related("category").get(category__code=answers.category)
    offer = catalogue.offers_of(referral.contract, on=today).by_code[answers.category]
    level = next((row for row in offer.levels if row.level == answers.level), None)
    kept = need.outcomes.filter(code__in=answers.outcomes)
    rows = {row.pk: row for row in (*kept, *offer.outcomes) if row.code in answers.outcomes}
    return need, list(rows.values()), level


@transaction.atomic
def answer_delivery(
    referral_id: int, answers: DeliveryAnswers, *, by: User, at: datetime, version: int | None = None
) -> Referral:
    """Saves the page about days, deadline and reason.

    raises   RulesBroken; StaleVersion
    """
    referral = lock_draft(referral_id)
    versions.check_version(referral, version)
    refuse(delivery_problems(referral, answers, today=day_of(at)))
    return save_page(referral, as_columns(vars(answers)), by=by, at=at)


def delivery_problems(referral: Referral, answers: DeliveryAnswers, *, today: date) -> list[RuleBroken]:
    return page_problems(referral, as_columns(vars(answers)), [DraftSection.DELIVERY], today=today)


def refuse(problems: Sequence[RuleBroken]) -> None:
    if problems:
        raise RulesBroken(problems)


def page_problems(
    referral: Referral,
    columns: Mapping[str, Any],
    sections: Collection[DraftSection],
    *,
    today: date,
    category: str | None = None,
    answers: Mapping[str, Any] = NO_ANSWERS,
) -> list[RuleBroken]:
    """Everything wrong with a page that would be saved so. Nothing is written, the referral stays as it is.

    sections   what the page asks
    category   the service type, for the section SERVICE
    answers    those that rows below the draft would hold, by the names of Draft's fields
    """
    trial = copy(referral)
    for name, value in columns.items():
        setattr(trial, name, value)
    work = drafts.work_on(trial, today=today)
    judged = without_answers_that_no_longer_apply(replace(work.answers, **answers))
    found: list[RuleBroken] = []
    for section in sections:
        its = category if section == DraftSection.SERVICE else None
        found += section_problems(judged, work.choices, section, its, today=today)
    if DraftSection.SENTENCE in sections and judged.sentence is None and trial.event_id:
        found.append(empty("sentence", "Select a sentence that is still running"))
    return found


def save_page(
    referral: Referral, columns: Mapping[str, Any], *, by: User, at: datetime, touch: bool = False
) -> Referral:
    """Writes the columns of a page that was judged, and raises the version if anything changed.

    touch   rows below the draft changed
    """
    changed = [name for name, value in columns.items() if getattr(referral, name) != value]
    for name in changed:
        setattr(referral, name, columns[name])
    if changed or touch:
        versions.raise_version(referral, changed, by=by, at=at)
    return referral
