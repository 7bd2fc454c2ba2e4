"""Handlers of notices: e-mails about referrals, and release dates that changed in the case record."""

from cases.notices import CustodyChanged
from cases.sentences.queries import custody
from core import clock
from core.outbox import handles
from referrals.notices import (
    AssessmentBooked,
    AssessmentFeedbackSubmitted,
    CaseNoteAdded,
    ReferralAssigned,
    ReferralBecameUrgent,
    ReferralConcluded,
    ReferralEnded,
    ReferralSent,
)
from referrals.queries.referrals import open_from_custody
from referrals.rules.release_dates import new_dates
from referrals.services import mails
from referrals.services.urgency import change_release_dates


@handles(ReferralSent)
def mail_the_contract(notice: ReferralSent) -> None:
    mails.referral_sent(notice.referral_id)


@handles(ReferralBecameUrgent)
def mail_about_the_urgency(notice: ReferralBecameUrgent) -> None:
    mails.became_urgent(notice.referral_id)


@handles(ReferralConcluded)
def mail_about_the_conclusion(notice: ReferralConcluded) -> None:
    mails.referral_concluded(notice.referral_id)


@handles(ReferralAssigned)
def mail_the_caseworker(notice: ReferralAssigned) -> None:
    mails.referral_assigned(notice.referral_id, notice.caseworker_id)


@handles(AssessmentBooked)
def mail_about_the_booking(notice: AssessmentBooked) -> None:
    mails.assessment_booked(notice.appointment_uuid)


@handles(AssessmentFeedbackSubmitted)
def mail_about_the_feedback(notice: AssessmentFeedbackSubmitted) -> None:
    mails.assessment_feedback(notice.appointment_uuid)


@handles(CaseNoteAdded)
def mail_about_the_note(notice: CaseNoteAdded) -> None:
    mails.case_note_added(notice.case_note_uuid)


@handles(ReferralEnded)
def mail_about_the_end(notice: ReferralEnded) -> None:
    mails.referral_ended(notice.referral_id, reason=notice.reason, delivered=notice.delivered)


@handles(CustodyChanged)
def follow_the_release_date(notice: CustodyChanged) -> None:
    """Takes over key dates that changed in the record. This may make a referral urgent, or end its urgency.

    A move to another prison changes nothing. Nor does a date that the record does not hold: what the referrer
    typed stays. Once the person is released, nothing changes.
    """
    stay = custody.stay_of(notice.person_id)
    if stay is None:
        return
    moved = new_dates(
        notice.key_dates,
        release_type=stay.release_type,
        release_on=stay.release_on,
        hdc_eligible_on=stay.hdc_eligible_on,
    )
    if moved:
        for referral_id in open_from_custody(notice.person_id):
            change_release_dates(referral_id, moved, by=None, at=clock.now())
