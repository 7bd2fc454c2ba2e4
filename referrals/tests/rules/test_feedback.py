"""What feedback asks for in each case, when it is refused, and which e-mails it sends."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.errors import RuleBroken
from referrals.codes import Attendance, FeedbackCase, FeedbackMail, NoSessionReason
from referrals.rules.feedback import (
    Feedback,
    attendance_problems,
    case_of,
    check_submission,
    delivered,
    feedback_problems,
    mails,
    was_delivered,
    with_attendance,
)

HAPPENED = Feedback(
    happened=True, attended=True, late=False, summary="Housing forms", response="Well", told_nobody=True
)
ATTENDED_ONLY = Feedback(
    happened=False,
    attended=True,
    no_session_reason=NoSessionReason.LOGISTICS,
    no_session_detail="Fire alarm",
    notify=False,
)
NOT_ATTENDED = Feedback(happened=False, attended=False, contact_tried="Rang twice", notify=False)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("happened", "attended", "case"),
    [
        (None, None, None),
        (False, None, None),
        (True, None, FeedbackCase.HAPPENED),
        (True, True, FeedbackCase.HAPPENED),
        (False, True, FeedbackCase.ATTENDED_ONLY),
        (False, False, FeedbackCase.NOT_ATTENDED),
    ],
)
def test_step_one_decides_the_case(happened, attended, case):
    assert case_of(Feedback(happened=happened, attended=attended)) == case


@pytest.mark.parametrize(
    ("happened", "attended", "fields"),
    [
        (None, None, ["happened"]),
        (False, None, ["attended"]),
        (True, None, []),
        (True, False, ["attended"]),
        (False, False, []),
    ],
)
def test_step_one_is_answered_in_full(happened, attended, fields):
    assert [
        one.field for one in attendance_problems(Feedback(happened=happened, attended=attended))
    ] == fields


@pytest.mark.parametrize("complete", [HAPPENED, ATTENDED_ONLY, NOT_ATTENDED])
def test_complete_feedback_is_accepted(complete):
    assert feedback_problems(complete) == []


@pytest.mark.parametrize(
    ("feedback", "fields"),
    [
        (Feedback(happened=True), ["late", "summary", "response", "notify"]),
        (Feedback(happened=False, attended=True), ["no_session_reason", "notify"]),
        (Feedback(happened=False, attended=False), ["contact_tried", "notify"]),
        (replace(HAPPENED, late=True), ["late_reason"]),
        (replace(HAPPENED, late=True, late_reason="Bus, 20 minutes"), []),
        (replace(HAPPENED, told_nobody=True, concerns_ticked=True, concerns="Housing"), ["notify"]),
        (replace(HAPPENED, told_nobody=False, behaviour_ticked=True), ["behaviour"]),
        (replace(HAPPENED, told_nobody=False, concerns_ticked=True), ["concerns"]),
        (
            replace(HAPPENED, told_nobody=False, behaviour_ticked=True, concerns_ticked=True),
            ["behaviour", "concerns"],
        ),
        (replace(HAPPENED, told_nobody=False, behaviour_ticked=True, behaviour="Shouted"), []),
        (replace(ATTENDED_ONLY, no_session_detail=" "), ["no_session_detail"]),
        (replace(ATTENDED_ONLY, notify=True), ["concerns"]),
        (replace(ATTENDED_ONLY, notify=True, concerns="Low mood"), []),
        (replace(NOT_ATTENDED, contact_tried=""), ["contact_tried"]),
        (replace(NOT_ATTENDED, notify=True), ["concerns"]),
    ],
)
def test_each_case_asks_for_its_details(feedback, fields):
    assert [one.field for one in feedback_problems(feedback)] == fields


@pytest.mark.parametrize("reason", NoSessionReason)
def test_every_reason_for_no_session_needs_its_text(reason):
    assert feedback_problems(replace(ATTENDED_ONLY, no_session_reason=reason, no_session_detail=""))
    assert not feedback_problems(replace(ATTENDED_ONLY, no_session_reason=reason))


@pytest.mark.parametrize(
    ("feedback", "starts_at", "submitted", "code"),
    [
        pytest.param(HAPPENED, NOON, True, "FEEDBACK_SUBMITTED", id="already submitted"),
        pytest.param(HAPPENED, NOON.replace(minute=1), False, "FEEDBACK_TOO_EARLY", id="in the future"),
        pytest.param(Feedback(), NOON, False, "ATTENDANCE_NOT_RECORDED", id="no attendance"),
        pytest.param(Feedback(happened=False), NOON, False, "ATTENDANCE_NOT_RECORDED", id="half of step 1"),
        pytest.param(Feedback(happened=True), NOON, False, "CANNOT_BE_EMPTY", id="step 2 missing"),
    ],
)
def test_submission_is_refused(feedback, starts_at, submitted, code):
    with pytest.raises(RuleBroken) as refusal:
        check_submission(feedback, starts_at=starts_at, at=NOON, already_submitted=submitted)

    assert refusal.value.code == code


def test_feedback_may_be_submitted_from_the_moment_of_the_appointment():
    check_submission(HAPPENED, starts_at=NOON, at=NOON, already_submitted=False)


def test_another_case_clears_the_second_step():
    assert with_attendance(HAPPENED, happened=False, attended=False) == Feedback(
        happened=False, attended=False
    )


def test_the_same_case_keeps_the_second_step():
    assert with_attendance(HAPPENED, happened=True, attended=None) == HAPPENED


@pytest.mark.parametrize(
    ("feedback", "expected"),
    [
        (HAPPENED, []),
        (replace(HAPPENED, behaviour_ticked=True), [FeedbackMail.BEHAVIOUR]),
        (replace(HAPPENED, concerns_ticked=True), [FeedbackMail.CONCERNS]),
        (
            replace(HAPPENED, behaviour_ticked=True, concerns_ticked=True),
            [FeedbackMail.BEHAVIOUR, FeedbackMail.CONCERNS],
        ),
        (ATTENDED_ONLY, []),
        (replace(ATTENDED_ONLY, notify=True), [FeedbackMail.CONCERNS]),
        (NOT_ATTENDED, [FeedbackMail.DID_NOT_ATTEND]),
        (replace(NOT_ATTENDED, notify=True), [FeedbackMail.DID_NOT_ATTEND, FeedbackMail.CONCERNS]),
    ],
)
def test_the_practitioner_is_told_of_absence_behaviour_and_concerns(feedback, expected):
    assert mails(feedback) == expected


@pytest.mark.parametrize(
    ("attended", "happened", "expected"),
    [
        (Attendance.YES, True, True),
        (Attendance.YES, False, False),
        (Attendance.NO, False, False),
        (None, None, False),
        pytest.param(Attendance.LATE, None, True, id="older record"),
        pytest.param(Attendance.YES, None, True, id="older record, on time"),
    ],
)
def test_delivered_means_attended_and_happened(attended, happened, expected):
    assert was_delivered(attended=attended, happened=happened) is expected


def test_delivered_attempts_are_counted():
    assert delivered([("YES", True), ("YES", False), ("LATE", None), ("NO", False)]) == 2
