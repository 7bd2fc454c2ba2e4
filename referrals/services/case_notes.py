"""Notes that practitioner and service provider write to each other about a referral. None is changed."""

from datetime import datetime

from django.db import transaction

from core import audit, outbox
from core.errors import RulesBroken
from core.models import User
from referrals.codes import Act, Side
from referrals.models import CaseNote
from referrals.notices import CaseNoteAdded
from referrals.rules import case_notes as rules
from referrals.rules.referrals import state_after
from referrals.services import case_record, deadlines
from referrals.services.locking import lock_referral


@transaction.atomic
def add_case_note(
    referral_id: int,
    *,
    subject: str,
    body: str,
    side: Side,
    by: User,
    at: datetime,
    email_practitioner: bool | None = None,
) -> CaseNote:
    """Adds a note, enters it in the contact log too, and publishes CaseNoteAdded.

    raises   RulesBroken for the fields subject, body, email_practitioner; RuleBroken NOT_POSSIBLE_NOW for a
             draft
    """
    referral = lock_referral(referral_id)
    state_after(referral.state, Act.ADD_CASE_NOTE)
    typed = rules.CaseNote(side=side, subject=subject, body=body, email_practitioner=email_practitioner)
    if problems := rules.case_note_problems(typed):
        raise RulesBroken(problems)
    note = CaseNote.objects.create(
        referral=referral,
        subject=subject.strip(),
        body=body.strip(),
        sent_at=at,
        sent_by=by,
        email_practitioner=side == Side.PROBATION or bool(email_practitioner),
    )
    case_record.enter_case_note(referral, note, side=side, by=by, at=at)
    if side == Side.SUPPLIER:
        deadlines.meet_first_response(referral, by=by, at=at)
    audit.record("case-note-added", on=note, crn=referral.person.crn, by=by, at=at)
    outbox.publish(
        CaseNoteAdded(
            referral_id=referral.pk,
            referral_uuid=str(referral.uuid),
            crn=referral.person.crn,
            case_note_uuid=str(note.uuid),
            by_id=by.pk,
        ),
        by=by,
    )
    return note


def side_of(user: User) -> Side:
    return Side.SUPPLIER if user.supplier_id is not None else Side.PROBATION
