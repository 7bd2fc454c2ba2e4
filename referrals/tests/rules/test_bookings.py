"""Every field of a booking, and what may be booked before release."""

from dataclasses import replace
from datetime import date, time

import pytest

from core.errors import RuleBroken
from referrals.codes import AppointmentKind, AppointmentMethod, ChangeAskedBy, ReferralKind, SessionType
from referrals.rules.bookings import (
    Booking,
    BookingFacts,
    PreRelease,
    booking_problems,
    exists_in_london,
    last_day_to_book,
    pre_release_problems,
)
from referrals.rules.texts import tidy_postcode

TODAY = date(2026, 3, 16)
FACTS = BookingFacts(
    kind=AppointmentKind.SESSION, sent_on=date(2026, 3, 2), today=TODAY, offices=frozenset({"CRS0001"})
)
GOOD = Booking(
    on=date(2026, 3, 20),
    starts=time(10, 15),
    length_minutes=60,
    session_type=SessionType.ONE_TO_ONE,
    method=AppointmentMethod.PHONE_CALL,
)


def found(facts: BookingFacts = FACTS, **changes) -> list[tuple[str, str | None]]:
    return [(one.code, one.field) for one in booking_problems(replace(GOOD, **changes), facts)]


def test_a_complete_booking_is_accepted():
    assert found() == []


def test_everything_missing_is_told_at_once():
    fields = [one.field for one in booking_problems(Booking(), replace(FACTS, replaces=True))]

    assert fields == ["on", "starts", "length_minutes", "session_type", "method", "asked_by", "change_reason"]


@pytest.mark.parametrize(
    ("on", "with_feedback", "code"),
    [
        pytest.param(
            date(2026, 3, 1), True, "APPOINTMENT_TIME_BEFORE_REFERRAL_START_DATE", id="day before sent"
        ),
        pytest.param(date(2026, 3, 2), True, None, id="day sent"),
        pytest.param(date(2026, 3, 15), False, "APPOINTMENT_MUST_BE_COMPLETED", id="yesterday, no feedback"),
        pytest.param(date(2026, 3, 15), True, None, id="yesterday with feedback"),
        pytest.param(TODAY, False, None, id="today without feedback"),
        pytest.param(TODAY, True, None, id="today with feedback"),
        pytest.param(date(2026, 3, 17), True, "FEEDBACK_TOO_EARLY", id="tomorrow with feedback"),
        pytest.param(date(2026, 9, 16), False, None, id="six months from today"),
        pytest.param(date(2026, 9, 17), False, "APPOINTMENT_TIME_TOO_FAR_IN_FUTURE", id="a day too far"),
        pytest.param(date(1999, 12, 31), True, "INVALID_FORMAT", id="short year"),
    ],
)
def test_the_date_lies_between_the_day_sent_and_six_months_from_today(on, with_feedback, code):
    assert found(on=on, has_feedback=with_feedback) == ([(code, "on")] if code else [])


@pytest.mark.parametrize(
    ("starts", "with_feedback", "code"),
    [
        pytest.param(time(11), False, "APPOINTMENT_MUST_BE_COMPLETED", id="an hour ago"),
        pytest.param(time(12), False, "APPOINTMENT_MUST_BE_COMPLETED", id="this minute"),
        pytest.param(time(12, 1), False, None, id="in a minute"),
        pytest.param(time(11), True, None, id="an hour ago, with feedback"),
        pytest.param(time(13), True, "FEEDBACK_TOO_EARLY", id="in an hour, with feedback"),
    ],
)
def test_an_hour_of_today_that_has_passed_comes_with_its_feedback(starts, with_feedback, code):
    facts = replace(FACTS, now=time(12))

    assert found(facts, on=TODAY, starts=starts, has_feedback=with_feedback) == (
        [(code, "starts")] if code else []
    )
    assert found(FACTS, on=TODAY, starts=starts, has_feedback=with_feedback) == []


@pytest.mark.parametrize(
    ("on", "problems"), [(date(2026, 3, 18), []), (date(2026, 3, 19), [("INVALID_VALUE", "on")])]
)
def test_nothing_is_booked_for_a_day_after_a_death(on, problems):
    assert found(replace(FACTS, died_on=date(2026, 3, 18)), on=on) == problems


def test_six_months_from_the_end_of_august_is_the_end_of_february():
    assert last_day_to_book(date(2026, 8, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("starts", "exists"), [(time(0, 59), True), (time(1, 0), False), (time(1, 59), False), (time(2, 0), True)]
)
def test_a_time_the_clock_change_skips_is_refused(starts, exists):
    day = date(2026, 3, 29)

    assert exists_in_london(day, starts) is exists
    assert found(on=day, starts=starts) == ([] if exists else [("INVALID_VALUE", "starts")])


def test_an_hour_that_comes_twice_exists():
    assert exists_in_london(date(2026, 10, 25), time(1, 30))


@pytest.mark.parametrize(
    ("starts", "minutes", "code"),
    [
        (time(10), 0, "CANNOT_BE_NEGATIVE_OR_ZERO"),
        (time(10), 1, None),
        (time(23), 59, None),
        (time(23), 60, "INVALID_VALUE"),
        (time(10), 1440, "INVALID_VALUE"),
    ],
)
def test_an_appointment_ends_on_the_day_it_starts(starts, minutes, code):
    assert found(starts=starts, length_minutes=minutes) == ([(code, "length_minutes")] if code else [])


@pytest.mark.parametrize(
    ("kind", "session_type", "problems"),
    [
        (AppointmentKind.SESSION, None, [("CANNOT_BE_EMPTY", "session_type")]),
        (AppointmentKind.SESSION, SessionType.GROUP, []),
        (AppointmentKind.ASSESSMENT, None, []),
        (AppointmentKind.ASSESSMENT, SessionType.ONE_TO_ONE, []),
        (AppointmentKind.ASSESSMENT, SessionType.GROUP, [("INVALID_VALUE", "session_type")]),
    ],
)
def test_an_assessment_is_one_to_one_and_a_session_says_which(kind, session_type, problems):
    assert found(replace(FACTS, kind=kind), session_type=session_type) == problems


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"method": AppointmentMethod.VIDEO_CALL}, []),
        ({"method": AppointmentMethod.PROBATION_OFFICE}, [("CONDITIONAL_FIELD_MUST_BE_SET", "office")]),
        ({"method": AppointmentMethod.PROBATION_OFFICE, "office": "CRS0002"}, [("INVALID_VALUE", "office")]),
        ({"method": AppointmentMethod.PROBATION_OFFICE, "office": "CRS0001"}, []),
        (
            {"method": AppointmentMethod.OTHER_PLACE},
            [
                ("CONDITIONAL_FIELD_MUST_BE_SET", "address_line_1"),
                ("CONDITIONAL_FIELD_MUST_BE_SET", "postcode"),
            ],
        ),
        (
            {"method": AppointmentMethod.OTHER_PLACE, "address_line_1": "1 High St", "postcode": "ZZ"},
            [("INVALID_FORMAT", "postcode")],
        ),
        ({"method": AppointmentMethod.OTHER_PLACE, "address_line_1": "1 High St", "postcode": "m1 1ae"}, []),
    ],
)
def test_each_method_asks_for_its_place(changes, problems):
    assert found(**changes) == problems


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("m1 1ae", "M11AE"), (" SW1A 1AA ", "SW1A1AA"), ("ec1a1bb", "EC1A1BB"), ("B33 8TH", "B338TH")],
)
def test_a_postcode_is_stored_in_capitals_without_spaces(typed, stored):
    assert tidy_postcode(typed) == stored


@pytest.mark.parametrize("typed", ["", "M1", "1AA 1AA", "SW1A 1A", "SW1A 1AAA", "M1 1CV"])
def test_what_is_no_postcode_is_refused(typed):
    with pytest.raises(RuleBroken):
        tidy_postcode(typed)


def test_who_asked_and_why_are_needed_when_an_unanswered_booking_is_replaced():
    facts = replace(FACTS, replaces=True)

    assert [field for _, field in found(facts)] == ["asked_by", "change_reason"]
    assert found(facts, asked_by=ChangeAskedBy.PERSON, change_reason="Unwell") == []


RELEASE = date(2026, 4, 20)
MENTORING = PreRelease(
    kind=ReferralKind.CUSTODY, release_on=RELEASE, categories=frozenset({"social-inclusion"}), cap=2
)
CALL, ROOM = AppointmentMethod.VIDEO_CALL, AppointmentMethod.OTHER_PLACE


@pytest.mark.parametrize(
    ("changes", "on", "method", "code"),
    [
        pytest.param(
            {"categories": frozenset({"ete"})}, date(2026, 4, 19), CALL, "NOT_DELIVERABLE_PRE_RELEASE"
        ),
        pytest.param({"categories": frozenset({"ete"})}, RELEASE, CALL, None, id="day of release"),
        pytest.param(
            {"categories": frozenset({"ete"}), "release_on": None},
            RELEASE,
            CALL,
            "NOT_DELIVERABLE_PRE_RELEASE",
            id="release not known",
        ),
        pytest.param(
            {"categories": frozenset({"ete"}), "kind": ReferralKind.COMMUNITY}, date(2026, 4, 1), CALL, None
        ),
        pytest.param({"categories": frozenset({"ete", "accommodation"})}, date(2026, 4, 19), ROOM, None),
        pytest.param(
            {"categories": frozenset({"accommodation"}), "booked": 9},
            date(2026, 4, 19),
            ROOM,
            None,
            id="no cap on accommodation",
        ),
        pytest.param({"booked": 2, "booked_in_person": 1}, date(2026, 4, 19), ROOM, None, id="third in all"),
        pytest.param({"booked": 3}, date(2026, 4, 19), CALL, "PRE_RELEASE_LIMIT_REACHED", id="a fourth"),
        pytest.param({"booked": 3}, RELEASE, CALL, None, id="a fourth, after release"),
        pytest.param(
            {"booked": 2, "booked_in_person": 2},
            date(2026, 4, 19),
            ROOM,
            "PRE_RELEASE_LIMIT_REACHED",
            id="cap",
        ),
        pytest.param(
            {"booked": 2, "booked_in_person": 2}, date(2026, 4, 19), CALL, None, id="cap spares calls"
        ),
        pytest.param(
            {"cap": 0}, date(2026, 4, 19), ROOM, "PRE_RELEASE_LIMIT_REACHED", id="low: virtual only"
        ),
        pytest.param({"cap": 0}, date(2026, 4, 19), CALL, None, id="low: virtual"),
    ],
)
def test_little_is_delivered_before_release(changes, on, method, code):
    problems = pre_release_problems(replace(MENTORING, **changes), on=on, method=method)

    assert [one.code for one in problems] == ([code] if code else [])
