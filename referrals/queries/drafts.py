"""A draft referral as the rules see it, with what it may choose from."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from cases.people.queries.records import real
from referrals.codes import DraftSection, ReferralState, RiskSection
from referrals.models import Referral, RiskScreen
from referrals.queries import catalogue, record
from referrals.queries.catalogue import Offers
from referrals.queries.record import RecordFacts
from referrals.rules import draft_answers, risk_screens

if TYPE_CHECKING:
    from core.models import User

RISK_FIELDS = {section: section.value.lower() for section in RiskSection}
CONCERN_FIELDS = {
    section: f"{section.value.lower()}_answer"
    for section in (RiskSection.SELF_HARM, RiskSection.SUICIDE, RiskSection.HOSTEL, RiskSection.VULNERABILITY)
}
#: Relations read by a query each, where they are set. PostgreSQL takes longer to plan one join of them all.
NAMED = (
    "practitioner",
    "practitioner_pdu",
    "practitioner_office",
    "contact_establishment",
    "contact_office",
    "prison",
    "release_office",
    "event",
)


def drafts_of(user: "User") -> QuerySet[Referral]:
    """Drafts the user started, last changed first. Practice records are left out."""
    return (
        Referral.objects.filter(state=ReferralState.DRAFT, created_by=user, person__in=real())
        .select_related("person", "contract__type", "contract__prime")
        .order_by("-updated_at", "-pk")
    )


def draft_again(draft: Referral) -> Referral:
    """The draft as it is stored now. 1 query."""
    return with_related(Referral.objects.all()).get(pk=draft.pk)


def with_related(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """The rows with everything a draft refers to. 1 query, and 1 for each of NAMED that is set."""
    return rows.select_related("person", "contract__type", "contract__prime").prefetch_related(*NAMED)


@dataclass(frozen=True, kw_only=True)
class DraftWork:
    """Everything a page of a draft needs.

    facts     what the case record says of the person
    offers    what the contract offers, as rows
    answers   the answers so far, as the rules read them
    choices   what may be chosen, as the rules read it
    """

    referral: Referral
    facts: RecordFacts
    offers: Offers
    answers: draft_answers.Draft
    choices: draft_answers.Choices


def work_on(referral: Referral, *, today: date) -> DraftWork:
    """What the pages of a draft need. At most 20 queries, whatever the draft holds."""
    facts = record.record_facts_of(referral.person, today=today)
    offers = catalogue.offers_of(referral.contract, on=today)
    return DraftWork(
        referral=referral,
        facts=facts,
        offers=offers,
        answers=draft_of(referral, facts),
        choices=catalogue.choices_of(offers),
    )


def draft_of(referral: Referral, facts: RecordFacts) -> draft_answers.Draft:
    needs = list(referral.needs.select_related("category", "complexity").prefetch_related("outcomes"))
    needs.sort(key=lambda need: need.pk)
    sentence = facts.sentence(referral.event_id)
    return draft_answers.Draft(
        **vars(person_answers_of(referral, facts)),
        risk=screen_of(getattr(referral, "risk_screen", None)),
        **answers_in(referral, draft_answers.DeliveryAnswers),
        needs=draft_answers.NeedsAnswers(**answers_in(referral, draft_answers.NeedsAnswers)),
        categories=tuple(need.category.code for need in needs),
        sentence=with_pss(sentence, referral.use_pss_end),
        outcomes={
            need.category.code: frozenset(outcome.code for outcome in need.outcomes.all())
            for need in needs
            if need.outcomes.all()
        },
        levels={need.category.code: need.complexity.level for need in needs if need.complexity},
    )


def with_pss(sentence: draft_answers.Sentence | None, use_pss_end: bool) -> draft_answers.Sentence | None:
    if sentence is None:
        return None
    return replace(sentence, use_pss_end=use_pss_end)


def person_answers_of(referral: Referral, facts: RecordFacts) -> draft_answers.PersonAnswers:
    """The answers about the person, with the prison that the case record names."""
    names = draft_answers.PersonAnswers().by_name().keys() - {"person_confirmed"}
    answers = draft_answers.PersonAnswers.named(
        **{name: answer_in(referral, name) for name in names},
        person_confirmed=DraftSection.PERSON in referral.answered,
    )
    recorded = facts.stay.institution.code if facts.stay and facts.stay.institution else ""
    where = replace(answers.location, recorded_prison=recorded, hdc_eligible_on=referral.hdc_eligible_on)
    return replace(answers, location=where)


def answers_in(referral: Referral, shape: type) -> dict[str, Any]:
    """The columns of a referral that a dataclass of answers names."""
    return {one.name: answer_in(referral, one.name) for one in fields(shape)}


def answer_in(referral: Referral, name: str) -> Any:
    """The value of a column; for a foreign key, the code of the row."""
    value = getattr(referral, name)
    return value.code if isinstance(value, Model) else value


def texts_of(row: RiskScreen) -> dict[RiskSection, str]:
    return {section: getattr(row, name) for section, name in RISK_FIELDS.items()}


def screen_of(row: RiskScreen | None) -> risk_screens.RiskScreen | None:
    if row is None:
        return None
    return risk_screens.RiskScreen(
        texts=texts_of(row),
        edited=row.edited,
        confirmed_at=row.confirmed_at,
        assessment_uuid=str(row.assessment_uuid) if row.assessment_uuid else None,
        assessed_on=row.assessed_on,
        keep_older=row.keep_older,
    )
