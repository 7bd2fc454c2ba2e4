"""Ends a referral, together with its NSI, its deadlines and the appointment still to come."""

from datetime import datetime

from django.db import transaction

from core import audit, outbox
from core.clock import day_of
from core.models import User
from core.reasons import Reason
from core.versions import raise_version
from core.words import say
from referrals.codes import Act, DeadlineKind, EndState, ReferralState
from referrals.models import Referral
from referrals.notices import ReferralConcluded, ReferralEnded
from referrals.queries import withdrawals
from referrals.rules.referrals import state_after
from referrals.rules.statuses import NOTHING_DELIVERED, Delivery, end_state
from referrals.rules.withdrawals import NSI_OUTCOMES, check_withdrawal, ending_of
from referrals.services import case_record, deadlines
from referrals.services.assessment_appointments import call_off_assessment
from referrals.services.locking import lock_referral

#: The reason stored with deadlines and appointments that are called off.
BECAUSE = "The referral has ended"
#: columns that the end of a referral fills
ENDING = (
    "state",
    "end_requested_at",
    "end_requested_by",
    "end_reason_code",
    "end_comments",
    "concluded_at",
    "end_state",
)


@transaction.atomic
def withdraw_referral(
    referral_id: int,
    *,
    reason: str,
    comments: str,
    by: User,
    at: datetime,
    delivery: Delivery = NOTHING_DELIVERED,
) -> Referral:
    """Withdraws a referral. How it ends follows from what was delivered.

    If nothing was delivered, it is concluded as cancelled. Otherwise it waits for the end of service report.
    Either way the NSI ends with its outcome, open deadlines are cancelled, and an appointment still to come
    is called off.

    delivery   how far the sessions have come
    raises     RulesBroken for the fields reason and comments; RuleBroken REFERRAL_CONCLUDED,
               NOT_POSSIBLE_NOW, REPORT_DUE
    """
    referral = lock_referral(referral_id)
    ending = ending_of(delivery)
    after = state_after(referral.state, ending.act)
    check_withdrawal(reason, comments, reasons=withdrawals.reasons(on=day_of(at)), delivery=delivery)
    referral.end_requested_at, referral.end_requested_by = at, by
    referral.end_reason_code, referral.end_comments = reason, comments.strip()
    close(referral, ending.end, state=after, notes=note_of(referral), by=by, at=at)
    audit.record("referral-withdrawn", on=referral, by=by, at=at, reason=reason, end=ending.end.value)
    outbox.publish(
        ReferralEnded(
            referral_id=referral.pk,
            referral_uuid=str(referral.uuid),
            crn=referral.person.crn,
            end_state=ending.end.value,
            reason=reason,
            delivered=bool(delivery.delivered),
        ),
        by=by,
    )
    return referral


@transaction.atomic
def conclude_referral(referral_id: int, *, delivery: Delivery, by: User, at: datetime) -> Referral:
    """Concludes a referral whose end of service report was submitted.

    raises   RuleBroken REFERRAL_CONCLUDED, NOT_POSSIBLE_NOW
    """
    referral = lock_referral(referral_id)
    after = state_after(referral.state, Act.SUBMIT_REPORT)
    end = end_state(delivery)
    close(referral, end, state=after, notes="", by=by, at=at)
    notice = ReferralConcluded(
        referral_id=referral.pk,
        referral_uuid=str(referral.uuid),
        crn=referral.person.crn,
        end_state=end.value,
    )
    audit.record("referral-concluded", on=referral, by=by, at=at, notice=notice, end=end.value)
    return referral


def note_of(referral: Referral) -> str:
    """Notes of the contact that ends the NSI: the reason and the practitioner's comments."""
    why = Reason(
        "Referral {reference} withdrawn: {reason}",
        reference=referral.reference,
        reason=withdrawals.words_of(referral.end_reason_code),
    )
    return f"{say(why)}\n\n{referral.end_comments}"


def close(
    referral: Referral, end: EndState, *, state: ReferralState, notes: str, by: User, at: datetime
) -> None:
    """Saves the end of a referral, and ends its NSI, its deadlines and the appointment still to come.

    The feedback of an appointment that has passed stays due.

    Call it in a transaction that has locked the referral.
    """
    referral.state = state.value
    if state == ReferralState.CONCLUDED:
        referral.concluded_at, referral.end_state = at, end.value
    raise_version(referral, ENDING, by=by, at=at)
    awaits_feedback = call_off_assessment(referral, because=BECAUSE, by=by, at=at)
    kept = DeadlineKind.FEEDBACK if awaits_feedback else None
    deadlines.cancel_all(referral, but=kept, because=BECAUSE, by=by, at=at)
    case_record.end_nsi_of(referral, outcome=NSI_OUTCOMES[end], notes=notes, by=by, at=at)
