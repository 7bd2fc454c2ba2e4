"""Feedback on an appointment: attendance, the details of each case, and the e-mails it sends.

The number of delivered attempts (`delivered`) waits for sessions, by which a referral's end is judged.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from core.errors import RuleBroken, RulesBroken
from referrals.codes import Attendance, FeedbackCase, FeedbackMail, NoSessionReason
from referrals.rules.texts import depends, empty


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """The answers of both steps. None or "" stands for an answer that was left out.

    happened       step 1, asked before everything else: whether the session happened
    attended       step 1, asked if it did not happen: whether the person came
    told_nobody    if it happened: the supplier ticked "no", the practitioner need not know of anything
    notify         if it did not happen: whether the practitioner should know about concerns
    """

    happened: bool | None = None
    attended: bool | None = None
    late: bool | None = None
    late_reason: str = ""
    summary: str = ""
    response: str = ""
    behaviour_ticked: bool = False
    behaviour: str = ""
    concerns_ticked: bool = False
    concerns: str = ""
    told_nobody: bool = False
    future_plans: str = ""
    no_session_reason: NoSessionReason | None = None
    no_session_detail: str = ""
    contact_tried: str = ""
    notify: bool | None = None


def case_of(feedback: Feedback) -> FeedbackCase | None:
    """Which of the three ways the appointment went; None until step 1 is answered."""
    if feedback.happened:
        return FeedbackCase.HAPPENED
    if feedback.happened is None or feedback.attended is None:
        return None
    return FeedbackCase.ATTENDED_ONLY if feedback.attended else FeedbackCase.NOT_ATTENDED


def attendance_problems(feedback: Feedback) -> list[RuleBroken]:
    """Problems with step 1. If the session happened, `attended` may be left out but must not be False."""
    if feedback.happened is None:
        return [empty("happened", "Select yes if the assessment took place")]
    if not feedback.happened and feedback.attended is None:
        return [depends("attended", "Select yes if the person came")]
    if feedback.happened and feedback.attended is False:
        words = "An assessment cannot have taken place without the person"
        return [RuleBroken("INVALID_VALUE", words, "attended")]
    return []


def detail_problems(feedback: Feedback) -> list[RuleBroken]:
    """Problems with step 2, for the case that step 1 gives; none while step 1 is unanswered.

    source   docs/sources/referrals.md#feedback
    """
    match case_of(feedback):
        case FeedbackCase.HAPPENED:
            return happened_problems(feedback)
        case FeedbackCase.ATTENDED_ONLY:
            return attended_only_problems(feedback)
        case FeedbackCase.NOT_ATTENDED:
            return not_attended_problems(feedback)
    return []


def happened_problems(feedback: Feedback) -> list[RuleBroken]:
    found = []
    if feedback.late is None:
        found.append(empty("late", "Select yes if the person was late"))
    elif feedback.late and not feedback.late_reason.strip():
        found.append(depends("late_reason", "Enter how late they were and why"))
    if not feedback.summary.strip():
        found.append(empty("summary", "Enter what you did in the assessment"))
    if not feedback.response.strip():
        found.append(empty("response", "Enter how the person responded to the assessment"))
    ticked = feedback.behaviour_ticked or feedback.concerns_ticked
    if ticked == feedback.told_nobody:
        words = "Select poor behaviour, concerns or both, or no"
        found.append(empty("notify", words))
    if feedback.behaviour_ticked and not feedback.behaviour.strip():
        found.append(depends("behaviour", "Enter details about the poor behaviour"))
    if feedback.concerns_ticked and not feedback.concerns.strip():
        found.append(depends("concerns", "Enter details about your concerns"))
    return found


def attended_only_problems(feedback: Feedback) -> list[RuleBroken]:
    found = []
    if feedback.no_session_reason is None:
        found.append(empty("no_session_reason", "Select why the assessment did not take place"))
    elif not feedback.no_session_detail.strip():
        found.append(
            depends("no_session_detail", "Enter details about why the assessment did not take place")
        )
    return [*found, *notify_problems(feedback)]


def not_attended_problems(feedback: Feedback) -> list[RuleBroken]:
    found = []
    if not feedback.contact_tried.strip():
        words = "Enter what you know about their absence and how you tried to contact them"
        found.append(empty("contact_tried", words))
    return [*found, *notify_problems(feedback)]


def notify_problems(feedback: Feedback) -> list[RuleBroken]:
    if feedback.notify is None:
        return [empty("notify", "Select yes if the probation practitioner should know about concerns")]
    if feedback.notify and not feedback.concerns.strip():
        return [depends("concerns", "Enter details about your concerns")]
    return []


def feedback_problems(feedback: Feedback) -> list[RuleBroken]:
    """Problems with both steps. While step 1 has any, only those are returned."""
    return attendance_problems(feedback) or detail_problems(feedback)


def check_submission(
    feedback: Feedback, *, starts_at: datetime, at: datetime, already_submitted: bool
) -> None:
    """Refuse feedback that may not be submitted now, or that is not complete.

    raises   RuleBroken FEEDBACK_SUBMITTED (409), FEEDBACK_TOO_EARLY (400), ATTENDANCE_NOT_RECORDED (422);
             RulesBroken with every problem of step 2
    """
    check_open_for_feedback(starts_at=starts_at, at=at, already_submitted=already_submitted)
    if attendance_problems(feedback):
        raise RuleBroken("ATTENDANCE_NOT_RECORDED", "Record attendance before submitting feedback")
    if problems := detail_problems(feedback):
        raise RulesBroken(problems)


def check_open_for_feedback(*, starts_at: datetime, at: datetime, already_submitted: bool) -> None:
    """Refuse a change to feedback that was submitted, and feedback before the appointment.

    raises   RuleBroken FEEDBACK_SUBMITTED (409), FEEDBACK_TOO_EARLY (400)
    """
    if already_submitted:
        raise RuleBroken("FEEDBACK_SUBMITTED", "Feedback cannot be changed once it has been submitted")
    if starts_at > at:
        raise RuleBroken("FEEDBACK_TOO_EARLY", "Feedback cannot be given before the appointment")


def with_attendance(feedback: Feedback, *, happened: bool, attended: bool | None) -> Feedback:
    """The feedback with step 1 answered again. If that makes it another case, step 2 is cleared."""
    answered = replace(feedback, happened=happened, attended=True if happened else attended)
    if case_of(answered) == case_of(feedback):
        return answered
    return Feedback(happened=answered.happened, attended=answered.attended)


def mails(feedback: Feedback) -> list[FeedbackMail]:
    """The e-mails to the practitioner when feedback is submitted."""
    found = []
    case = case_of(feedback)
    if case == FeedbackCase.NOT_ATTENDED:
        found.append(FeedbackMail.DID_NOT_ATTEND)
    if case == FeedbackCase.HAPPENED and feedback.behaviour_ticked:
        found.append(FeedbackMail.BEHAVIOUR)
    if feedback.concerns_ticked if case == FeedbackCase.HAPPENED else feedback.notify:
        found.append(FeedbackMail.CONCERNS)
    return found


def came(attended: Attendance | str | None) -> bool:
    """Whether the person came. Coming late counts."""
    return attended is not None and Attendance(attended) != Attendance.NO


def was_delivered(*, attended: Attendance | str | None, happened: bool | None) -> bool:
    """Whether an appointment was delivered: the person attended and the session happened.

    Older records in which `happened` is None count as happened.

    source   docs/sources/referrals.md#where-a-referral-stands
    """
    return came(attended) and happened is not False


def delivered(attempts: Collection[tuple[Attendance | str | None, bool | None]]) -> int:
    """How many of these attempts, superseded or not, were delivered."""
    return sum(was_delivered(attended=attended, happened=happened) for attended, happened in attempts)
