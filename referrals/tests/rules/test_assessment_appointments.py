"""The status of each attempt and what booking again does."""

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import RuleBroken
from referrals.codes import AppointmentStatus, Attendance, Rebooking, SessionType
from referrals.rules.assessment_appointments import (
    Attempt,
    asks_who_and_why,
    check_new_attempt,
    check_reschedule,
    current_of,
    rebooking,
    status_of,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER, EARLIER = NOON + timedelta(minutes=1), NOON - timedelta(minutes=1)
OPEN = Attempt(starts_at=NOON, id=1)
MISSED = Attempt(starts_at=NOON, id=2, feedback_given=True, attended=Attendance.NO, happened=False)
CALLED_OFF = Attempt(starts_at=NOON, id=3, feedback_given=True, attended=Attendance.YES, happened=False)
DONE = Attempt(starts_at=NOON, id=4, feedback_given=True, attended=Attendance.YES, happened=True)


@pytest.mark.parametrize(
    ("attempt", "now", "expected"),
    [
        (None, NOON, AppointmentStatus.NOT_SCHEDULED),
        (OPEN, EARLIER, AppointmentStatus.SCHEDULED),
        (OPEN, NOON, AppointmentStatus.NEEDS_FEEDBACK),
        (MISSED, LATER, AppointmentStatus.DID_NOT_ATTEND),
        (CALLED_OFF, LATER, AppointmentStatus.DID_NOT_HAPPEN),
        (DONE, LATER, AppointmentStatus.COMPLETED),
        (Attempt(starts_at=NOON, superseded=True), LATER, AppointmentStatus.RESCHEDULED),
    ],
)
def test_every_attempt_has_a_status(attempt, now, expected):
    assert status_of(attempt, now=now) == expected


@pytest.mark.parametrize(
    ("current", "expected"),
    [
        (None, Rebooking.FIRST),
        (OPEN, Rebooking.REPLACE),
        (MISSED, Rebooking.ANOTHER),
        (CALLED_OFF, Rebooking.ANOTHER),
    ],
)
def test_booking_again_depends_on_the_current_attempt(current, expected):
    assert rebooking(current) == expected


def test_an_appointment_that_happened_is_not_booked_again():
    with pytest.raises(RuleBroken) as refusal:
        rebooking(DONE)

    assert refusal.value.code == "ALREADY_HAPPENED"


def test_who_asked_and_why_is_asked_only_when_an_unanswered_booking_gives_way():
    assert asks_who_and_why(OPEN)
    assert not any(asks_who_and_why(attempt) for attempt in (None, MISSED, CALLED_OFF))


def test_the_latest_attempt_that_stands_is_current():
    old = Attempt(starts_at=LATER, superseded=True)

    assert current_of([old, OPEN]) == OPEN
    assert current_of([old]) is None


def test_a_first_assessment_is_booked():
    assert check_new_attempt(None, starts_at=NOON) == Rebooking.FIRST


@pytest.mark.parametrize(
    ("latest", "starts_at", "code"),
    [
        (MISSED, EARLIER, "EARLIER_THAN_LATEST"),
        (OPEN, LATER, "FEEDBACK_MISSING"),
        (DONE, LATER, "ALREADY_HAPPENED"),
    ],
)
def test_a_new_assessment_is_refused_by_the_suppliers_route(latest, starts_at, code):
    with pytest.raises(RuleBroken) as refusal:
        check_new_attempt(latest, starts_at=starts_at)

    assert refusal.value.code == code


@pytest.mark.parametrize("latest", [MISSED, CALLED_OFF])
def test_another_attempt_follows_one_that_was_missed(latest):
    assert check_new_attempt(latest, starts_at=NOON) == Rebooking.ANOTHER


def test_the_latest_unanswered_assessment_is_moved():
    assert check_reschedule(OPEN, latest=OPEN, session_type=SessionType.ONE_TO_ONE) == Rebooking.REPLACE
    assert check_reschedule(OPEN, latest=OPEN, session_type=None) == Rebooking.REPLACE


@pytest.mark.parametrize(
    ("attempt", "latest", "session_type", "code"),
    [
        (MISSED, OPEN, None, "NOT_THE_LATEST"),
        (MISSED, MISSED, None, "FEEDBACK_SUBMITTED"),
        (OPEN, OPEN, SessionType.GROUP, "INVALID_VALUE"),
    ],
)
def test_moving_an_assessment_is_refused(attempt, latest, session_type, code):
    with pytest.raises(RuleBroken) as refusal:
        check_reschedule(attempt, latest=latest, session_type=session_type)

    assert refusal.value.code == code
