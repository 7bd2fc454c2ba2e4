"""Sends a referral, once, with everything that follows from it in the same transaction."""

import secrets
from datetime import datetime

from django.db import transaction

from cases.people.services.locking import lock_person
from core import audit, outbox
from core.calendar.holidays import bank_holidays
from core.clock import LONDON, day_of
from core.errors import RuleBroken, RulesBroken, StaleVersion
from core.models import User
from core.screens.drafts import forget_about
from core.versions import raise_version
from referrals.codes import Act, ReferralKind, ReferralState
from referrals.models import Referral, RiskScreen, SharedRisk, SupplierAssessment
from referrals.notices import ReferralSent
from referrals.queries import drafts, risk_sources
from referrals.queries.catalogue import opening_of
from referrals.queries.drafts import DraftWork
from referrals.queries.referrals import open_to_same_service
from referrals.rules import catalogue as catalogue_rules
from referrals.rules.deadlines import Urgency, first_response_due, initial_assessment_due, urgency
from referrals.rules.drafts import (
    OpenReferral,
    check_duplicate,
    check_ready,
    death_problems,
    sending_problems,
)
from referrals.rules.referrals import reference_numbers, state_after
from referrals.rules.risk_screens import newer_assessment_problems
from referrals.services import case_record, deadlines
from referrals.services.locking import lock_referral

SHARED = [
    "who_is_at_risk",
    "nature_of_risk",
    "greatest_risk",
    "self_harm",
    "suicide",
    "hostel",
    "vulnerability",
    "additional",
    "self_harm_answer",
    "suicide_answer",
    "hostel_answer",
    "vulnerability_answer",
    "assessment_uuid",
    "assessed_on",
    "source",
]

#: columns that sending fills; the last four are facts of the case record
SENDING = (
    "reference",
    "nsi",
    "state",
    "sent_at",
    "sent_by",
    "is_urgent",
    "became_urgent_at",
    "expires_at",
    "sentence_ends_on",
    "kind",
    "prison",
    "hdc_eligible_on",
    "duplicate_reason",
)


@transaction.atomic
def send_referral(
    referral_id: int, *, by: User, at: datetime, version: int | None = None, duplicate_reason: str = ""
) -> Referral:
    """Sends a draft. Sending it a second time changes nothing and returns the same referral.

    Locks the draft, then the person. Starts the NSI with its contact, freezes the risk texts that are shared
    and deletes the draft's, opens the deadlines, creates the initial assessment and publishes ReferralSent.

    version            the draft's version when its answers were checked; None where no page was shown
    duplicate_reason   why another referral is needed, where one to the same type of service is open
    raises   RulesBroken with everything that is still missing, or with NEWER_ASSESSMENT; RuleBroken
             CONTRACT_CLOSED or CONTRACT_NOT_OPEN; StaleVersion if the draft was changed after it was checked
    """
    referral = lock_referral(referral_id)
    if referral.state != ReferralState.DRAFT:
        return referral
    if version is not None and referral.version != version:
        raise StaleVersion(referral.version)
    today = day_of(at)
    work = drafts.work_on(referral, today=today)
    check_before_sending(work, at=at)
    lock_person(referral.person_id)
    others = others_open(referral)
    check_duplicate(others, because=duplicate_reason)
    referral.duplicate_reason = duplicate_reason.strip() if others else ""
    after = state_after(referral.state, Act.SEND)
    copy_record_facts(referral, work)
    screen = referral.risk_screen
    found = urgency_of(referral, work, on=at)
    referral.reference = free_reference(referral.contract.type.words)
    referral.nsi = case_record.open_nsi_for(referral, by=by, at=at)
    referral.state, referral.sent_at, referral.sent_by = after.value, at, by
    referral.is_urgent = found.is_urgent
    referral.became_urgent_at = at if found.is_urgent else None
    referral.expires_at = None
    raise_version(referral, SENDING, by=by, at=at)
    share_risk(referral, screen, at=at)
    forget_about(str(referral.uuid))
    SupplierAssessment.objects.create(referral=referral)
    start_deadlines(referral, by=by, at=at)
    audit.record(
        "referral-sent",
        on=referral,
        by=by,
        at=at,
        reference=referral.reference,
        contract=referral.contract.reference,
    )
    outbox.publish(
        ReferralSent(
            referral_id=referral.pk, referral_uuid=str(referral.uuid), crn=referral.person.crn, sent_at=at
        ),
        by=by,
    )
    return referral


def others_open(referral: Referral) -> list[OpenReferral]:
    """The person's other open referrals to the same type of service. 1 query."""
    return [
        OpenReferral(
            reference=row.reference or "", supplier=row.contract.prime.name, sent_on=day_of(row.sent_at)
        )
        for row in open_to_same_service(referral)
        if row.sent_at is not None
    ]


def check_before_sending(work: DraftWork, *, at: datetime) -> None:
    """Refuses a draft that is not ready.

    raises   RulesBroken with every problem; RuleBroken CONTRACT_CLOSED or CONTRACT_NOT_OPEN
    """
    catalogue_rules.check_open(opening_of(work.referral.contract), day_of(at))
    if died := death_problems(work.referral.person.died_on):
        raise RulesBroken(died)
    check_ready(work.answers, work.choices, today=day_of(at))
    if problems := newer_problems(work, at=at):
        raise RulesBroken(problems)


def newer_problems(work: DraftWork, *, at: datetime) -> list[RuleBroken]:
    """The problem NEWER_ASSESSMENT, if another assessment was completed since the texts were pulled."""
    latest = risk_sources.latest(work.referral.person_id, at=at)
    if work.answers.risk is None:
        return []
    return newer_assessment_problems(
        work.answers.risk, latest=latest.assessment_uuid, latest_on=latest.assessed_on
    )


def problems_with(work: DraftWork, *, at: datetime) -> list[RuleBroken]:
    """All problems that the check answers page shows before the draft is sent."""
    return [
        *death_problems(work.referral.person.died_on),
        *sending_problems(work.answers, work.choices, today=day_of(at)),
        *newer_problems(work, at=at),
    ]


def copy_record_facts(referral: Referral, work: DraftWork) -> None:
    """Copies facts of the case record to the referral: end of sentence, confirmed prison, curfew date."""
    sentence = work.answers.sentence
    referral.sentence_ends_on = sentence.last_day if sentence else None
    referral.kind = work.answers.kind.value if work.answers.kind else ""
    stay = work.facts.stay
    if referral.recorded_prison_right and stay is not None:
        referral.prison = stay.institution
    if stay is not None and work.answers.kind == ReferralKind.CUSTODY:
        referral.hdc_eligible_on = stay.hdc_eligible_on


def urgency_of(referral: Referral, work: DraftWork, *, on: datetime) -> Urgency:
    return urgency(
        kind=ReferralKind(referral.kind),
        categories=work.answers.categories,
        release_on=referral.release_on,
        hdc_eligible_on=referral.hdc_eligible_on,
        on=day_of(on),
    )


def free_reference(contract_type_name: str) -> str:
    """A reference number that is not in use.

    raises   RuleBroken NO_REFERENCE after ten tries; unlikely, with 4 million to choose from
    """
    for reference in reference_numbers(contract_type_name, secrets.SystemRandom()):
        if not Referral.objects.filter(reference=reference).exists():
            return reference
    raise RuleBroken("NO_REFERENCE", "No reference number could be given: try again")


def share_risk(referral: Referral, screen: RiskScreen, *, at: datetime) -> SharedRisk:
    """Stores the frozen risk texts for the service provider, and deletes the draft's.

    raises   ValueError if the screen was never confirmed
    """
    if screen.confirmed_by is None or screen.confirmed_at is None:
        raise ValueError("the risk screen was not checked")
    shared = SharedRisk.objects.create(
        referral=referral,
        version=1,
        edited=bool(screen.edited),
        confirmed_by=screen.confirmed_by,
        confirmed_at=screen.confirmed_at,
        shared_at=at,
        **{name: getattr(screen, name) for name in SHARED},
    )
    screen.delete()
    return shared


def start_deadlines(referral: Referral, *, by: User, at: datetime) -> None:
    """Opens the deadline of the initial assessment and, if urgent, that of the first response."""
    due = initial_assessment_due(day_of(at), bank_holidays())
    deadlines.open_for_supplier(referral, due, began_at=at, by=by, at=at)
    if referral.is_urgent:
        answer = first_response_due(at.astimezone(LONDON))
        deadlines.open_for_supplier(referral, answer, began_at=at, by=by, at=at)
