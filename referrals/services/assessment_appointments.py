"""Books the initial assessment, moves it, and books it again after it was missed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

from django.db import transaction

from core import audit, outbox
from core.calendar.holidays import bank_holidays
from core.calendar.unusual_times import unusual
from core.clock import LONDON, day_of
from core.errors import NeedsConfirming, RuleBroken, RulesBroken
from core.models import Office, User
from core.models.bases import stamps
from core.versions import raise_version
from referrals.codes import Act, AppointmentKind, AppointmentMethod, ChangeAskedBy, Rebooking
from referrals.models import AssessmentAppointment, Referral, SupplierAssessment
from referrals.notices import AssessmentBooked
from referrals.queries import assessments
from referrals.rules import assessment_appointments as rules
from referrals.rules.bookings import Booking, BookingFacts, booking_problems
from referrals.rules.case_entries import asked_by_person
from referrals.rules.deadlines import feedback_due
from referrals.rules.feedback import Feedback, feedback_problems
from referrals.rules.referrals import state_after
from referrals.rules.texts import tidy_postcode
from referrals.services import case_record, deadlines
from referrals.services.assessment_feedback import submit_at_once
from referrals.services.locking import lock_referral


@dataclass(frozen=True, kw_only=True)
class Place:
    """The parts of an address that no rule checks."""

    address_line_2: str = ""
    town: str = ""
    county: str = ""


class Attempts(NamedTuple):
    """The locked referral, its current attempt, and what booking again does to that attempt."""

    referral: Referral
    current: AssessmentAppointment | None
    effect: Rebooking


@transaction.atomic
def book_assessment(
    referral_id: int,
    booking: Booking,
    *,
    by: User,
    at: datetime,
    place: Place | None = None,
    feedback: Feedback | None = None,
    confirmed: Collection[str] | None = None,
) -> AssessmentAppointment:
    """Books an attempt: the first, one that replaces an attempt without feedback, or one after a miss.

    confirmed  warnings the user has confirmed; None where nobody can be asked (the API), which may also book
               an hour of today that has passed, as the published service lets its clients
    feedback   of an appointment before today, submitted in the same act
    raises     RulesBroken for the fields of the booking; NeedsConfirming; RuleBroken ALREADY_HAPPENED,
               REFERRAL_CONCLUDED, or NOT_POSSIBLE_NOW before a caseworker is assigned
    """
    referral, rows = lock_assessment(referral_id)
    attempts = attempts_of(referral, assessments.current_among(rows))
    return _book(attempts, booking, place=place, feedback=feedback, confirmed=confirmed, by=by, at=at)


def attempts_of(referral: Referral, current: AssessmentAppointment | None) -> Attempts:
    """What booking again would do to the current attempt."""
    effect = rules.rebooking(assessments.attempt_of(current) if current else None)
    return Attempts(referral, current, effect)


@transaction.atomic
def schedule_new_assessment(
    referral_id: int,
    booking: Booking,
    *,
    by: User,
    at: datetime,
    place: Place | None = None,
    feedback: Feedback | None = None,
) -> AssessmentAppointment:
    """Books another attempt once the latest has its feedback, for the suppliers' route.

    raises   RuleBroken EARLIER_THAN_LATEST, FEEDBACK_MISSING, ALREADY_HAPPENED; RulesBroken
    """
    referral, rows = lock_assessment(referral_id)
    current = assessments.current_among(rows)
    starts_at = instant_of(booking)
    latest = assessments.attempt_of(current) if current else None
    effect = rules.check_new_attempt(latest, starts_at=starts_at) if starts_at else rules.rebooking(latest)
    attempts = Attempts(referral, current, effect)
    return _book(attempts, booking, place=place, feedback=feedback, by=by, at=at)


@transaction.atomic
def reschedule_assessment(
    referral_id: int,
    appointment_id: int,
    booking: Booking,
    *,
    by: User,
    at: datetime,
    place: Place | None = None,
    feedback: Feedback | None = None,
) -> AssessmentAppointment:
    """Moves the latest attempt, for the suppliers' route.

    raises   RuleBroken NOT_THE_LATEST, FEEDBACK_SUBMITTED, INVALID_VALUE; RulesBroken
    """
    referral, rows = lock_assessment(referral_id)
    named = next((row for row in rows if row.pk == appointment_id), None)
    current = assessments.current_among(rows)
    if named is None or current is None:
        raise RuleBroken("NOT_THE_LATEST", "Only the latest appointment can be rescheduled")
    effect = rules.check_reschedule(
        assessments.attempt_of(named),
        latest=assessments.attempt_of(current),
        session_type=booking.session_type,
    )
    attempts = Attempts(referral, current, effect)
    return _book(attempts, booking, place=place, feedback=feedback, by=by, at=at)


def lock_assessment(referral_id: int) -> tuple[Referral, list[AssessmentAppointment]]:
    """The locked referral with its attempts."""
    referral = lock_referral(referral_id)
    return referral, assessments.attempts_at(referral)


def _book(
    attempts: Attempts,
    booking: Booking,
    *,
    place: Place | None,
    feedback: Feedback | None,
    by: User,
    at: datetime,
    confirmed: Collection[str] | None = None,
) -> AssessmentAppointment:
    referral, current, effect = attempts
    state_after(referral.state, Act.BOOK_ASSESSMENT)
    knows_hour = confirmed is not None
    if problems := problems_with(attempts, booking, feedback, at=at, knows_hour=knows_hour):
        raise RulesBroken(problems)
    if confirmed is not None:
        confirm(booking, confirmed)
    if effect == Rebooking.REPLACE and current is not None:
        supersede(current, asked_by=booking.asked_by, because=booking.change_reason.strip(), by=by, at=at)
    office = offices_of(referral).get(booking.office) if booking.office else None
    appointment = _insert(referral, booking, office, place or Place(), by=by, at=at)
    old = current.contact if current is not None and effect == Rebooking.REPLACE else None
    appointment.contact = case_record.enter_assessment(referral, appointment, instead_of=old, by=by, at=at)
    appointment.save(update_fields=["contact"])
    deadlines.meet_first_response(referral, by=by, at=at)
    due = feedback_due(appointment.on, bank_holidays())
    deadlines.open_for_supplier(referral, due, began_at=at, by=by, at=at)
    audit.record(
        "assessment-booked", on=appointment, crn=referral.person.crn, by=by, at=at, effect=effect.value
    )
    outbox.publish(
        AssessmentBooked(
            referral_id=referral.pk,
            referral_uuid=str(referral.uuid),
            crn=referral.person.crn,
            appointment_uuid=str(appointment.uuid),
        ),
        by=by,
    )
    if feedback is not None:
        submit_at_once(referral, appointment, feedback, by=by, at=at)
    return appointment


def problems_with(
    attempts: Attempts, booking: Booking, feedback: Feedback | None, *, at: datetime, knows_hour: bool
) -> list[RuleBroken]:
    """Everything wrong with a booking, and with its feedback if it has some. 1 query.

    knows_hour   whether an hour of today that has passed needs its feedback, as on our screens
    """
    sent_at = attempts.referral.sent_at
    assert sent_at is not None
    facts = BookingFacts(
        kind=AppointmentKind.ASSESSMENT,
        sent_on=day_of(sent_at),
        today=day_of(at),
        now=at.astimezone(LONDON).time() if knows_hour else None,
        died_on=attempts.referral.person.died_on,
        offices=frozenset(offices_of(attempts.referral)),
        replaces=attempts.effect == Rebooking.REPLACE,
    )
    found = booking_problems(booking, facts)
    return found if feedback is None else [*found, *feedback_problems(feedback)]


def offices_of(referral: Referral) -> dict[str, Office]:
    """The offices that can be booked, by their codes. 1 query."""
    return {office.code: office for office in assessments.bookable_offices(referral.contract)}


def confirm(booking: Booking, confirmed: Collection[str]) -> None:
    """Asks the user to confirm an unusual day or time.

    raises   NeedsConfirming while a warning is not confirmed
    """
    assert booking.on is not None
    minutes = booking.length_minutes or 0
    found = list(
        unusual(booking.on, booking.starts, minutes, holidays=bank_holidays(), fields=("on", "starts"))
    )
    codes = [f"{warning.code}:{booking.on.isoformat()}:{booking.starts}" for warning in found]
    if not set(codes) <= set(confirmed):
        raise NeedsConfirming(found, codes)


def supersede(
    current: AssessmentAppointment, *, asked_by: ChangeAskedBy | None, because: str, by: User, at: datetime
) -> None:
    """Marks an attempt without feedback as superseded. Who asked and why also go into the case record."""
    current.superseded_at = at
    current.change_asked_by = asked_by.value if asked_by else ""
    current.change_reason = because
    raise_version(current, ["superseded_at", "change_asked_by", "change_reason"], by=by, at=at)
    if current.contact is not None:
        case_record.record_rescheduling(
            current.contact,
            by_person=asked_by_person(asked_by),
            because=because,
            by=by,
            at=at,
        )


def call_off_assessment(referral: Referral, *, because: str, by: User, at: datetime) -> bool:
    """Calls off an appointment still to come when its referral ends.

    returns   whether one that has passed still waits for its feedback, which may be given after the end
    """
    current = assessments.current_among(assessments.attempts_at(referral))
    if current is None or current.submitted_at is not None:
        return False
    if current.starts_at <= at:
        return True
    current.superseded_at, current.is_called_off, current.change_reason = at, True, because
    raise_version(current, ["superseded_at", "is_called_off", "change_reason"], by=by, at=at)
    if current.contact is not None:
        case_record.record_calling_off(current.contact, because=because, by=by, at=at)
    return False


def instant_of(booking: Booking) -> datetime | None:
    if booking.on is None or booking.starts is None:
        return None
    return datetime.combine(booking.on, booking.starts, tzinfo=LONDON).astimezone(UTC)


def _insert(
    referral: Referral, booking: Booking, office: Office | None, place: Place, *, by: User, at: datetime
) -> AssessmentAppointment:
    elsewhere = booking.method == AppointmentMethod.OTHER_PLACE
    starts_at = instant_of(booking)
    if booking.on is None or booking.starts is None or booking.length_minutes is None:
        raise ValueError("the booking was not checked")
    if booking.method is None or starts_at is None:
        raise ValueError("the booking was not checked")
    return AssessmentAppointment.objects.create(
        assessment=SupplierAssessment.objects.get(referral=referral),
        on=booking.on,
        start_time=booking.starts,
        starts_at=starts_at,
        length_minutes=booking.length_minutes,
        method=booking.method.value,
        office=office if booking.method == AppointmentMethod.PROBATION_OFFICE else None,
        address_line_1=booking.address_line_1.strip() if elsewhere else "",
        address_line_2=place.address_line_2.strip() if elsewhere else "",
        town=place.town.strip() if elsewhere else "",
        county=place.county.strip() if elsewhere else "",
        postcode=tidy_postcode(booking.postcode) if elsewhere else "",
        **stamps(by=by, at=at),
    )
