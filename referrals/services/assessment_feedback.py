"""Feedback on the initial assessment: attendance, what was done, and submitting it to the case record."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction

from core import audit, outbox
from core.errors import RuleBroken, RulesBroken
from core.models import User
from core.versions import raise_version
from referrals.codes import Act, DeadlineKind
from referrals.models import AssessmentAppointment, Referral
from referrals.notices import AssessmentFeedbackSubmitted
from referrals.queries import assessments
from referrals.rules import feedback as rules
from referrals.rules.case_entries import outcome_of
from referrals.rules.feedback import Feedback
from referrals.rules.referrals import state_after
from referrals.services import case_record, deadlines
from referrals.services.feedback_words import note_of
from referrals.services.locking import lock_referral


@transaction.atomic
def record_attendance(
    referral_id: int,
    *,
    happened: bool | None,
    attended: bool | None,
    late: bool | None = None,
    by: User,
    at: datetime,
) -> AssessmentAppointment:
    """Records step 1. If that makes it another case than before, step 2 is cleared.

    late     True where step 1 said so already; None leaves it to step 2
    raises   RuleBroken NOT_SCHEDULED, FEEDBACK_SUBMITTED, FEEDBACK_TOO_EARLY; RulesBroken
    """
    referral, row = lock_current(referral_id)
    check_open(referral, row, at=at)
    step = Feedback(happened=happened, attended=True if happened else attended)
    if problems := rules.attendance_problems(step):
        raise RulesBroken(problems)
    answered = rules.with_attendance(assessments.feedback_of(row), happened=bool(happened), attended=attended)
    if late and happened:
        answered = replace(answered, late=True)
    write(row, answered, steps=["attendance"], by=by, at=at)
    audit.record("assessment-attendance-recorded", on=row, crn=crn_of(row), by=by, at=at)
    return row


@transaction.atomic
def record_session_feedback(
    referral_id: int, feedback: Feedback, *, by: User, at: datetime
) -> AssessmentAppointment:
    """Records step 2: what was done and how it went. The answers to step 1 stay as they are.

    raises   RuleBroken ATTENDANCE_NOT_RECORDED, FEEDBACK_SUBMITTED, FEEDBACK_TOO_EARLY; RulesBroken
    """
    referral, row = lock_current(referral_id)
    check_open(referral, row, at=at)
    if row.happened is None:
        raise RuleBroken("ATTENDANCE_NOT_RECORDED", "Record attendance before giving feedback")
    late = row.late if feedback.late is None else feedback.late
    answers = {**asdict(feedback), "happened": row.happened, "attended": row.attended, "late": late}
    whole = Feedback(**answers)
    if problems := rules.detail_problems(whole):
        raise RulesBroken(problems)
    write(row, whole, steps=["details"], by=by, at=at)
    audit.record("assessment-feedback-recorded", on=row, crn=crn_of(row), by=by, at=at)
    return row


@transaction.atomic
def submit_feedback(referral_id: int, *, by: User, at: datetime) -> AssessmentAppointment:
    """Closes the feedback for good and writes it into the case record.

    raises   RuleBroken FEEDBACK_SUBMITTED, FEEDBACK_TOO_EARLY, ATTENDANCE_NOT_RECORDED; RulesBroken
    """
    referral, row = lock_current(referral_id)
    return _submit(referral, row, by=by, at=at)


@transaction.atomic
def give_feedback(referral_id: int, feedback: Feedback, *, by: User, at: datetime) -> AssessmentAppointment:
    """Records both steps and submits them in one act, as the screens do.

    raises   RuleBroken NOT_SCHEDULED, FEEDBACK_SUBMITTED, FEEDBACK_TOO_EARLY; RulesBroken
    """
    referral, row = lock_current(referral_id)
    check_open(referral, row, at=at)
    return submit_at_once(referral, row, feedback, by=by, at=at)


def submit_at_once(
    referral: Referral, row: AssessmentAppointment, feedback: Feedback, *, by: User, at: datetime
) -> AssessmentAppointment:
    if problems := rules.feedback_problems(feedback):
        raise RulesBroken(problems)
    whole = Feedback(**{**asdict(feedback), "attended": True if feedback.happened else feedback.attended})
    write(row, whole, steps=["attendance", "details"], by=by, at=at)
    return _submit(referral, row, by=by, at=at)


def _submit(
    referral: Referral, row: AssessmentAppointment, *, by: User, at: datetime
) -> AssessmentAppointment:
    state_after(referral.state, Act.RECORD_ASSESSMENT)
    feedback = assessments.feedback_of(row)
    rules.check_submission(
        feedback, starts_at=row.starts_at, at=at, already_submitted=row.submitted_at is not None
    )
    row.submitted_at, row.submitted_by = at, by
    raise_version(row, ["submitted_at", "submitted_by"], by=by, at=at)
    if row.contact is not None:
        case_record.record_outcome_of(
            row.contact,
            outcome_of(feedback),
            notes=note_of(feedback),
            is_alert=bool(rules.mails(feedback)),
            by=by,
            at=at,
        )
    update_deadlines_and_nsi(referral, row, by=by, at=at)
    audit.record("assessment-feedback-submitted", on=row, crn=referral.person.crn, by=by, at=at)
    outbox.publish(
        AssessmentFeedbackSubmitted(
            referral_id=referral.pk,
            referral_uuid=str(referral.uuid),
            crn=referral.person.crn,
            appointment_uuid=str(row.uuid),
            attended=bool(row.attended),
            happened=bool(row.happened),
        ),
        by=by,
    )
    return row


def update_deadlines_and_nsi(
    referral: Referral, row: AssessmentAppointment, *, by: User, at: datetime
) -> None:
    """Meets the feedback deadline. If the assessment happened, meets its deadline and starts the NSI."""
    deadlines.meet(referral, DeadlineKind.FEEDBACK, by=by, at=at)
    if not row.happened:
        return
    deadlines.meet(referral, DeadlineKind.INITIAL_ASSESSMENT, by=by, at=at)
    case_record.nsi_in_progress(referral, started_on=row.on, by=by, at=at)


def lock_current(referral_id: int) -> tuple[Referral, AssessmentAppointment]:
    """The locked referral with the current attempt.

    raises   RuleBroken NOT_SCHEDULED
    """
    referral = lock_referral(referral_id)
    row = assessments.current_among(assessments.attempts_at(referral))
    if row is None:
        raise RuleBroken("NOT_SCHEDULED", "The initial assessment has not been booked")
    row.assessment.referral = referral
    return referral, row


def check_open(referral: Referral, row: AssessmentAppointment, *, at: datetime) -> None:
    """Refuses feedback in a state of the referral that takes none, before the time, or a second time."""
    state_after(referral.state, Act.RECORD_ASSESSMENT)
    rules.check_open_for_feedback(
        starts_at=row.starts_at, at=at, already_submitted=row.submitted_at is not None
    )


def crn_of(row: AssessmentAppointment) -> str:
    return row.assessment.referral.person.crn


def write(
    row: AssessmentAppointment, feedback: Feedback, *, steps: Sequence[str], by: User, at: datetime
) -> None:
    """Saves every answer in the column of its name, also those that this case does not ask.

    steps   "attendance", "details": the steps whose "_at" and "_by" are set
    """
    answers = asdict(feedback)
    answers["no_session_reason"] = feedback.no_session_reason.value if feedback.no_session_reason else ""
    for name, value in answers.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    taken = {f"{step}_{end}": value for step in steps for end, value in (("at", at), ("by", by))}
    for name, value in taken.items():
        setattr(row, name, value)
    raise_version(row, [*answers, *taken], by=by, at=at)
