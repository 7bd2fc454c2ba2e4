"""E-mails about a referral, to the contract's mailbox and to users who may open the referral.

No e-mail names the person on probation.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.allocations.queries.holders import allocated_holder_of, holders
from core import mail
from core.models import User
from core.words import say, shown
from referrals.access import may_be_emailed
from referrals.codes import FeedbackMail, Side, WithdrawalState
from referrals.models import AssessmentAppointment, Assignment, CaseNote, Referral
from referrals.queries import assessments
from referrals.rules import feedback
from referrals.rules.case_notes import users_to_email
from referrals.rules.statuses import withdrawal_state
from referrals.services.case_notes import side_of


def referral_sent(referral_id: int) -> None:
    """E-mails the contract's mailbox about a new referral."""
    referral = _referral(referral_id)
    lines = [
        _("A new referral has been sent to you for %(service)s.") % {"service": referral.contract.title},
        _("Received: %(when)s") % {"when": shown(referral.sent_at)},
    ]
    if referral.is_urgent:
        lines.append(_("This referral is urgent: respond within 24 hours of receiving it."))
    lines.append(_("The initial assessment is due within 10 working days."))
    subject = _("New referral %(reference)s") % {"reference": referral.reference}
    _to_supplier(referral, referral.contract.mailbox, subject, lines, kind="referral-sent")


def became_urgent(referral_id: int) -> None:
    """E-mails the contract's mailbox and the caseworker, unless the referral is urgent no more."""
    referral = _referral(referral_id)
    if not referral.is_urgent or referral.became_urgent_at is None:
        return
    subject = _("Referral %(reference)s is now urgent") % {"reference": referral.reference}
    lines = [
        _("The release date has changed: the referral is urgent since %(when)s.")
        % {"when": shown(referral.became_urgent_at)},
        _("If you have not responded yet, respond within 24 hours."),
    ]
    caseworker = _caseworker(referral)
    addresses = [referral.contract.mailbox, caseworker.email if caseworker else ""]
    for to in dict.fromkeys(filter(None, addresses)):
        _to_supplier(referral, to, subject, lines, kind="referral-urgent")


def referral_concluded(referral_id: int) -> None:
    """E-mails the practitioner that the referral has ended with its end of service report."""
    referral = _referral(referral_id)
    subject = _("Referral %(reference)s has ended") % {"reference": referral.reference}
    lines = [_("The service provider has submitted the end of service report.")]
    _to_practitioner(responsible_for(referral), referral, subject, lines, kind="referral-concluded")


def referral_assigned(referral_id: int, caseworker_id: int) -> None:
    """E-mails the caseworker, if they still have the referral."""
    referral = _referral(referral_id)
    caseworker = _caseworker(referral)
    if caseworker is None or caseworker.pk != caseworker_id:
        return
    subject = _("Referral %(reference)s is assigned to you") % {"reference": referral.reference}
    lines = [_("You are now the caseworker of this referral.")]
    _to_supplier(referral, caseworker.email, subject, lines, kind="referral-assigned")


def assessment_booked(appointment_uuid: str) -> None:
    """E-mails the practitioner about a booking, unless it has been superseded since."""
    row = _appointment(appointment_uuid)
    if row.superseded_at is not None:
        return
    referral = row.assessment.referral
    subject = _("Initial assessment booked for referral %(reference)s") % {"reference": referral.reference}
    lines = [_("It is booked for %(when)s.") % {"when": shown(row.starts_at)}]
    _to_practitioner(responsible_for(referral), referral, subject, lines, kind="assessment-booked")


SUBJECTS = {
    FeedbackMail.DID_NOT_ATTEND: "Did not attend: referral {reference}",
    FeedbackMail.BEHAVIOUR: "Poor behaviour: referral {reference}",
    FeedbackMail.CONCERNS: "Concerns: referral {reference}",
}


def assessment_feedback(appointment_uuid: str) -> None:
    """E-mails the practitioner about the feedback, once for each thing they must know."""
    row = _appointment(appointment_uuid)
    referral = row.assessment.referral
    practitioner = responsible_for(referral)
    for reason in feedback.mails(assessments.feedback_of(row)):
        subject = _(SUBJECTS[reason]).format(reference=referral.reference)
        lines = [
            _("The service provider has given feedback on the initial assessment of %(when)s.")
            % {"when": shown(row.starts_at)}
        ]
        _to_practitioner(practitioner, referral, subject, lines, kind=f"feedback-{reason.value.lower()}")


def case_note_added(case_note_uuid: str) -> None:
    """E-mails the users that the rule names about a new case note."""
    note = CaseNote.objects.select_related("sent_by").get(uuid=case_note_uuid)
    referral = _referral(note.referral_id)
    caseworker, practitioner = _caseworker(referral), responsible_for(referral)
    side = side_of(note.sent_by)
    recipients = users_to_email(
        author=note.sent_by_id,
        caseworker=caseworker.pk if caseworker else None,
        practitioner=practitioner.pk if practitioner else None,
        side=side,
        email_practitioner=note.email_practitioner if side == Side.SUPPLIER else None,
    )
    subject = _("New case note on referral %(reference)s") % {"reference": referral.reference}
    lines = [_("Sign in to read it.")]
    if caseworker is not None and caseworker.pk in recipients:
        _to_supplier(referral, caseworker.email, subject, lines, kind="case-note")
    if practitioner is not None and practitioner.pk in recipients:
        _to_practitioner(practitioner, referral, subject, lines, kind="case-note")


ENDED = {
    WithdrawalState.PRE_ICA_WITHDRAWAL: (
        "Referral {reference} has been withdrawn",
        "The probation practitioner has withdrawn it. Nothing more needs to be done.",
    ),
    WithdrawalState.POST_ICA_WITHDRAWAL: (
        "Referral {reference} has been withdrawn",
        "The probation practitioner has withdrawn it. The end of service report is due.",
    ),
    WithdrawalState.POST_ICA_CLOSE_REFERRAL_EARLY: (
        "Referral {reference} has been closed early",
        "The probation practitioner has closed it early. The end of service report is due.",
    ),
}


def referral_ended(referral_id: int, *, reason: str, delivered: bool) -> None:
    """E-mails the caseworker about the end of a referral, or the contract's mailbox.

    The mailbox stands in for a caseworker who is not there, may not open it, or has no e-mail address.
    """
    referral = _referral(referral_id)
    caseworker = _caseworker(referral)
    to = (address_of(caseworker) if caseworker is not None else "") or referral.contract.mailbox
    subject, words = ENDED[withdrawal_state(reason, delivered=delivered)]
    subject = _(subject).format(reference=referral.reference)
    _to_supplier(referral, to, subject, [_(words)], kind="referral-ended")


def responsible_for(referral: Referral) -> User | None:
    """The practitioner to e-mail: who holds the case today, else who sent the referral. At most 3 queries.

    None if neither may open the referral. The first of them who has an e-mail address is preferred.
    """
    holder = allocated_holder_of(referral.person_id, holders().select_related("staff__user"))
    either = (holder.staff.user if holder else None, referral.sent_by)
    fit = [user for user in either if user is not None and may_be_emailed(user, referral)]
    return next((user for user in fit if address_of(user)), fit[-1] if fit else None)


def address_of(user: User) -> str:
    return user.email


def _referral(referral_id: int) -> Referral:
    return Referral.objects.select_related("contract__type", "contract__prime", "person", "sent_by").get(
        pk=referral_id
    )


def _appointment(uuid: str) -> AssessmentAppointment:
    rows = AssessmentAppointment.objects.select_related(
        "assessment__referral__contract__type",
        "assessment__referral__person",
        "assessment__referral__sent_by",
    )
    return rows.get(uuid=uuid)


def _caseworker(referral: Referral) -> User | None:
    row = Assignment.objects.filter(referral=referral, ended_at=None).select_related("caseworker").first()
    return row.caseworker if row and may_be_emailed(row.caseworker, referral) else None


def _to_supplier(referral: Referral, to: str, subject: str, lines: Iterable[str], *, kind: str) -> None:
    screen = reverse("referrals:supplier-referral", args=[referral.reference])
    _send(to, subject, lines, screen, kind=kind)


def _to_practitioner(
    user: User | None, referral: Referral, subject: str, lines: Iterable[str], *, kind: str
) -> None:
    """E-mails the practitioner whom `responsible_for` names; None for nobody."""
    if user is not None:
        screen = reverse("referrals:progress", args=[referral.reference])
        _send(address_of(user), subject, lines, screen, kind=kind)


def _send(to: str, subject: str, lines: Iterable[str], path: str, *, kind: str) -> None:
    body = "\n\n".join([*(say(line) for line in lines), mail.link(path)])
    mail.send(to=to, subject=subject, body=body, kind=kind)
