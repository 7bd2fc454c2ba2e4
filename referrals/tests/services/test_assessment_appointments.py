"""The initial assessment is booked, moved and booked again, and the case record shows it."""

from datetime import date, datetime, time, timedelta

import pytest

from cases.models import Contact
from core import clock
from core.errors import RuleBroken, RulesBroken
from core.models import OutboxRow
from referrals.codes import AppointmentMethod, ChangeAskedBy
from referrals.models import AssessmentAppointment
from referrals.rules.bookings import Booking
from referrals.services.assessment_appointments import (
    book_assessment,
    reschedule_assessment,
    schedule_new_assessment,
)
from referrals.services.assessment_feedback import give_feedback
from referrals.tests.factories import a_caseworker, a_sent_referral, an_assigned_referral
from referrals.tests.services.assessing import HAPPENED, MISSED, MONDAY, deadline, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(frozen_day):
    return an_assigned_referral()


@pytest.fixture
def by(referral):
    return referral.assignments.get().caseworker


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


def test_the_api_books_an_hour_of_today_that_has_passed_as_the_published_service_does(referral, by):
    book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())

    with pytest.raises(RulesBroken) as raised:
        book_assessment(referral.pk, on(MONDAY, hour=9), confirmed=(), by=by, at=clock.now())
    assert "APPOINTMENT_MUST_BE_COMPLETED" in {rule.code for rule in raised.value.all}


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
