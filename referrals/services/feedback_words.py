"""Feedback as a note in the contact log reads it: each answer under its question."""

from django.utils.translation import gettext as _

from referrals.codes import FeedbackCase
from referrals.rules.feedback import Feedback, case_of


def note_of(given: Feedback) -> str:
    """Only what was asked in this case, and only what was answered."""
    lines = [
        f"{question}\n{answer.strip()}" for question, answer in answers_of(given) if answer and answer.strip()
    ]
    return "\n\n".join(lines)


def answers_of(given: Feedback) -> list[tuple[str, str]]:
    """Question and answer, in the order of the form; the screens show the same."""
    match case_of(given):
        case FeedbackCase.HAPPENED:
            return [
                (_("Did the session happen?"), _("Yes")),
                (_("Was the person late?"), given.late_reason if given.late else _("No")),
                (_("What was done in the session"), given.summary),
                (_("How the person responded"), given.response),
                (_("Poor behaviour"), given.behaviour if given.behaviour_ticked else ""),
                (_("Concerns"), given.concerns if given.concerns_ticked else ""),
                (_("Plans for the next session"), given.future_plans),
            ]
        case FeedbackCase.ATTENDED_ONLY:
            reason = given.no_session_reason
            return [
                (_("Did the session happen?"), _("No, but the person came")),
                (_("Why the session did not happen"), _(reason.words) if reason else ""),
                (_("Details"), given.no_session_detail),
                (_("Concerns"), given.concerns if given.notify else ""),
            ]
        case FeedbackCase.NOT_ATTENDED:
            return [
                (_("Did the session happen?"), _("No, the person did not attend")),
                (_("What you know and how you tried to contact them"), given.contact_tried),
                (_("Concerns"), given.concerns if given.notify else ""),
            ]
    return []
