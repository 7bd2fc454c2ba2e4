"""Feedback on the initial assessment: its steps, its refusals, and what the case record shows of it."""

from datetime import timedelta

import pytest

from cases.allocations.queries.holders import holder_of
from cases.contacts.queries.failures import failures_under
from cases.contacts.services.appointments import OutcomeDetails, record_outcome
from cases.models import Contact, Disposal
from cases.worklists.queries.diaries import enforcement_due
from core import clock
from core.errors import RuleBroken
from referrals.models import AssessmentAppointment, Referral
from referrals.rules.feedback import Feedback
from referrals.services.assessment_appointments import book_assessment
from referrals.services.assessment_feedback import (
    give_feedback,
    record_attendance,
    record_session_feedback,
    submit_feedback,
)
from referrals.services.withdrawals import withdraw_referral
from referrals.tests.factories import an_assigned_referral
from referrals.tests.services.assessing import HAPPENED, MISSED, MONDAY, deadline, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(frozen_day):
    return an_assigned_referral()


@pytest.fixture
def by(referral):
    return referral.assignments.get().caseworker


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


def withdrawn(referral, at):
    return withdraw_referral(referral.pk, reason="MOV", comments="Moved.", by=referral.sent_by, at=at)


def test_a_past_appointment_is_answered_after_the_withdrawal(referral, by, frozen_day):
    booked = book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())
    withdrawn(referral, clock.now())
    assert deadline("feedback").cancelled_at is None

    row = give_feedback(referral.pk, MISSED, by=by, at=clock.now())

    referral.refresh_from_db()
    assert (row.pk, row.submitted_at, referral.state) == (booked.pk, clock.now(), "CONCLUDED")
    assert Contact.objects.get(pk=row.contact_id).outcome.code == "AFTA"
    assert deadline("feedback").met_at is not None


@pytest.mark.parametrize("answered", [True, False], ids=["answered before", "called off"])
def test_nothing_else_of_an_ended_referral_takes_feedback(referral, by, frozen_day, answered):
    book_assessment(referral.pk, on(MONDAY, hour=9 if answered else 16), by=by, at=clock.now())
    if answered:
        give_feedback(referral.pk, HAPPENED, by=by, at=clock.now())
    withdrawn(referral, clock.now())
    before = AssessmentAppointment.objects.values().get()

    with pytest.raises(RuleBroken, match="FEEDBACK_SUBMITTED" if answered else "NOT_SCHEDULED"):
        record_attendance(referral.pk, happened=False, attended=False, by=by, at=clock.now())

    assert AssessmentAppointment.objects.values().get() == before


def test_attendance_is_not_recorded_before_the_referral_is_assigned(referral, by, frozen_day):
    book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())
    Referral.objects.filter(pk=referral.pk).update(state="SENT")

    with pytest.raises(RuleBroken, match="NOT_POSSIBLE_NOW"):
        record_attendance(referral.pk, happened=True, attended=True, by=by, at=clock.now())

    assert AssessmentAppointment.objects.get().happened is None


def test_a_missed_assessment_counts_as_a_failure_to_comply(referral, by, frozen_day):
    book_assessment(referral.pk, on(MONDAY, hour=9), by=by, at=clock.now())

    row = give_feedback(referral.pk, MISSED, by=by, at=clock.now())

    contact = Contact.objects.get(pk=row.contact_id)
    assert (contact.is_national_standards, contact.complied, contact.event) == (True, False, referral.event)
    disposal = Disposal.objects.select_related("type").get(event=referral.event)
    assert failures_under(disposal).dates == {MONDAY}
    holder = holder_of(referral.person_id)
    assert contact in enforcement_due(holder.staff, today=MONDAY + timedelta(days=1))
