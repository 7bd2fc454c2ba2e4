"""Starts a draft referral from the case record, discards it, and deletes old ones."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from cases.models import Person
from cases.people.services.locking import lock_person
from core import audit
from core.calendar.ages import age_on
from core.clock import LONDON, day_of
from core.errors import RuleBroken
from core.models import User
from core.models.bases import stamps
from core.reasons import Reason
from core.screens import drafts
from referrals.codes import ReferralKind, ReferralState
from referrals.models import Contract, Referral, ReferralNeed
from referrals.queries import catalogue, record
from referrals.rules import catalogue as catalogue_rules
from referrals.rules.drafts import expires_on
from referrals.services import risk_screens
from referrals.services.locking import lock_draft


@transaction.atomic
def start_draft(
    person_id: int, contract_id: int, *, by: User, at: datetime, eligibility_reason: str = ""
) -> Referral:
    """Starts a draft, filled in from the case record, with the risk texts of the latest assessment.

    raises   RuleBroken PERSON_REMOVED or PERSON_MERGED, CONTRACT_CLOSED or CONTRACT_NOT_OPEN;
             CONDITIONAL_FIELD_MUST_BE_SET for "eligibility_reason" if the person does not fit the contract
             and no reason is given
    """
    today = day_of(at)
    person = lock_person(person_id)
    contract = Contract.objects.select_related("type").get(pk=contract_id)
    catalogue_rules.check_open(catalogue.opening_of(contract), today)
    if misfits(person, contract, today=today) and not eligibility_reason.strip():
        words = "Say why this service is right for a person it is not meant for"
        raise RuleBroken("CONDITIONAL_FIELD_MUST_BE_SET", words, "eligibility_reason")
    facts = record.record_facts_of(person, today=today)
    referral = Referral.objects.create(
        person=person,
        contract=contract,
        state=ReferralState.DRAFT,
        expires_at=datetime.combine(expires_on(today), time(), tzinfo=LONDON),
        eligibility_reason=eligibility_reason.strip(),
        **prefilled(person, facts),
        **stamps(by=by, at=at),
    )
    categories = list(contract.type.categories.all())
    if len(categories) == 1:
        ReferralNeed.objects.create(referral=referral, category=categories[0])
    risk_screens.pull(referral, at=at)
    audit.record("referral-drafted", on=referral, by=by, at=at, contract=contract.reference)
    return referral


def misfits(person: Person, contract: Contract, *, today: date) -> list[Reason]:
    """Why the contract does not fit the person; empty if it does."""
    return catalogue_rules.eligibility_warnings(
        catalogue.eligibility_of(contract),
        age=age_on(person.born_on, today),
        sex=person.sex.code,
        gender_identity=gender_of(person),
    )


def gender_of(person: Person) -> str | None:
    """The gender identity as "F" or "M"; None if it is neither, or not recorded."""
    words = person.gender_identity.words.casefold() if person.gender_identity else ""
    return {"female": "F", "male": "M"}.get(words)


def prefilled(person: Person, facts: record.RecordFacts) -> dict[str, Any]:
    """Columns of a new draft that the case record answers."""
    stay, staff, team = facts.stay, facts.staff, facts.team
    columns: dict[str, Any] = {
        "has_practitioner": staff is not None,
        "kind": ReferralKind.CUSTODY.value if stay or staff is None else ReferralKind.COMMUNITY.value,
        "interpreter_needed": person.interpreter_required,
        "interpreter_language": person.main_language.words
        if person.interpreter_required and person.main_language
        else "",
    }
    if staff is not None and team is not None:
        columns |= {
            "practitioner": staff,
            "practitioner_name": staff.name,
            "practitioner_email": staff.email or (staff.user.email if staff.user else ""),
            "practitioner_phone": staff.telephone,
            "practitioner_pdu": team.pdu,
        }
    if stay is not None:
        columns |= {"release_on": stay.release_on, "hdc_eligible_on": stay.hdc_eligible_on}
    if len(facts.sentences) == 1:
        columns["event_id"] = facts.sentences[0].facts.id
    return columns


@transaction.atomic
def discard_draft(referral_id: int, *, by: User, at: datetime) -> None:
    """Deletes a draft with its risk texts.

    raises   RuleBroken NOT_A_DRAFT once it was sent
    """
    referral = lock_draft(referral_id)
    audit.record("referral-draft-discarded", on=referral, by=by, at=at)
    drafts.forget_about(str(referral.uuid))
    referral.delete()


def forget_old_drafts(*, at: datetime, chunk: int = 500) -> int:
    """Deletes drafts that were never sent and are past their 90 days; returns how many.

    Each chunk is a transaction of its own, so that after a crash only the rest is left to do.
    """
    forgotten = 0
    while True:
        with transaction.atomic():
            old = Referral.objects.select_for_update(of=("self",), skip_locked=True).filter(
                state=ReferralState.DRAFT, expires_at__lte=at
            )
            rows = list(old.select_related("person").order_by("pk")[:chunk])
            for referral in rows:
                audit.record("referral-draft-expired", on=referral, by=None, at=at)
                drafts.forget_about(str(referral.uuid))
            Referral.objects.filter(pk__in=[row.pk for row in rows]).delete()
        forgotten += len(rows)
        if len(rows) < chunk:
            return forgotten
