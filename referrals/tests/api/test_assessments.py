"""The initial assessment in the API: reading, booking, moving, feedback, and what the record then holds."""

import uuid
from datetime import timedelta

import pytest

from cases.models import Contact, Deadline
from core import clock
from referrals.models import AssessmentAppointment
from referrals.tests.api.assessing import HAPPENED, WENT_WELL, acts, booking, noon_in, post, put, shown


def test_an_assessment_is_there_from_the_day_the_referral_was_sent(supplier_api, sent):
    document = supplier_api.get(shown(sent)).json()

    assert document == {
        "id": str(sent.supplier_assessment.uuid),
        "appointments": [],
        "currentAppointmentId": None,
        "referralId": str(sent.uuid),
    }


def test_booking_puts_the_appointment_in_the_case_record(supplier_api, assigned):
    answer = post(supplier_api, acts(assigned), booking())

    document = answer.json()
    row = AssessmentAppointment.objects.get(uuid=document["id"])
    assert answer.status_code == 201
    assert answer["Location"] == shown(assigned)
    assert document["durationInMinutes"] == 45
    assert document["appointmentDeliveryType"] == "PHONE_CALL"
    assert document["superseded"] is False
    assert document["appointmentFeedback"]["submitted"] is False
    assert document["appointmentDeliveryAddress"] is None
    assert row.starts_at == noon_in(3)
    assert row.contact.person == assigned.person
    assert row.contact.start_time.hour == 12
    current = supplier_api.get(shown(assigned)).json()
    assert current["currentAppointmentId"] == document["id"]


@pytest.mark.parametrize("typed", ["sw1a 1aa", " SW1A1AA. ", "SW1A\u00a01AA\u200b"])
def test_an_appointment_elsewhere_keeps_its_address(supplier_api, assigned, typed):
    address = {"firstAddressLine": "1  Mill Lane ", "townOrCity": "Riverside", "postCode": typed}

    document = post(
        supplier_api,
        acts(assigned),
        booking(appointmentDeliveryType="IN_PERSON_MEETING_OTHER", appointmentDeliveryAddress=address),
    ).json()

    assert document["appointmentDeliveryAddress"] == {
        "firstAddressLine": "1 Mill Lane",
        "secondAddressLine": None,
        "townOrCity": "Riverside",
        "county": None,
        "postCode": "SW1A1AA",
    }


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"appointmentTime": "soon"}, "appointmentTime", "INVALID_FORMAT"),
        ({"appointmentTime": None}, "appointmentTime", "CANNOT_BE_EMPTY"),
        ({"durationInMinutes": 0}, "durationInMinutes", "CANNOT_BE_NEGATIVE_OR_ZERO"),
        ({"durationInMinutes": 9999}, "durationInMinutes", "INVALID_VALUE"),
        ({"durationInMinutes": "60"}, "durationInMinutes", "INVALID_FORMAT"),
        ({"durationInMinutes": True}, "durationInMinutes", "INVALID_FORMAT"),
        ({"appointmentDeliveryType": "PIGEON"}, "appointmentDeliveryType", "INVALID_VALUE"),
        ({"sessionType": "GROUP"}, "sessionType", "INVALID_VALUE"),
        (
            {"appointmentDeliveryType": "IN_PERSON_MEETING_PROBATION_OFFICE"},
            "npsOfficeCode",
            "CONDITIONAL_FIELD_MUST_BE_SET",
        ),
        (
            {"appointmentDeliveryType": "IN_PERSON_MEETING_OTHER"},
            "appointmentDeliveryAddress.firstAddressLine",
            "CONDITIONAL_FIELD_MUST_BE_SET",
        ),
        (
            {"appointmentTime": noon_in(400).isoformat()},
            "appointmentTime",
            "APPOINTMENT_TIME_TOO_FAR_IN_FUTURE",
        ),
        (
            {"appointmentTime": noon_in(-30).isoformat()},
            "appointmentTime",
            "APPOINTMENT_TIME_BEFORE_REFERRAL_START_DATE",
        ),
        ({"appointmentTime": noon_in(-2).isoformat()}, "appointmentTime", "APPOINTMENT_MUST_BE_COMPLETED"),
        ({"appointmentTime": "0001-01-01T00:00:00+14:00"}, "appointmentTime", "INVALID_FORMAT"),
    ],
)
def test_a_booking_that_breaks_a_rule_is_refused_beside_its_field(supplier_api, assigned, more, field, code):
    answer = post(supplier_api, acts(assigned), booking(**more))

    assert answer.status_code == 400
    assert {"field": field, "error": code} in answer.json()["validationErrors"]
    assert not AssessmentAppointment.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param("2026-12-10", "Write the date, a T, the time", id="a date alone"),
        pytest.param("2026-W50-4T10:15", "Write the date, a T, the time", id="a week and its day"),
        pytest.param("20261210T101500Z", "Write the date, a T, the time", id="without hyphens"),
        pytest.param("2026-12-10 10:15", "Write the date, a T, the time", id="a space for the T"),
        pytest.param(1765361700, "Write the date, a T, the time", id="a number"),
        pytest.param("2026-02-30T10:15:00Z", "There is no such date", id="30 February"),
        pytest.param("2026-12-10T24:00:00Z", "There is no such date", id="24 hours"),
    ],
)
def test_a_date_without_its_time_or_that_is_none_books_nothing(supplier_api, assigned, typed, words):
    answer = post(supplier_api, acts(assigned), booking(appointmentTime=typed))

    assert answer.status_code == 400
    assert answer.json()["validationErrors"] == [{"field": "appointmentTime", "error": "INVALID_FORMAT"}]
    assert words in answer.json()["message"]
    assert not AssessmentAppointment.objects.exists()


@pytest.mark.parametrize("written", ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.000000%z"])
def test_a_time_is_taken_as_clients_write_it(supplier_api, assigned, written):
    answer = post(supplier_api, acts(assigned), booking(appointmentTime=noon_in(3).strftime(written)))

    assert answer.status_code == 201
    assert AssessmentAppointment.objects.get().starts_at == noon_in(3)


def test_fields_nobody_knows_are_ignored_as_whole_objects_are_sent(supplier_api, assigned):
    assert post(supplier_api, acts(assigned), booking(colour="blue", id=str(uuid.uuid4()))).status_code == 201


def test_nothing_is_booked_before_a_caseworker_is_assigned(supplier_api, sent):
    answer = post(supplier_api, acts(sent), booking())

    assert (answer.status_code, answer.json()["errorCode"]) == (409, "NOT_POSSIBLE_NOW")


def test_an_unanswered_attempt_is_moved_saying_who_asked_and_why(supplier_api, assigned):
    first = post(supplier_api, acts(assigned), booking()).json()

    silent = put(supplier_api, acts(assigned, f"/{first['id']}"), booking(4))
    moved = put(
        supplier_api,
        acts(assigned, f"/{first['id']}"),
        booking(4, rescheduleRequestedBy="Service Provider", rescheduledReason="Illness"),
    )

    assert {"rescheduleRequestedBy", "rescheduledReason"} == {
        error["field"] for error in silent.json()["validationErrors"]
    }
    assert moved.status_code == 200
    assert moved.json()["id"] != first["id"]
    old = [row for row in supplier_api.get(shown(assigned)).json()["appointments"] if row["superseded"]]
    assert [(row["rescheduleRequestedBy"], row["rescheduledReason"]) for row in old] == [
        ("Service Provider", "Illness")
    ]


def test_a_new_attempt_waits_for_the_feedback_of_the_latest(supplier_api, assigned):
    post(supplier_api, acts(assigned), booking())

    earlier = post(supplier_api, acts(assigned), booking(2))
    later = post(supplier_api, acts(assigned), booking(5))

    assert (earlier.status_code, earlier.json()["errorCode"]) == (409, "EARLIER_THAN_LATEST")
    assert (later.status_code, later.json()["errorCode"]) == (400, "FEEDBACK_MISSING")
    assert later.json()["validationErrors"] == [{"field": "attendanceFeedback", "error": "FEEDBACK_MISSING"}]


def test_an_appointment_nobody_knows_is_not_found(supplier_api, assigned):
    assert put(supplier_api, acts(assigned, f"/{uuid.uuid4()}"), booking()).status_code == 404


def test_the_older_route_books_and_moves_as_the_latest_attempt_calls_for(supplier_api, assigned):
    address = f"/api/v1/supplier-assessment/{assigned.supplier_assessment.uuid}/schedule-appointment"

    booked = put(supplier_api, address, booking())
    moved = put(supplier_api, address, booking(4, rescheduleRequestedBy="User", rescheduledReason="Work"))

    assert (booked.status_code, moved.status_code) == (200, 200)
    assert len(supplier_api.get(shown(assigned)).json()["appointments"]) == 2


def book_with_feedback(supplier_api, assigned, attendance, feedback):
    """Books a past appointment with its feedback."""
    return post(
        supplier_api,
        acts(assigned),
        booking(-2, attendanceFeedback=attendance, sessionFeedback=feedback),
    )


def test_an_appointment_before_today_comes_with_its_feedback_and_meets_the_deadline(supplier_api, assigned):
    answer = book_with_feedback(supplier_api, assigned, HAPPENED, WENT_WELL)

    feedback = answer.json()["appointmentFeedback"]
    assert answer.status_code == 201
    assert feedback["submitted"] is True
    assert feedback["attendanceFeedback"]["attended"] == "yes"
    assert feedback["sessionFeedback"]["sessionSummary"] == "Talked through the needs."
    assert feedback["submittedBy"]["authSource"] == "auth"
    row = AssessmentAppointment.objects.get()
    assert Contact.objects.get(pk=row.contact_id).outcome is not None
    about = f"referrals.referral:{assigned.reference}"
    assert Deadline.objects.get(about=about, kind="referral-initial-assessment").met_at is not None


def book_for_now(supplier_api, referral):
    """Books an appointment for later, then makes it one that began a minute ago."""
    document = post(supplier_api, acts(referral), booking(1)).json()
    began = clock.now() - timedelta(minutes=1)
    AssessmentAppointment.objects.filter(uuid=document["id"]).update(starts_at=began)


def test_feedback_is_given_in_two_steps_and_closed(supplier_api, assigned):
    book_for_now(supplier_api, assigned)

    one = put(supplier_api, acts(assigned, "/record-attendance"), HAPPENED)
    two = put(supplier_api, acts(assigned, "/record-session-feedback"), WENT_WELL)
    closed = post(supplier_api, acts(assigned, "/submit-feedback"))
    again = post(supplier_api, acts(assigned, "/submit-feedback"))

    assert [answer.status_code for answer in (one, two, closed)] == [200, 200, 200]
    assert closed.json()["appointmentFeedback"]["submitted"] is True
    assert (again.status_code, again.json()["errorCode"]) == (409, "FEEDBACK_SUBMITTED")


def test_feedback_without_attendance_is_422(supplier_api, assigned):
    book_for_now(supplier_api, assigned)

    for answer in (
        put(supplier_api, acts(assigned, "/record-session-feedback"), WENT_WELL),
        post(supplier_api, acts(assigned, "/submit-feedback")),
    ):
        assert (answer.status_code, answer.json()["errorCode"]) == (422, "ATTENDANCE_NOT_RECORDED")
        assert answer.json()["validationErrors"] == [
            {"field": "attended", "error": "ATTENDANCE_NOT_RECORDED"}
        ]


def test_feedback_on_the_future_is_refused(supplier_api, assigned):
    post(supplier_api, acts(assigned), booking())

    answer = put(supplier_api, acts(assigned, "/record-attendance"), HAPPENED)

    assert (answer.status_code, answer.json()["errorCode"]) == (400, "FEEDBACK_TOO_EARLY")
    assert answer.json()["validationErrors"] == [{"field": "appointmentTime", "error": "FEEDBACK_TOO_EARLY"}]


def test_feedback_needs_an_appointment(supplier_api, assigned):
    answer = put(supplier_api, acts(assigned, "/record-attendance"), HAPPENED)

    assert (answer.status_code, answer.json()["errorCode"]) == (409, "NOT_SCHEDULED")


def test_each_missing_answer_of_step_2_is_named_as_the_route_names_it(supplier_api, assigned):
    book_for_now(supplier_api, assigned)
    put(supplier_api, acts(assigned, "/record-attendance"), HAPPENED)

    answer = put(supplier_api, acts(assigned, "/record-session-feedback"), {})

    fields = {error["field"] for error in answer.json()["validationErrors"]}
    assert fields == {"late", "sessionSummary", "sessionResponse", "notifyProbationPractitioner"}


@pytest.mark.parametrize("together", [True, False])
def test_attended_late_says_late(supplier_api, assigned, together):
    attendance = {"didSessionHappen": True, "attended": "late"}
    step_2 = {name: value for name, value in WENT_WELL.items() if name != "late"} | {"lateReason": "Bus"}
    if together:
        answer = book_with_feedback(supplier_api, assigned, attendance, step_2)
        shown = answer.json()["appointmentFeedback"]
    else:
        book_for_now(supplier_api, assigned)
        put(supplier_api, acts(assigned, "/record-attendance"), attendance)
        answer = put(supplier_api, acts(assigned, "/record-session-feedback"), step_2)
        shown = answer.json()["appointmentFeedback"]

    assert answer.status_code in (200, 201), answer.json()
    assert shown["attendanceFeedback"]["attended"] == "yes"
    assert (shown["sessionFeedback"]["late"], shown["sessionFeedback"]["lateReason"]) == (True, "Bus")


def test_a_missed_appointment_is_told_and_another_may_be_booked(supplier_api, assigned):
    missed = book_with_feedback(
        supplier_api,
        assigned,
        {"didSessionHappen": False, "attended": "NO"},
        {"noAttendanceInformation": "Rang twice.", "notifyProbationPractitioner": False},
    )
    another = post(supplier_api, acts(assigned), booking())

    assert missed.json()["appointmentFeedback"]["attendanceFeedback"]["attended"] == "no"
    assert another.status_code == 201


def test_a_session_that_did_not_happen_says_why(supplier_api, assigned):
    feedback = book_with_feedback(
        supplier_api,
        assigned,
        {"didSessionHappen": False, "attended": "LATE"},
        {
            "noSessionReasonType": "LOGISTICS",
            "noSessionReasonLogistics": "The room was locked.",
            "notifyProbationPractitioner": True,
            "sessionConcerns": "Left upset.",
        },
    ).json()["appointmentFeedback"]["sessionFeedback"]

    assert feedback["noSessionReasonLogistics"] == "The room was locked."
    assert feedback["notifyProbationPractitioner"] is True
    assert feedback["notifyProbationPractitionerOfConcerns"] is True
    assert feedback["notifyProbationPractitionerOfBehaviour"] is None


def test_feedback_that_was_not_given_is_null_in_every_key(supplier_api, assigned):
    document = post(supplier_api, acts(assigned), booking()).json()
    feedback = document["appointmentFeedback"]

    assert feedback["attendanceFeedback"] == dict.fromkeys(
        (
            "didSessionHappen",
            "attended",
            "attendanceFailureInformation",
            "additionalAttendanceInformation",
            "submittedAt",
            "submittedBy",
        )
    )
    assert set(feedback["sessionFeedback"].values()) == {None}
    assert {"behaviourDescription", "notifyProbationPractitionerOfConcerns"} <= set(
        feedback["sessionFeedback"]
    )
    assert (document["rescheduleRequestedBy"], document["npsOfficeCode"]) == (None, None)


def test_several_broken_rules_are_sentences_apart(supplier_api, assigned):
    first = post(supplier_api, acts(assigned), booking()).json()

    message = put(supplier_api, acts(assigned, f"/{first['id']}"), booking(4)).json()["message"]

    assert message == "Select who asked for the change. Enter why the appointment is being changed"
