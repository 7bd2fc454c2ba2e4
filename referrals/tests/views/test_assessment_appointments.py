"""The initial assessment on the provider's screens: booking, changing, feedback."""

import re
from datetime import date, timedelta

import pytest

from core import clock
from core.tests.seen import words
from referrals.models import AssessmentAppointment, CaseNote
from referrals.services.withdrawals import withdraw_referral
from referrals.tests.views.addresses import address

pytestmark = pytest.mark.django_db


def test_the_assessment_is_booked_answered_and_shown_on_one_page(referral, theirs, frozen_day):
    page = address(referral, "assessment-appointment")
    first = theirs.get(page)
    booked = theirs.post(
        page,
        {"on": "3/3/2026", "starts": "10:00", "length_minutes": "60", "method": "PHONE_CALL"},
        follow=True,
    )
    frozen_day.move_to(date(2026, 3, 3))
    asked = theirs.get(page)
    answered = theirs.post(
        page,
        {
            "outcome": "HAPPENED",
            "late": "no",
            "summary": "Talked through housing",
            "response": "Keen",
            "ticked": "told_nobody",
        },
        follow=True,
    )

    assert "Book the initial assessment" in words(first)
    assert "Scheduled" in words(booked)
    assert "Submit feedback" in words(asked)
    assert "Talked through housing" in words(answered)
    assert "Submit feedback" not in words(answered)


def booking(**changes):
    typed = {"on": "3/3/2026", "starts": "10:00", "length_minutes": "60", "method": "PHONE_CALL"}
    return {**typed, **changes}


def test_an_address_is_shown_with_the_space_of_its_postcode(referral, theirs):
    page = address(referral, "assessment-appointment")
    elsewhere = {
        "method": "IN_PERSON_MEETING_OTHER",
        "address_line_1": "1 Mill Lane",
        "postcode": "tr1\u00a01aa.",
    }
    booked = theirs.post(page, booking(**elsewhere), follow=True)
    moved = theirs.get(f"{page}?do=rebook")

    assert AssessmentAppointment.objects.get().postcode == "TR11AA"
    assert "1 Mill Lane, TR1 1AA" in words(booked)
    assert 'value="TR1 1AA"' in moved.text


FEEDBACK = {
    "outcome": "HAPPENED",
    "late": "no",
    "summary": "Talked through housing",
    "response": "Keen",
    "ticked": "told_nobody",
}


@pytest.mark.parametrize("typed", [{"on": "7/3/2026"}, {"starts": "3:00"}, {"starts": "19:30"}])
def test_an_odd_time_is_asked_about_once(referral, theirs, frozen_day, typed):
    page = address(referral, "assessment-appointment")

    asked = theirs.post(page, booking(**typed))
    codes = re.findall(r'name="confirm" value="([^"]+)"', asked.content.decode())
    saved = theirs.post(page, {**booking(**typed), "confirm": codes}, follow=True)

    assert asked.status_code == 400
    assert "Save anyway" in words(asked)
    assert "Scheduled" in words(saved)


@pytest.mark.parametrize("minutes", ["0", "-5", "5000", "99999999999999999999"])
def test_a_length_that_cannot_be_is_refused_beside_it(referral, theirs, frozen_day, minutes):
    answer = theirs.post(address(referral, "assessment-appointment"), booking(length_minutes=minutes))

    assert answer.status_code == 400
    assert 'id="id_length_minutes-error"' in answer.content.decode()


def test_feedback_given_meanwhile_stands_and_what_was_typed_comes_back(referral, theirs, frozen_day):
    page = address(referral, "assessment-appointment")
    theirs.post(page, booking())
    frozen_day.move_to(date(2026, 3, 3))
    theirs.post(page, FEEDBACK)

    stale = theirs.post(
        page, {"outcome": "NOT_ATTENDED", "contact_tried": "Rang twice", "absent_notify": "no"}
    )

    assert stale.status_code == 400
    assert "There is a problem" in words(stale)
    assert "Rang twice" in stale.content.decode()


@pytest.mark.parametrize("state", ["unbooked", "booked", "ended"])
@pytest.mark.parametrize("typed", [FEEDBACK, {}, booking()], ids=["feedback", "nothing", "booking"])
def test_whatever_is_sent_in_whatever_state_is_answered_in_words(referral, theirs, frozen_day, state, typed):
    page = address(referral, "assessment-appointment")
    if state == "booked":
        theirs.post(page, booking())
    if state == "ended":
        withdraw_referral(
            referral.pk, reason="MOV", comments="Moved away", by=referral.sent_by, at=clock.now()
        )

    answer = theirs.post(page, typed)

    if state == "unbooked" and "on" in typed:
        assert answer.status_code == 302
    else:
        assert answer.status_code == 400
        assert "There is a problem" in words(answer)


def test_a_booking_made_meanwhile_stands_and_what_was_typed_comes_back(referral, theirs, frozen_day):
    page = address(referral, "assessment-appointment")
    theirs.post(page, booking())

    stale = theirs.post(page, booking(starts="14:00"))

    assert stale.status_code == 400
    assert "Select who asked for the change" in words(stale)
    assert 'value="14:00"' in stale.content.decode()


def test_wrong_feedback_comes_back_beside_the_fields_of_that_case(referral, theirs, frozen_day):
    page = address(referral, "assessment-appointment")
    theirs.post(page, booking())
    frozen_day.move_to(date(2026, 3, 3))

    response = theirs.post(page, {"outcome": "NOT_ATTENDED", "contact_tried": "Rang twice"})

    assert response.status_code == 400
    assert "Select yes if the probation practitioner should know about concerns" in words(response)
    assert "Rang twice" in words(response)


def test_changing_a_booking_asks_who_and_why(referral, theirs, frozen_day):
    page = address(referral, "assessment-appointment")
    answers = {"on": "4/3/2026", "starts": "10:00", "length_minutes": "60", "method": "PHONE_CALL"}
    theirs.post(page, answers)

    form = theirs.get(f"{page}?do=rebook")
    refused = theirs.post(f"{page}?do=rebook", {**answers, "on": "5/3/2026"})
    moved = theirs.post(
        f"{page}?do=rebook",
        {**answers, "on": "5/3/2026", "asked_by": "PERSON", "change_reason": "Works that day"},
        follow=True,
    )

    assert "Who asked for the change?" in words(form)
    assert refused.status_code == 400
    assert "Rescheduled" in words(moved)
    assert "5 March 2026" in words(moved)


def test_a_booking_too_far_ahead_is_refused_beside_its_date(referral, theirs):
    page = address(referral, "assessment-appointment")
    far = clock.today() + timedelta(days=200)

    response = theirs.post(
        page,
        {
            "on": f"{far.day}/{far.month}/{far.year}",
            "starts": "10:00",
            "length_minutes": "60",
            "method": "PHONE_CALL",
        },
    )

    assert response.status_code == 400
    assert "Date must be no later than" in words(response)


def test_the_provider_is_asked_whether_to_email_the_practitioner(referral, theirs):
    refused = theirs.post(address(referral, "case-notes/add"), {"subject": "A", "body": "B"})
    theirs.post(
        address(referral, "case-notes/add"), {"subject": "A", "body": "B", "email_practitioner": "no"}
    )

    assert "Select yes if the probation practitioner should be emailed" in words(refused)
    assert CaseNote.objects.get().email_practitioner is False


def test_yesterdays_appointment_is_recorded_with_its_feedback(referral, theirs, frozen_day):
    page = address(referral, "assessment-appointment")
    frozen_day.move_to(date(2026, 3, 4))
    refused = theirs.post(page, booking())
    assert "Record attendance and feedback with an appointment before today" in words(refused)
    assert "Record an appointment that has already taken place" in words(refused)

    asked = theirs.get(f"{page}?do=record")
    recorded = theirs.post(f"{page}?do=record", {**booking(), **FEEDBACK}, follow=True)

    assert "How did the person respond?" in words(asked)
    assert "Initial assessment recorded" in words(recorded)
    row = AssessmentAppointment.objects.get()
    assert (row.on, row.happened, row.submitted_at is not None) == (date(2026, 3, 3), True, True)
    assert row.contact.outcome.code == "ATTC"


def test_an_hour_of_today_that_has_passed_is_recorded_and_not_booked(referral, theirs, frozen_day):
    page = address(referral, "assessment-appointment")

    refused = theirs.post(page, booking(on="2/3/2026", starts="9:00"))
    early = theirs.post(f"{page}?do=record", {**booking(on="2/3/2026", starts="16:00"), **FEEDBACK})
    nothing = AssessmentAppointment.objects.count()
    recorded = theirs.post(
        f"{page}?do=record", {**booking(on="2/3/2026", starts="9:00"), **FEEDBACK}, follow=True
    )

    assert (refused.status_code, early.status_code, nothing) == (400, 400, 0)
    assert "Start time must be in the future. Record an appointment that has already taken place" in words(
        refused
    )
    assert 'id="id_starts-error"' in refused.text
    assert "Feedback cannot be recorded for an appointment in the future" in words(early)
    assert "Initial assessment recorded" in words(recorded)


def test_nothing_is_booked_after_a_recorded_death(referral, theirs, frozen_day):
    type(referral.person).objects.filter(pk=referral.person_id).update(died_on=date(2026, 3, 1))

    refused = theirs.post(address(referral, "assessment-appointment"), booking())

    assert refused.status_code == 400
    assert "The person died on 1 March 2026" in words(refused)
    assert not AssessmentAppointment.objects.exists()


@pytest.mark.parametrize("asked", ["", "?do=record"])
def test_the_form_shows_what_the_person_needs(referral, theirs, frozen_day, asked):
    changes = {"interpreter_needed": True, "interpreter_language": "Polish", "accessibility_needs": "Ramp"}
    type(referral).objects.filter(pk=referral.pk).update(**changes)

    page = words(theirs.get(address(referral, "assessment-appointment") + asked))

    assert "Yes: Polish" in page
    assert "Ramp" in page


def test_a_past_appointment_with_half_its_feedback_is_not_booked(referral, theirs, frozen_day):
    frozen_day.move_to(date(2026, 3, 4))

    answer = theirs.post(
        f"{address(referral, 'assessment-appointment')}?do=record", {**booking(), "outcome": "NOT_ATTENDED"}
    )

    assert answer.status_code == 400
    assert 'id="id_contact_tried-error"' in answer.text
    assert 'id="id_absent_notify-error"' in answer.text
    assert not AssessmentAppointment.objects.exists()


def test_everything_wrong_with_a_past_appointment_is_told_at_once(referral, theirs, frozen_day):
    """A date missing, a length that cannot be, an office of no region, and half the feedback."""
    frozen_day.move_to(date(2026, 3, 4))
    wrong = {**booking(), "on": "", "length_minutes": "2000", "outcome": "NOT_ATTENDED"}

    answer = theirs.post(f"{address(referral, 'assessment-appointment')}?do=record", wrong)

    assert answer.status_code == 400
    for field in ("on", "length_minutes", "contact_tried", "absent_notify"):
        assert f'id="id_{field}-error"' in answer.text, field


def test_after_the_withdrawal_the_page_asks_for_the_feedback_and_for_no_booking(referral, theirs, frozen_day):
    page = address(referral, "assessment-appointment")
    theirs.post(page, booking())
    frozen_day.move_to(date(2026, 3, 3))
    withdraw_referral(referral.pk, reason="MOV", comments="Moved", by=referral.sent_by, at=clock.now())

    asked = theirs.get(page)
    answered = theirs.post(page, FEEDBACK, follow=True)

    assert "Give feedback on the appointment" in words(asked)
    assert "Change the date, time or place" not in words(asked)
    assert "Talked through housing" in words(answered)
