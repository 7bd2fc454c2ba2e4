"""What a supplier records in the terms of the case record: outcomes, and who asked for a change."""

from referrals.codes import Attendance, ChangeAskedBy, FeedbackCase, NoSessionReason
from referrals.rules.feedback import Feedback, case_of

COMPLIED = "ATTC"
FAILED_TO_COMPLY = "AFTC"
FAILED_TO_ATTEND = "AFTA"
SENT_HOME_FOR_BEHAVIOUR = "ATSH"
SENT_HOME_BY_SERVICE = "ATSS"
COULD_NOT_TAKE_PART = "AFDA"

NOT_HELD = {
    NoSessionReason.POP_ACCEPTABLE: COULD_NOT_TAKE_PART,
    NoSessionReason.POP_UNACCEPTABLE: SENT_HOME_FOR_BEHAVIOUR,
    NoSessionReason.LOGISTICS: SENT_HOME_BY_SERVICE,
}


def outcome_of(feedback: Feedback) -> str:
    """Code of the contact outcome that matches the feedback. The practitioner decides whether to enforce.

    raises   ValueError while attendance is not recorded
    source   docs/sources/referrals.md#what-the-case-record-shows
    """
    match case_of(feedback):
        case FeedbackCase.HAPPENED:
            return FAILED_TO_COMPLY if feedback.behaviour_ticked else COMPLIED
        case FeedbackCase.ATTENDED_ONLY:
            if feedback.no_session_reason is None:
                return SENT_HOME_BY_SERVICE
            return NOT_HELD[feedback.no_session_reason]
        case FeedbackCase.NOT_ATTENDED:
            return FAILED_TO_ATTEND
    raise ValueError("attendance is not recorded")


def asked_by_person(asked_by: ChangeAskedBy | None) -> bool:
    return asked_by == ChangeAskedBy.PERSON


def attendance_of(*, attended: bool | None, late: bool | None) -> Attendance | None:
    """The attendance of an attempt; None while it is not recorded."""
    if attended is None:
        return None
    if not attended:
        return Attendance.NO
    return Attendance.LATE if late else Attendance.YES
