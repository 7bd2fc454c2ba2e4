"""What a client sends about the initial assessment, as the services take it; and back, field by field."""

from typing import Any

from core.clock import LONDON
from referrals.codes import AppointmentMethod, Attendance, ChangeAskedBy, NoSessionReason, SessionType
from referrals.rules.bookings import Booking
from referrals.rules.feedback import Feedback

ATTENDANCE_NAMES = {"happened": "didSessionHappen", "attended": "attended"}
FEEDBACK_NAMES = {
    "late": "late",
    "late_reason": "lateReason",
    "summary": "sessionSummary",
    "response": "sessionResponse",
    "behaviour": "sessionBehaviour",
    "concerns": "sessionConcerns",
    "notify": "notifyProbationPractitioner",
    "future_plans": "futureSessionPlans",
    "no_session_reason": "noSessionReasonType",
    "no_session_detail": "noSessionReasonType",
    "contact_tried": "noAttendanceInformation",
}
BOOKING_NAMES = {
    "on": "appointmentTime",
    "starts": "appointmentTime",
    "appointment_time": "appointmentTime",
    "length_minutes": "durationInMinutes",
    "session_type": "sessionType",
    "method": "appointmentDeliveryType",
    "office": "npsOfficeCode",
    "address_line_1": "appointmentDeliveryAddress.firstAddressLine",
    "postcode": "appointmentDeliveryAddress.postCode",
    "asked_by": "rescheduleRequestedBy",
    "change_reason": "rescheduledReason",
    **{name: f"attendanceFeedback.{shown}" for name, shown in ATTENDANCE_NAMES.items()},
    **{name: f"sessionFeedback.{shown}" for name, shown in FEEDBACK_NAMES.items()},
}


def booking_of(given: dict[str, Any]) -> Booking:
    """The instant becomes the day and the wall-clock time in the United Kingdom; seconds are dropped."""
    local = given["appointmentTime"].astimezone(LONDON)
    address = given.get("appointmentDeliveryAddress") or {}
    kind, asked_by = given.get("sessionType"), given.get("rescheduleRequestedBy")
    return Booking(
        on=local.date(),
        starts=local.time().replace(second=0, microsecond=0),
        length_minutes=given["durationInMinutes"],
        session_type=SessionType(kind) if kind else None,
        method=AppointmentMethod(given["appointmentDeliveryType"]),
        office=given.get("npsOfficeCode") or "",
        address_line_1=address.get("firstAddressLine") or "",
        postcode=address.get("postCode") or "",
        asked_by=ChangeAskedBy(asked_by) if asked_by else None,
        change_reason=given.get("rescheduledReason") or "",
        has_feedback=bool(given.get("attendanceFeedback")),
    )


def attendance_of(given: dict[str, Any]) -> tuple[bool | None, bool | None]:
    """Did it happen, did they come; "late" is coming."""
    attended = given.get("attended")
    return given.get("didSessionHappen"), None if attended is None else attended != Attendance.NO


DETAILS = {
    NoSessionReason.POP_ACCEPTABLE: "noSessionReasonPopAcceptable",
    NoSessionReason.POP_UNACCEPTABLE: "noSessionReasonPopUnacceptable",
    NoSessionReason.LOGISTICS: "noSessionReasonLogistics",
}


def feedback_of(given: dict[str, Any], attendance: dict[str, Any] | None = None) -> Feedback:
    """Step 2, with step 1 where both come together. Older clients say only that somebody should be told."""
    happened, attended = attendance_of(attendance or {})
    told = given.get("notifyProbationPractitioner")
    behaviour = given.get("notifyProbationPractitionerOfBehaviour")
    concerns = given.get("notifyProbationPractitionerOfConcerns")
    concerns = told if concerns is None and behaviour is None else concerns
    answered = any(answer is not None for answer in (told, behaviour, concerns))
    reason = given.get("noSessionReasonType")
    return Feedback(
        happened=happened,
        attended=attended,
        late=given.get("late"),
        late_reason=given.get("lateReason") or "",
        summary=given.get("sessionSummary") or "",
        response=given.get("sessionResponse") or "",
        behaviour_ticked=bool(behaviour),
        behaviour=given.get("sessionBehaviour") or "",
        concerns_ticked=bool(concerns),
        concerns=given.get("sessionConcerns") or "",
        told_nobody=answered and not behaviour and not concerns,
        future_plans=given.get("futureSessionPlans") or "",
        no_session_reason=NoSessionReason(reason) if reason else None,
        no_session_detail=given.get(DETAILS[NoSessionReason(reason)]) or "" if reason else "",
        contact_tried=given.get("noAttendanceInformation") or "",
        notify=told if told is not None else concerns,
    )


def feedback_with(given: dict[str, Any]) -> Feedback | None:
    """The feedback that comes with a booking; None without any."""
    if not given.get("attendanceFeedback"):
        return None
    return feedback_of(given.get("sessionFeedback") or {}, given["attendanceFeedback"])
