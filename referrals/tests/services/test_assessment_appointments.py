"""The initial assessment is booked, moved, given feedback and booked again, and the case record shows it."""

from datetime import date, datetime, time, timedelta

import pytest

from cases.contacts.services.appointments import OutcomeDetails, record_outcome
from cases.models import Contact, Deadline
from core import clock
from core.errors import RuleBroken, RulesBroken
from core.models import OutboxRow
from referrals.codes import AppointmentMethod, ChangeAskedBy
from referrals.models import AssessmentAppointment
from referrals.rules.bookings import Booking
from referrals.rules.feedback import Feedback
from referrals.services.assessment_appointments import (
    book_assessment,
    reschedule_assessment,
    schedule_new_assessment,
)
from referrals.services.assessment_feedback import (
    give_feedback,
    record_attendance,
    record_session_feedback,
    submit_feedback,
)
from referrals.tests.factories import a_caseworker, a_sent_referral, an_assigned_referral

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
HAPPENED = Feedback(
    happened=True, late=False, summary="Talked through housing", response="Keen", told_nobody=True
)
MISSED = Feedback(happened=False, attended=False, contact_tried="Rang twice", notify=False)


@pytest.fixture
def referral(frozen_day):
    return an_assigned_referral()


@pytest.fixture
def by(referral):
    return referral.assignments.get().caseworker


def on(day, hour=10, **more):
    return Booking(on=day, starts=time(hour), length_minutes=60, method=AppointmentMethod.PHONE_CALL, **more)


def deadline(kind):
    return Deadline.objects.filter(kind=f"referral-{kind}").order_by("-pk").first()


def test_a_booking_is_an_appointment_in_the_case_record(referral, by):
    booked = book_assessment(referral.pk, on(MONDAY + timedelta(days=3)), by=by, at=clock.now())

    contact = Contact.objects.get(pk=booked.contact_id)
    assert (contact.type.code, contact.on) == ("CRSSAA", MONDAY + timedelta(days=3))
    assert (contact.start_time, contact.end_time) == (time(10), time(11))
    assert contact.is_appointment
    assert not contact.is_rar_activity
    assert contact.nsi == referral.nsi
    assert deadline("feedback").due_on == MONDAY + timedelta(days=3)
    assert OutboxRow.objects.filter(kind="referrals.AssessmentBooked").count() == 1


def test_nothing_is_booked_before_a_caseworker_is_assigned(frozen_day):
    referral = a_sent_referral()

    with pytest.raises(RuleBroken, match="NOT_POSSIBLE_NOW"):
        book_assessment(referral.pk, on(MONDAY), by=a_caseworker(referral.contract), at=clock.now())

    assert not AssessmentAppointment.objects.exists()


def test_a_wrong_booking_says_everything_and_writes_nothing(referral, by):
    booking = Booking(on=MONDAY - timedelta(days=9), method=AppointmentMethod.OTHER_PLACE)

    with pytest.raises(RulesBroken) as raised:
        book_assessment(referral.pk, booking, by=by, at=clock.now())

    fields = {rule.field for rule in raised.value.all}
    assert fields == {"on", "starts", "length_minutes", "address_line_1", "postcode"}
    assert not AssessmentAppointment.objects.exists()
    assert not Contact.objects.filter(type__code="CRSSAA").exists()


def test_moving_an_unanswered_booking_asks_who_and_why(referral, by):
    book_assessment(referral.pk, on(MONDAY + timedelta(days=3)), by=by, at=clock.now())

    with pytest.raises(RulesBroken) as raised:
        book_assessment(referral.pk, on(MONDAY + timedelta(days=4)), by=by, at=clock.now())

    assert {rule.field for rule in raised.value.all} == {"asked_by", "change_reason"}


def test_a_moved_booking_leaves_the_old_one_rescheduled_in_the_record(referral, by):
    first = book_assessment(referral.pk, on(MONDAY + timedelta(days=3)), by=by, at=clock.now())
    change = {"asked_by": ChangeAskedBy.PERSON, "change_reason": "Works that day"}

    second = book_assessment(referral.pk, on(MONDAY + timedelta(days=4), **change), by=by, at=clock.now())

    first.refresh_from_db()
    assert first.superseded_at is not None
    assert Contact.objects.get(pk=first.contact_id).outcome.code == "RSOF"
    assert Contact.objects.get(pk=second.contact_id).linked_to_id == first.contact_id
    assert deadline("feedback").due_on == MONDAY + timedelta(days=4)


def test_feedback_that_it_happened_meets_the_deadline_and_starts_the_service(referral, by, frozen_day):
    book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())

    row = give_feedback(referral.pk, HAPPENED, by=by, at=clock.now())

    contact = Contact.objects.get(pk=row.contact_id)
    assert (contact.outcome.code, contact.attended, contact.complied) == ("ATTC", True, True)
    assert "Talked through housing" in contact.notes.get().text
    assert deadline("initial-assessment").met_at is not None
    assert deadline("feedback").met_at is not None
    assert deadline("action-plan") is None, "nobody can write an action plan yet"
    referral.nsi.refresh_from_db()
    assert (referral.nsi.status.code, referral.nsi.started_on) == ("INPROG", MONDAY)


def test_feedback_that_it_was_missed_keeps_the_deadline_and_may_be_booked_again(referral, by):
    book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())
    missed = give_feedback(referral.pk, MISSED, by=by, at=clock.now())

    again = book_assessment(referral.pk, on(MONDAY + timedelta(days=2)), by=by, at=clock.now())

    contact = Contact.objects.get(pk=missed.contact_id)
    assert (contact.outcome.code, contact.attended, contact.is_alert) == ("AFTA", False, True)
    assert deadline("initial-assessment").met_at is None
    assert AssessmentAppointment.objects.filter(superseded_at=None).count() == 2
    assert again.submitted_at is None


def test_what_the_practitioner_recorded_before_stands_and_the_feedback_is_told(referral, by):
    booked = book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())
    held = OutcomeDetails(outcome="ATTC", notes="Came early.")
    record_outcome(booked.contact_id, held, by=referral.sent_by, at=clock.now())

    missed = give_feedback(referral.pk, MISSED, by=by, at=clock.now())

    contact = Contact.objects.get(pk=missed.contact_id)
    assert (contact.outcome.code, contact.attended, contact.is_alert) == ("ATTC", True, True)
    notes = [note.text for note in contact.notes.order_by("pk")]
    assert notes[0] == "Came early."
    assert notes[1].startswith("The service provider says: ")
    assert "Rang twice" in notes[1]
    assert missed.attended is False


def test_poor_behaviour_reads_as_a_failure_to_comply(referral, by):
    book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())
    feedback = Feedback(
        happened=True,
        late=False,
        summary="Began",
        response="Angry",
        behaviour_ticked=True,
        behaviour="Shouted",
    )

    row = give_feedback(referral.pk, feedback, by=by, at=clock.now())

    assert Contact.objects.get(pk=row.contact_id).outcome.code == "AFTC"


def test_the_steps_of_the_suppliers_route_end_in_the_same(referral, by):
    book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())

    with pytest.raises(RuleBroken, match="ATTENDANCE_NOT_RECORDED"):
        submit_feedback(referral.pk, by=by, at=clock.now())
    record_attendance(referral.pk, happened=True, attended=None, by=by, at=clock.now())
    record_session_feedback(referral.pk, HAPPENED, by=by, at=clock.now())
    row = submit_feedback(referral.pk, by=by, at=clock.now())

    assert (row.happened, row.attended, row.summary) == (True, True, "Talked through housing")
    with pytest.raises(RuleBroken, match="FEEDBACK_SUBMITTED"):
        submit_feedback(referral.pk, by=by, at=clock.now())


def test_another_answer_about_attendance_clears_what_was_said(referral, by):
    book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())
    record_attendance(referral.pk, happened=True, attended=None, by=by, at=clock.now())
    record_session_feedback(referral.pk, HAPPENED, by=by, at=clock.now())

    row = record_attendance(referral.pk, happened=False, attended=False, by=by, at=clock.now())

    assert (row.summary, row.told_nobody, row.attended) == ("", False, False)


def test_feedback_waits_for_the_appointment(referral, by):
    book_assessment(referral.pk, on(MONDAY, hour=15), by=by, at=clock.now())

    with pytest.raises(RuleBroken, match="FEEDBACK_TOO_EARLY"):
        give_feedback(referral.pk, HAPPENED, by=by, at=clock.now())

    row = AssessmentAppointment.objects.get()
    assert (row.happened, row.submitted_at, row.summary) == (None, None, "")


def test_feedback_without_a_booking_is_refused(referral, by):
    with pytest.raises(RuleBroken, match="NOT_SCHEDULED"):
        give_feedback(referral.pk, HAPPENED, by=by, at=clock.now())

    assert not AssessmentAppointment.objects.exists()


def test_an_appointment_before_today_comes_with_its_feedback(frozen_day):
    referral = an_assigned_referral()
    by = referral.assignments.get().caseworker
    frozen_day.move_to(date(2026, 3, 5))
    past = on(date(2026, 3, 4))

    with pytest.raises(RulesBroken) as raised:
        book_assessment(referral.pk, past, by=by, at=clock.now())
    row = book_assessment(
        referral.pk, on(date(2026, 3, 4), has_feedback=True), feedback=HAPPENED, by=by, at=clock.now()
    )

    assert raised.value.code == "APPOINTMENT_MUST_BE_COMPLETED"
    assert row.submitted_at is not None
    assert deadline("initial-assessment").met_at is not None


def test_the_routes_that_schedule_and_reschedule_keep_their_own_refusals(referral, by):
    first = book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())

    with pytest.raises(RuleBroken, match="FEEDBACK_MISSING"):
        schedule_new_assessment(referral.pk, on(MONDAY + timedelta(days=2)), by=by, at=clock.now())
    give_feedback(referral.pk, MISSED, by=by, at=clock.now())
    with pytest.raises(RuleBroken, match="FEEDBACK_SUBMITTED"):
        reschedule_assessment(referral.pk, first.pk, on(MONDAY + timedelta(days=2)), by=by, at=clock.now())
    second = schedule_new_assessment(referral.pk, on(MONDAY + timedelta(days=2)), by=by, at=clock.now())
    with pytest.raises(RuleBroken, match="NOT_THE_LATEST"):
        reschedule_assessment(referral.pk, first.pk, on(MONDAY + timedelta(days=3)), by=by, at=clock.now())

    assert second.starts_at == datetime(2026, 3, 4, 10, tzinfo=clock.LONDON)


def test_what_has_happened_is_not_booked_again(referral, by):
    book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())
    give_feedback(referral.pk, HAPPENED, by=by, at=clock.now())

    with pytest.raises(RuleBroken, match="ALREADY_HAPPENED"):
        book_assessment(referral.pk, on(MONDAY + timedelta(days=2)), by=by, at=clock.now())

    assert AssessmentAppointment.objects.count() == 1
