"""Feedback in words, for the contact log and the screens: each answer with its question."""

from django.utils.translation import gettext as _

from referrals.codes import FeedbackCase
from referrals.rules.feedback import Feedback, case_of


def note_of(feedback: Feedback) -> str:
    """The note for the contact log: questions of this case that were answered, each above its answer."""
    lines = [
        f"{question}\n{answer.strip()}"
        for question, answer in answers_of(feedback)
        if answer and answer.strip()
    ]
    return "\n\n".join(lines)


def answers_of(feedback: Feedback) -> list[tuple[str, str]]:
    """(question, answer) for each question of this case, in the order of the form."""
    match case_of(feedback):
        case FeedbackCase.HAPPENED:
            return [
                (_("Did the assessment take place?"), _("Yes")),
                (_("Was the person late?"), feedback.late_reason if feedback.late else _("No")),
                (_("What was done in the assessment"), feedback.summary),
                (_("How the person responded"), feedback.response),
                (_("Poor behaviour"), feedback.behaviour if feedback.behaviour_ticked else ""),
                (_("Concerns"), feedback.concerns if feedback.concerns_ticked else ""),
                (_("Plans for the next session"), feedback.future_plans),
            ]
        case FeedbackCase.ATTENDED_ONLY:
            reason = feedback.no_session_reason
            return [
                (_("Did the assessment take place?"), _("No, but the person came")),
                (_("Why the assessment did not take place"), _(reason.words) if reason else ""),
                (_("Details"), feedback.no_session_detail),
                (_("Concerns"), feedback.concerns if feedback.notify else ""),
            ]
        case FeedbackCase.NOT_ATTENDED:
            return [
                (_("Did the assessment take place?"), _("No, the person did not attend")),
                (_("What you know and how you tried to contact them"), feedback.contact_tried),
                (_("Concerns"), feedback.concerns if feedback.notify else ""),
            ]
    return []
