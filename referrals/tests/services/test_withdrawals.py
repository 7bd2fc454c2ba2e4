"""Withdrawing ends a referral with its NSI, its deadlines and its appointment, in one act."""

from datetime import time, timedelta

import pytest

from cases.models import Contact, Deadline, Nsi
from core import clock, outbox
from core.errors import RuleBroken
from core.models import AuditEntry, OutboxRow
from referrals.codes import AppointmentMethod, AppointmentStatus
from referrals.models import AssessmentAppointment
from referrals.queries import assessments
from referrals.rules.bookings import Booking
from referrals.rules.statuses import Delivery
from referrals.services.assessment_appointments import book_assessment
from referrals.services.withdrawals import conclude_referral, withdraw_referral
from referrals.tests.factories import a_draft, a_sent_referral, an_assigned_referral

pytestmark = pytest.mark.django_db
ONE_CAME = Delivery(planned=5, delivered=1, with_outcome=1)


def withdraw(referral, **more):
    arguments = {"reason": "MOV", "comments": " Moved to Leeds. ", "by": referral.sent_by, "at": clock.now()}
    withdraw_referral(referral.pk, **{**arguments, **more})
    referral.refresh_from_db()
    return referral


def booked(referral, *, days):
    by = referral.assignments.get().caseworker
    booking = Booking(
        on=clock.today() + timedelta(days=days),
        starts=time(10),
        length_minutes=60,
        method=AppointmentMethod.PHONE_CALL,
    )
    return book_assessment(referral.pk, booking, by=by, at=clock.now())


def test_nothing_delivered_is_cancelled_and_says_who_when_and_why():
    referral = withdraw(a_sent_referral())

    assert (referral.state, referral.end_state) == ("CONCLUDED", "CANCELLED")
    assert referral.concluded_at == referral.end_requested_at
    assert (referral.end_reason_code, referral.end_comments) == ("MOV", "Moved to Leeds.")
    assert referral.end_requested_by == referral.sent_by
    assert AuditEntry.objects.filter(act="referral-withdrawn", crn=referral.person.crn).exists()


def test_the_intervention_ends_with_it_and_the_contact_says_why():
    referral = withdraw(a_sent_referral())

    nsi = Nsi.objects.get(pk=referral.nsi_id)
    assert (nsi.outcome.code, nsi.ended_on, nsi.status.code) == ("CRS01", clock.today(), "COMP")
    ended = AuditEntry.objects.get(act="nsi-ended")
    assert (ended.outcome, ended.details) == ("done", {"with_outcome": "CRS01"})
    note = Contact.objects.get(person=referral.person, type__code="NTER").notes.get().text
    assert "The person has moved out of the area" in note
    assert "Moved to Leeds." in note


def test_what_was_due_is_cancelled():
    referral = withdraw(a_sent_referral())

    open_ones = Deadline.objects.filter(person=referral.person, met_at=None, cancelled_at=None)
    assert not open_ones.exists()
    assert Deadline.objects.get(kind="referral-initial-assessment").cancelled_because


def test_an_appointment_to_come_is_called_off(frozen_day):
    referral = an_assigned_referral()
    appointment = booked(referral, days=3)

    withdraw(referral)

    appointment.refresh_from_db()
    assert appointment.superseded_at is not None
    assert (appointment.is_called_off, appointment.change_asked_by) == (True, "")
    assert assessments.status_of(appointment, now=clock.now()) == AppointmentStatus.CALLED_OFF
    assert Contact.objects.get(pk=appointment.contact_id).outcome.code == "X-called-off-service-request"


def test_an_appointment_that_has_passed_stays_as_it_is(frozen_day):
    referral = an_assigned_referral()
    appointment = booked(referral, days=1)

    ended = withdraw(referral, at=clock.now() + timedelta(days=2))

    assert ended.state == "CONCLUDED"
    appointment.refresh_from_db()
    assert appointment.superseded_at is None
    assert Contact.objects.get(pk=appointment.contact_id).outcome is None


def test_after_a_session_it_waits_for_the_report():
    referral = withdraw(an_assigned_referral(), delivery=ONE_CAME)

    assert (referral.state, referral.end_state, referral.concluded_at) == ("ENDING", "", None)
    assert Nsi.objects.get(pk=referral.nsi_id).outcome.code == "CRS02"


def test_the_report_concludes_it_once():
    referral = withdraw(an_assigned_referral(), delivery=ONE_CAME)

    conclude_referral(referral.pk, delivery=ONE_CAME, by=referral.sent_by, at=clock.now())

    referral.refresh_from_db()
    assert (referral.state, referral.end_state) == ("CONCLUDED", "PREMATURELY_ENDED")
    notice = OutboxRow.objects.get(kind="referrals.ReferralConcluded")
    assert notice.payload["end_state"] == "PREMATURELY_ENDED"
    with pytest.raises(RuleBroken, match="REFERRAL_CONCLUDED"):
        conclude_referral(referral.pk, delivery=ONE_CAME, by=referral.sent_by, at=clock.now())


def test_a_service_that_ran_its_course_is_completed():
    referral = an_assigned_referral()
    whole = Delivery(planned=2, delivered=2, with_outcome=2)

    conclude_referral(referral.pk, delivery=whole, by=referral.sent_by, at=clock.now())

    referral.refresh_from_db()
    assert (referral.state, referral.end_state) == ("CONCLUDED", "COMPLETED")
    assert Nsi.objects.get(pk=referral.nsi_id).outcome.code == "CRS03"


@pytest.mark.parametrize(
    ("made", "arguments", "code"),
    [
        pytest.param(a_draft, {}, "NOT_POSSIBLE_NOW", id="a draft"),
        pytest.param(lambda: withdraw(a_sent_referral()), {}, "REFERRAL_CONCLUDED", id="ended already"),
        pytest.param(a_sent_referral, {"reason": "EAR"}, "INVALID_VALUE", id="completed early, nobody came"),
        pytest.param(a_sent_referral, {"comments": ""}, "CANNOT_BE_EMPTY", id="no comments"),
        pytest.param(
            an_assigned_referral,
            {"delivery": Delivery(planned=1, delivered=1, with_outcome=1)},
            "REPORT_DUE",
            id="all delivered",
        ),
    ],
)
def test_a_refusal_changes_nothing(made, arguments, code):
    referral = made()
    before = (referral.state, referral.version, OutboxRow.objects.count())

    with pytest.raises(RuleBroken, match=code):
        withdraw(referral, **{"by": referral.created_by, **arguments})

    referral.refresh_from_db()
    assert (referral.state, referral.version, OutboxRow.objects.count()) == before


@pytest.mark.parametrize(
    ("arguments", "subject"),
    [
        ({}, "has been withdrawn"),
        ({"delivery": ONE_CAME}, "has been withdrawn"),
        ({"delivery": ONE_CAME, "reason": "EAR"}, "has been closed early"),
    ],
)
def test_the_caseworker_is_told_without_a_name(mailoutbox, arguments, subject):
    referral = an_assigned_referral()
    outbox.deliver()
    mailoutbox.clear()

    withdraw(referral, **arguments)
    outbox.deliver()

    letter = mailoutbox[0]
    assert letter.to == [referral.assignments.get().caseworker.email]
    assert letter.subject == f"Referral {referral.reference} {subject}"
    assert referral.person.surname not in letter.body
    assert len(mailoutbox) == 1


def test_of_one_nobody_has_taken_the_contracts_mailbox_is_told(mailoutbox):
    referral = a_sent_referral()
    outbox.deliver()
    mailoutbox.clear()

    withdraw(referral)
    outbox.deliver()

    assert mailoutbox[0].to == [referral.contract.mailbox]


def test_no_attempt_is_left_to_answer(frozen_day):
    referral = an_assigned_referral()
    booked(referral, days=3)

    withdraw(referral)

    assert AssessmentAppointment.objects.count() == 1
    assert not AssessmentAppointment.objects.filter(superseded_at=None).exists()
