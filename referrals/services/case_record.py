"""All that referrals write into the case record: the NSI, the supplier's appointments, case notes."""

from datetime import date, datetime, time, timedelta

from cases.codes import ComponentKind, CrsNsiOutcome, CrsNsiStatus, OutcomeCode
from cases.contacts.services.appointments import OutcomeDetails, record_outcome
from cases.contacts.services.details import ContactDetails, RelatesTo
from cases.contacts.services.entering import enter_contact
from cases.contacts.services.recording import lock_contact
from cases.models import Contact, ContactOutcome, Nsi
from cases.nsis.services import NsiDetails, change_status, end_nsi, start_nsi
from core.clock import day_of
from core.models import User
from core.reasons import Reason
from core.words import say
from referrals.codes import Side
from referrals.models import AssessmentAppointment, CaseNote, Referral

#: "CRS Non RAR Appointment Type": the initial assessment is enforceable but uses up no activity day.
ASSESSMENT_CONTACT = "CRSSAA"
#: A case note is information from, or to, an external agency.
CASE_NOTE_CONTACT = {Side.SUPPLIER: "CIEA", Side.PROBATION: "CIEB"}


def reference_of(referral: Referral) -> str:
    return f"urn:referral:{referral.uuid}"


def open_nsi_for(referral: Referral, *, by: User, at: datetime) -> Nsi:
    """The NSI of a sent referral with the contact of its referral, under the sentence it is made for."""
    note = Reason(
        "Referral {reference} sent to {supplier} for {service}. Follow it at /referrals/{reference}/",
        reference=referral.reference,
        supplier=referral.contract.prime.name,
        service=referral.contract.title,
    )
    details = NsiDetails(
        type=referral.contract.type.nsi_type_code,
        status=CrsNsiStatus.REFERRED,
        referred_on=day_of(at),
        expected_end_on=referral.deadline_on,
        event_id=referral.event_id,
        reference=reference_of(referral),
        notes=say(note),
    )
    return start_nsi(referral.person_id, details, by=by, at=at)


def nsi_in_progress(referral: Referral, *, started_on: date, by: User, at: datetime) -> None:
    """The service has begun: the initial assessment took place. A second call changes nothing."""
    nsi = referral.nsi
    if nsi is None or nsi.started_on is not None or nsi.ended_on is not None:
        return
    change_status(nsi.pk, status=CrsNsiStatus.IN_PROGRESS, started_on=started_on, by=by, at=at)


def end_nsi_of(referral: Referral, *, outcome: CrsNsiOutcome, notes: str, by: User, at: datetime) -> None:
    """The referral has ended, and its NSI with it. A second call changes nothing."""
    nsi = referral.nsi
    if nsi is None or nsi.ended_on is not None:
        return
    end_nsi(
        nsi.pk,
        outcome=outcome,
        on=day_of(at),
        status=CrsNsiStatus.COMPLETED,
        notes=notes,
        by_referral=True,
        by=by,
        at=at,
    )


def enter_assessment(
    referral: Referral,
    appointment: AssessmentAppointment,
    *,
    by: User,
    at: datetime,
    instead_of: Contact | None = None,
) -> Contact:
    """An attempt at the initial assessment, beside the practitioner's own appointments."""
    words = Reason(
        "Initial assessment with {supplier}, referral {reference}",
        supplier=referral.contract.prime.name,
        reference=referral.reference,
    )
    details = ContactDetails(
        type=ASSESSMENT_CONTACT,
        on=appointment.on,
        start_time=appointment.start_time,
        end_time=end_of(appointment.start_time, appointment.length_minutes),
        relates_to=RelatesTo(kind=ComponentKind.NSI, pk=referral.nsi_id),
        office_id=appointment.office_id,
        description=say(words),
        is_rar_activity=False,
    )
    return enter_contact(
        referral.person_id,
        details,
        origin=f"referrals.assessment-appointment:{appointment.uuid}",
        linked_to=instead_of,
        by=by,
        at=at,
    )


def end_of(starts: time, minutes: int) -> time:
    """Within the day: a booking ends on the day it starts."""
    return (datetime.combine(date(2000, 1, 1), starts) + timedelta(minutes=minutes)).time()


def record_outcome_of(
    contact: Contact, outcome: str, *, notes: str, is_alert: bool, by: User, at: datetime
) -> Contact:
    """What came of a supplier's appointment. The practitioner, not the supplier, decides enforcement.

    An outcome the practitioner recorded before stands: the supplier's comes as a note, and as an alert.
    """
    contact = lock_contact(contact.pk)
    given = OutcomeDetails(outcome=outcome, notes=notes, is_alert=is_alert)
    if contact.outcome is not None and contact.outcome.code != outcome:
        told = ContactOutcome.objects.get(code=outcome).words
        words = say(Reason("The service provider says: {outcome}", outcome=told))
        action = contact.enforcement_action.code if contact.enforcement_action else None
        both = "\n\n".join(part for part in (words, notes) if part)
        given = OutcomeDetails(outcome=contact.outcome.code, action=action, notes=both, is_alert=True)
    return record_outcome(contact.pk, given, by=by, at=at, checked=False).contact


def put_off(contact: Contact, *, by_person: bool, because: str, by: User, at: datetime) -> Contact:
    outcome = OutcomeCode.RESCHEDULED_BY_PERSON if by_person else OutcomeCode.RESCHEDULED_BY_SERVICE
    return record_outcome_of(contact, outcome.value, notes=because, is_alert=False, by=by, at=at)


def enter_case_note(referral: Referral, note: CaseNote, *, side: Side, by: User, at: datetime) -> Contact:
    """A case note, shown in the contact log too."""
    details = ContactDetails(
        type=CASE_NOTE_CONTACT[side],
        on=day_of(at),
        relates_to=RelatesTo(kind=ComponentKind.NSI, pk=referral.nsi_id),
        description=note.subject,
        notes=note.body,
    )
    origin = f"referrals.case-note:{note.uuid}"
    return enter_contact(referral.person_id, details, origin=origin, by=by, at=at)
