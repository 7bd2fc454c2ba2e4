"""Notices send each e-mail once, without the person's name, and new release dates are taken over."""

from datetime import time, timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Deadline, KeyDateType
from cases.notices import CustodyChanged
from cases.sentences.services.custody import change_key_dates
from cases.tests.factories import KeyDateFactory, LimitedAccessFactory
from core import clock, outbox
from core.mail import ConsoleBackend
from core.models import OutboxRow
from referrals.codes import AppointmentMethod, DeadlineKind, Side
from referrals.handlers import follow_the_release_date
from referrals.rules.bookings import Booking
from referrals.rules.feedback import Feedback
from referrals.rules.statuses import Delivery
from referrals.services import mails
from referrals.services.assessment_appointments import book_assessment
from referrals.services.assessment_feedback import give_feedback
from referrals.services.assignment import assign_referral
from referrals.services.case_notes import add_case_note
from referrals.services.deadlines import KINDS
from referrals.services.urgency import change_release_dates
from referrals.services.withdrawals import conclude_referral, withdraw_referral
from referrals.tests.factories import (
    ContractFactory,
    a_caseworker,
    a_person,
    a_practitioner,
    a_sent_referral,
    an_assigned_referral,
)

pytestmark = pytest.mark.django_db


def delivered(mailoutbox):
    """(address, subject) of the e-mails that delivering the notices sends."""
    mailoutbox.clear()
    outbox.deliver()
    return [(mail.to[0], mail.subject) for mail in mailoutbox]


def booking(hour=9, **more):
    return Booking(
        on=clock.today(), starts=time(hour), length_minutes=60, method=AppointmentMethod.PHONE_CALL, **more
    )


def test_a_new_referral_is_told_to_the_contracts_mailbox_without_a_name(mailoutbox):
    referral = a_sent_referral()

    letters = delivered(mailoutbox)

    assert letters == [("referrals@example.org", f"New referral {referral.reference}")]
    assert referral.person.surname not in mailoutbox[0].body
    assert referral.person.crn not in mailoutbox[0].body
    assert f"/supplier/referrals/{referral.reference}/" in mailoutbox[0].body


def test_a_letter_is_not_written_twice_for_one_notice(mailoutbox):
    a_sent_referral()
    assert len(delivered(mailoutbox)) == 1

    assert delivered(mailoutbox) == []


def test_the_new_caseworker_is_told(mailoutbox):
    referral = an_assigned_referral()
    caseworker = referral.assignments.get().caseworker

    letters = delivered(mailoutbox)

    assert (caseworker.email, f"Referral {referral.reference} is assigned to you") in letters


def test_a_booking_is_told_to_whoever_holds_the_case(frozen_day, mailoutbox):
    by = a_practitioner()
    referral = an_assigned_referral(by=by)
    delivered(mailoutbox)
    book_assessment(referral.pk, booking(15), by=referral.assignments.get().caseworker, at=clock.now())

    assert delivered(mailoutbox) == [
        (by.email, f"Initial assessment booked for referral {referral.reference}")
    ]


@pytest.mark.parametrize("kind", ["EXCLUSION", "RESTRICTION"])
def test_nothing_is_written_to_a_practitioner_who_may_no_longer_open_the_record(frozen_day, mailoutbox, kind):
    by = a_practitioner()
    referral = an_assigned_referral(by=by)
    delivered(mailoutbox)
    shut_out = by if kind == "EXCLUSION" else a_practitioner()
    LimitedAccessFactory(person=referral.person, user=shut_out, kind=kind)

    book_assessment(referral.pk, booking(15), by=referral.assignments.get().caseworker, at=clock.now())

    assert delivered(mailoutbox) == []
    assert OutboxRow.objects.get(kind="referrals.AssessmentBooked").delivered_at


def test_nothing_is_written_to_a_caseworker_who_is_shut_out(mailoutbox):
    referral = an_assigned_referral()
    LimitedAccessFactory(person=referral.person, user=referral.assignments.get().caseworker)

    letters = delivered(mailoutbox)

    assert [subject for _, subject in letters] == [f"New referral {referral.reference}"]


@pytest.mark.parametrize(
    ("feedback", "subjects"),
    [
        pytest.param(
            Feedback(happened=False, attended=False, contact_tried="Rang", notify=False),
            ["Did not attend"],
            id="absent",
        ),
        pytest.param(
            Feedback(
                happened=True,
                late=False,
                summary="A",
                response="B",
                behaviour_ticked=True,
                behaviour="Shouted",
                concerns_ticked=True,
                concerns="Frightened",
            ),
            ["Concerns", "Poor behaviour"],
            id="behaviour and concerns",
        ),
        pytest.param(
            Feedback(happened=True, late=False, summary="A", response="B", told_nobody=True), [], id="nothing"
        ),
    ],
)
def test_feedback_is_told_by_what_it_says(frozen_day, mailoutbox, feedback, subjects):
    referral = an_assigned_referral()
    by = referral.assignments.get().caseworker
    book_assessment(referral.pk, booking(), by=by, at=clock.now())
    delivered(mailoutbox)

    give_feedback(referral.pk, feedback, by=by, at=clock.now())

    kinds = [subject.partition(":")[0] for _, subject in delivered(mailoutbox)]
    assert sorted(kinds) == subjects
    assert all("Frightened" not in mail.body and "Shouted" not in mail.body for mail in mailoutbox)


@pytest.mark.parametrize(("asked", "count"), [(True, 1), (False, 0)])
def test_a_suppliers_note_is_mailed_only_when_asked(mailoutbox, asked, count):
    referral = an_assigned_referral()
    delivered(mailoutbox)
    add_case_note(
        referral.pk,
        subject="A",
        body="B",
        side=Side.SUPPLIER,
        email_practitioner=asked,
        by=referral.assignments.get().caseworker,
        at=clock.now(),
    )

    assert len(delivered(mailoutbox)) == count


def test_a_practitioners_note_is_told_to_the_caseworker_and_not_to_its_author(mailoutbox):
    referral = an_assigned_referral()
    delivered(mailoutbox)
    add_case_note(
        referral.pk, subject="A", body="B", side=Side.PROBATION, by=referral.sent_by, at=clock.now()
    )

    assert [to for to, _ in delivered(mailoutbox)] == [referral.assignments.get().caseworker.email]


def sent_from_custody(*, release_in):
    """A sent referral from custody, with the custody and the practitioner.

    release_in   days until the release date in the case record; None if only the referrer typed one
    """
    by = a_practitioner()
    person = a_person(holder=by, in_custody=True)
    custody = person.events.get().disposals.get().custodies.get()
    if release_in is not None:
        expected = KeyDateType.objects.get(code="EXP")
        KeyDateFactory(custody=custody, type=expected, on=clock.today() + timedelta(days=release_in))
    referral = a_sent_referral(by=by, person=person)
    outbox.deliver()
    return referral, custody, by


def change(custody, by, dates):
    """Changes key dates as their page does, and delivers the notice of it twice."""
    person_id = custody.disposal.event.person_id
    change_key_dates(custody.pk, dates, person_id=person_id, version=None, by=by, at=clock.now())
    outbox.deliver()
    OutboxRow.objects.filter(kind=CustodyChanged.kind).update(delivered_at=None)
    outbox.deliver()


def deadline_of(referral):
    return Deadline.objects.filter(
        about=f"referrals.referral:{referral.reference}",
        kind=KINDS[DeadlineKind.FIRST_RESPONSE],
        cancelled_at=None,
    ).first()


def test_a_new_release_date_in_the_record_makes_a_referral_urgent():
    referral, custody, by = sent_from_custody(release_in=60)

    change(custody, by, {"EXP": clock.today() + timedelta(days=5)})

    referral.refresh_from_db()
    assert referral.is_urgent
    assert referral.release_on == clock.today() + timedelta(days=5)
    assert deadline_of(referral) is not None


def test_a_typed_release_date_stands_while_the_record_holds_none():
    referral, custody, _by = sent_from_custody(release_in=5)
    custody.key_dates.all().delete()
    notice = CustodyChanged(
        person_id=referral.person_id, crn=referral.person.crn, custody_id=custody.pk, key_dates=("EXP",)
    )
    due = deadline_of(referral)

    follow_the_release_date(notice)

    referral.refresh_from_db()
    assert (referral.is_urgent, referral.release_on) == (True, clock.today() + timedelta(days=5))
    assert due is not None
    assert deadline_of(referral) == due


def test_a_date_taken_out_of_the_record_leaves_the_referrals_own():
    referral, custody, by = sent_from_custody(release_in=5)

    change(custody, by, {"EXP": None})

    referral.refresh_from_db()
    assert (referral.is_urgent, referral.release_on) == (True, clock.today() + timedelta(days=5))


def test_a_move_to_another_prison_keeps_the_typed_date_and_the_24_hours():
    referral, custody, _by = sent_from_custody(release_in=60)
    typed = clock.today() + timedelta(days=4)
    change_release_dates(referral.pk, {"release_on": typed}, by=None, at=clock.now())

    follow_the_release_date(
        CustodyChanged(person_id=referral.person_id, crn=referral.person.crn, custody_id=custody.pk)
    )

    referral.refresh_from_db()
    assert (referral.is_urgent, referral.release_on) == (True, typed)
    assert deadline_of(referral) is not None


def test_another_key_date_of_the_record_keeps_the_typed_date():
    referral, custody, by = sent_from_custody(release_in=60)
    typed = clock.today() + timedelta(days=4)
    change_release_dates(referral.pk, {"release_on": typed}, by=None, at=clock.now())

    change(custody, by, {"LED": clock.today() + timedelta(days=400)})

    referral.refresh_from_db()
    assert referral.release_on == typed


def test_addresses_stay_out_of_what_the_console_prints(capsys):
    ConsoleBackend().send_messages([EmailMessage("Subject", "Text", to=["robin@example.org"])])

    printed = capsys.readouterr().out
    assert "robin@example.org" not in printed
    assert "r...@example.org" in printed


@pytest.mark.parametrize(
    ("address", "told"),
    [("kim@example.org", "kim@example.org"), ("", "referrals@example.org")],
    ids=["to the caseworker", "to the mailbox, where the caseworker has no address"],
)
def test_the_end_of_a_referral_is_told_to_one_address(mailoutbox, address, told):
    caseworker = a_caseworker(ContractFactory(), email=address)
    contract = caseworker.contract_grants.get().contract
    referral = an_assigned_referral(caseworker=caseworker, contract=contract)
    delivered(mailoutbox)

    withdraw_referral(referral.pk, reason="MOV", comments="Moved.", by=referral.sent_by, at=clock.now())

    assert delivered(mailoutbox) == [(told, f"Referral {referral.reference} has been withdrawn")]


def test_who_holds_the_case_is_asked_once_for_a_case_note(mailoutbox):
    referral = an_assigned_referral()
    note = add_case_note(
        referral.pk,
        subject="A",
        body="B",
        side=Side.SUPPLIER,
        email_practitioner=True,
        by=referral.assignments.get().caseworker,
        at=clock.now(),
    )
    mailoutbox.clear()

    with CaptureQueriesContext(connection) as queries:
        mails.case_note_added(str(note.uuid))

    assert [mail.to for mail in mailoutbox] == [[referral.sent_by.email]]
    assert len([query for query in queries if 'FROM "cases_holder_of_person"' in query["sql"]]) == 1


def test_a_caseworker_who_was_replaced_is_not_told(mailoutbox):
    referral = an_assigned_referral()
    second = a_caseworker(referral.contract)
    assign_referral(referral.pk, caseworker_id=second.pk, by=second, at=clock.now())

    recipients = [to for to, subject in delivered(mailoutbox) if "assigned to you" in subject]

    assert recipients == [second.email]


def test_becoming_urgent_is_told_to_the_mailbox_and_the_caseworker_once(mailoutbox):
    by = a_practitioner()
    person = a_person(holder=by, in_custody=True)
    custody = person.events.get().disposals.get().custodies.get()
    expected = KeyDateType.objects.get(code="EXP")
    KeyDateFactory(custody=custody, type=expected, on=clock.today() + timedelta(days=60))
    referral = a_sent_referral(by=by, person=person)
    caseworker = a_caseworker(referral.contract)
    assign_referral(referral.pk, caseworker_id=caseworker.pk, by=caseworker, at=clock.now())
    delivered(mailoutbox)

    soon = {"release_on": clock.today() + timedelta(days=9)}
    for _ in range(2):
        change_release_dates(referral.pk, soon, by=None, at=clock.now())
    letters = delivered(mailoutbox)

    subject = f"Referral {referral.reference} is now urgent"
    assert letters == [("referrals@example.org", subject), (caseworker.email, subject)]
    assert person.surname not in mailoutbox[0].body


def test_an_urgency_that_passed_before_its_mail_is_not_told(mailoutbox):
    by = a_practitioner()
    person = a_person(holder=by, in_custody=True)
    custody = person.events.get().disposals.get().custodies.get()
    expected = KeyDateType.objects.get(code="EXP")
    KeyDateFactory(custody=custody, type=expected, on=clock.today() + timedelta(days=60))
    referral = a_sent_referral(by=by, person=person)
    delivered(mailoutbox)
    for days in (9, 50):
        on = clock.today() + timedelta(days=days)
        change_release_dates(referral.pk, {"release_on": on}, by=None, at=clock.now())

    assert delivered(mailoutbox) == []


def test_a_concluded_referral_is_told_to_the_practitioner(mailoutbox):
    referral = an_assigned_referral()
    came = Delivery(planned=5, delivered=1, with_outcome=1)
    withdraw_referral(
        referral.pk, reason="MOV", comments="Moved", delivery=came, by=referral.sent_by, at=clock.now()
    )
    delivered(mailoutbox)

    conclude_referral(referral.pk, delivery=came, by=referral.sent_by, at=clock.now())

    subjects = [subject for _to, subject in delivered(mailoutbox)]
    assert subjects == [f"Referral {referral.reference} has ended"]
