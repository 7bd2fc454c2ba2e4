"""Request bodies about the initial assessment as the services take them, and the names of their fields."""

from typing import Any

from core.clock import LONDON
from referrals.codes import AppointmentMethod, Attendance, ChangeAskedBy, NoSessionReason, SessionType
from referrals.rules.bookings import Booking
from referrals.rules.feedback import Feedback

#: code of a rule about the whole act -> field that it is about
OF_THE_ACT = {
    "FEEDBACK_TOO_EARLY": "appointmentTime",
    "ATTENDANCE_NOT_RECORDED": "attended",
    "FEEDBACK_MISSING": "attendanceFeedback",
    "NOT_THE_LATEST": "appointmentId",
}
#: field of the services -> field of the request body, for refusals
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


def booking_of(body: dict[str, Any]) -> Booking:
    """The booking that a body asks for, at the wall-clock time in the United Kingdom, without seconds."""
    local = body["appointmentTime"].astimezone(LONDON)
    address = body.get("appointmentDeliveryAddress") or {}
    kind, asked_by = body.get("sessionType"), body.get("rescheduleRequestedBy")
    return Booking(
        on=local.date(),
        starts=local.time().replace(second=0, microsecond=0),
        length_minutes=body["durationInMinutes"],
        session_type=SessionType(kind) if kind else None,
        method=AppointmentMethod(body["appointmentDeliveryType"]),
        office=body.get("npsOfficeCode") or "",
        address_line_1=address.get("firstAddressLine") or "",
        postcode=address.get("postCode") or "",
        asked_by=ChangeAskedBy(asked_by) if asked_by else None,
        change_reason=body.get("rescheduledReason") or "",
        has_feedback=bool(body.get("attendanceFeedback")),
    )


def attendance_of(body: dict[str, Any]) -> tuple[bool | None, bool | None, bool | None]:
    """(happened, attended, late) of a body. "late" counts as attended; only it says anything of late."""
    attended = body.get("attended")
    came = None if attended is None else attended != Attendance.NO.lower()
    return body.get("didSessionHappen"), came, True if attended == Attendance.LATE.lower() else None


#: reason -> the field that holds its details
DETAILS = {
    NoSessionReason.POP_ACCEPTABLE: "noSessionReasonPopAcceptable",
    NoSessionReason.POP_UNACCEPTABLE: "noSessionReasonPopUnacceptable",
    NoSessionReason.LOGISTICS: "noSessionReasonLogistics",
}


def feedback_of(body: dict[str, Any], attendance: dict[str, Any] | None = None) -> Feedback:
    """The answers to step 2, and to step 1 where both come together.

    Older clients send notifyProbationPractitioner alone. It then counts as the answer about concerns.
    """
    happened, attended, late = attendance_of(attendance or {})
    notify = body.get("notifyProbationPractitioner")
    behaviour = body.get("notifyProbationPractitionerOfBehaviour")
    concerns = body.get("notifyProbationPractitionerOfConcerns")
    concerns = notify if concerns is None and behaviour is None else concerns
    answered = any(answer is not None for answer in (notify, behaviour, concerns))
    reason = body.get("noSessionReasonType")
    return Feedback(
        happened=happened,
        attended=attended,
        late=late if body.get("late") is None else body["late"],
        late_reason=body.get("lateReason") or "",
        summary=body.get("sessionSummary") or "",
        response=body.get("sessionResponse") or "",
        behaviour_ticked=bool(behaviour),
        behaviour=body.get("sessionBehaviour") or "",
        concerns_ticked=bool(concerns),
        concerns=body.get("sessionConcerns") or "",
        told_nobody=answered and not behaviour and not concerns,
        future_plans=body.get("futureSessionPlans") or "",
        no_session_reason=NoSessionReason(reason) if reason else None,
        no_session_detail=body.get(DETAILS[NoSessionReason(reason)]) or "" if reason else "",
        contact_tried=body.get("noAttendanceInformation") or "",
        notify=notify if notify is not None else concerns,
    )


def feedback_with(body: dict[str, Any]) -> Feedback | None:
    """The feedback in the body of a booking; None without any."""
    if not body.get("attendanceFeedback"):
        return None
    return feedback_of(body.get("sessionFeedback") or {}, body["attendanceFeedback"])
