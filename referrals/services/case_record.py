"""All that referrals write into the case record: the NSI, the supplier's appointments, case notes."""

from datetime import date, datetime, time, timedelta

from cases.codes import ComponentKind, CrsNsiOutcome, CrsNsiStatus, OutcomeCode
from cases.contacts.services.appointments import OutcomeDetails, record_outcome
from cases.contacts.services.details import ContactDetails, RelatesTo
from cases.contacts.services.entering import enter_contact
from cases.contacts.services.recording import lock_contact
from cases.models import Contact, ContactOutcome, Nsi
from cases.nsis.services import NsiDetails, change_status, end_nsi, open_nsi
from core.clock import day_of
from core.models import User
from core.reasons import Reason
from core.words import say
from referrals.codes import Side
from referrals.models import AssessmentAppointment, CaseNote, Referral
from referrals.services.deadlines import about

#: "CRS Non RAR Appointment Type": the initial assessment is enforceable but uses up no activity day.
ASSESSMENT_CONTACT = "CRSSAA"
#: Side of the author -> contact type of a case note: information from, or to, an external agency.
CASE_NOTE_CONTACT = {Side.SUPPLIER: "CIEA", Side.PROBATION: "CIEB"}


def open_nsi_for(referral: Referral, *, by: User, at: datetime) -> Nsi:
    """Opens the NSI of a referral that is sent, with its referral contact, under the referral's sentence."""
    note = Reason(
        "Referral {reference} sent to {supplier} for {service}",
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
        reference=about(referral),
        notes=say(note),
    )
    return open_nsi(referral.person_id, details, by=by, at=at)


def nsi_in_progress(referral: Referral, *, started_on: date, by: User, at: datetime) -> None:
    """Puts the NSI in progress, as the initial assessment took place. A second call changes nothing."""
    nsi = referral.nsi
    if nsi is None or nsi.started_on is not None or nsi.ended_on is not None:
        return
    change_status(nsi.pk, status=CrsNsiStatus.IN_PROGRESS, started_on=started_on, by=by, at=at)


def end_nsi_of(referral: Referral, *, outcome: CrsNsiOutcome, notes: str, by: User, at: datetime) -> None:
    """Ends the NSI of a referral that has ended. A second call changes nothing."""
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
    """Enters an attempt at the initial assessment, among the practitioner's own appointments.

    instead_of   contact of the attempt that it replaces
    """
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
    """The end time; a booking ends on the day it starts."""
    return (datetime.combine(date(2000, 1, 1), starts) + timedelta(minutes=minutes)).time()


def record_outcome_of(
    contact: Contact, outcome: str, *, notes: str, is_alert: bool, by: User, at: datetime
) -> Contact:
    """Records the outcome of a supplier's appointment. The practitioner decides about enforcement.

    An outcome that the practitioner has recorded stays. A different one from the supplier is then added as a
    note, with an alert.
    """
    contact = lock_contact(contact.pk)
    details = OutcomeDetails(outcome=outcome, notes=notes, is_alert=is_alert)
    if contact.outcome is not None and contact.outcome.code != outcome:
        theirs = ContactOutcome.objects.get(code=outcome).words
        words = say(Reason("The service provider says: {outcome}", outcome=theirs))
        action = contact.enforcement_action.code if contact.enforcement_action else None
        both = "\n\n".join(part for part in (words, notes) if part)
        details = OutcomeDetails(outcome=contact.outcome.code, action=action, notes=both, is_alert=True)
    return record_outcome(contact.pk, details, by=by, at=at, checked=False).contact


def record_rescheduling(
    contact: Contact, *, by_person: bool, because: str, by: User, at: datetime
) -> Contact:
    """Records that a supplier's appointment was rescheduled, by the person or by the service."""
    outcome = OutcomeCode.RESCHEDULED_BY_PERSON if by_person else OutcomeCode.RESCHEDULED_BY_SERVICE
    return record_outcome_of(contact, outcome.value, notes=because, is_alert=False, by=by, at=at)


def record_calling_off(contact: Contact, *, because: str, by: User, at: datetime) -> Contact:
    """Records that a supplier's appointment was called off, with no other in its place."""
    outcome = OutcomeCode.CALLED_OFF_BY_SERVICE.value
    return record_outcome_of(contact, outcome, notes=because, is_alert=False, by=by, at=at)


def enter_case_note(referral: Referral, note: CaseNote, *, side: Side, by: User, at: datetime) -> Contact:
    """Enters a case note in the contact log."""
    details = ContactDetails(
        type=CASE_NOTE_CONTACT[side],
        on=day_of(at),
        relates_to=RelatesTo(kind=ComponentKind.NSI, pk=referral.nsi_id),
        description=note.subject,
        notes=note.body,
    )
    origin = f"referrals.case-note:{note.uuid}"
    return enter_contact(referral.person_id, details, origin=origin, by=by, at=at)
