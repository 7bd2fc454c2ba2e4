"""The initial assessment: read, booked, moved, and its feedback given."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.urls import reverse
from django.utils.functional import lazy
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from core.access import Decision, Refused
from referrals.api.assessment_documents import (
    AddressIn,
    AppointmentOut,
    AssessmentOut,
    AttendanceIn,
    BookingIn,
    SessionFeedbackIn,
)
from referrals.api.assessment_inputs import (
    ATTENDANCE_NAMES,
    BOOKING_NAMES,
    FEEDBACK_NAMES,
    OF_THE_ACT,
    attendance_of,
    booking_of,
    feedback_of,
    feedback_with,
)
from referrals.api.base import ApiView, etag_of
from referrals.api.schema import route
from referrals.queries import api_referrals, assessments
from referrals.queries.api_clients import PROBATION, PROVIDER, READ_ALL
from referrals.services import assessment_feedback as feedback
from referrals.services.assessment_appointments import (
    book_assessment,
    reschedule_assessment,
    schedule_new_assessment,
)
from referrals.services.locking import lock_referral

if TYPE_CHECKING:
    from referrals.models import AssessmentAppointment, Referral

TAG = "Initial assessment"
#: worked out when the document is made, as a booking in the past is refused
in_a_week = lazy(lambda: f"{clock.today() + timedelta(days=7)}T10:15:00Z", str)
BOOKING = {
    "appointmentTime": in_a_week(),
    "durationInMinutes": 60,
    "appointmentDeliveryType": "PHONE_CALL",
    "sessionType": "ONE_TO_ONE",
}
MOVING = BOOKING | {
    "rescheduleRequestedBy": "Service Provider",
    "rescheduledReason": "The room is taken.",
}
ETAG_WORDS = "The ETag is that of the whole assessment: GET /sent-referral/{id}/supplier-assessment."


def document_of(referral: "Referral") -> dict[str, Any]:
    rows = assessments.attempts_at(referral)
    current = assessments.current_among(rows)
    values = {
        "id": referral.supplier_assessment.uuid,
        "appointments": rows,
        "current": current.uuid if current else None,
        "referral": referral.uuid,
    }
    return AssessmentOut(values).data


class Assessment(ApiView):
    roles = (PROVIDER, PROBATION, READ_ALL)

    @route("getSupplierAssessment", "The initial assessment", {200: AssessmentOut}, tag=TAG, tagged=True)
    def get(self, request: Request, id: UUID) -> Response:
        found = self.referral(id)
        self.viewed("api-supplier-assessment", found)
        document = document_of(found.referral)
        return self.answer(document, etag=etag_of(document))


class AssessmentAct(ApiView):
    """Base of the acts on the initial assessment."""

    roles = (PROVIDER,)
    permission = "referrals.supplier-book"
    names: ClassVar = BOOKING_NAMES | OF_THE_ACT

    def act(
        self,
        uuid: UUID,
        do: "Callable[[Referral, Any], AssessmentAppointment]",
        *,
        read: Callable[[], Any] = lambda: None,
        status: int = 200,
    ) -> Response:
        """Does an act once. The body is `read` only after the referral is found to be in sight."""
        referral = self.referral(uuid).referral
        body = read()
        return self.once(lambda: self.done(referral, lambda row: do(row, body), status=status))

    def done(
        self, referral: "Referral", do: "Callable[[Referral], AssessmentAppointment]", *, status: int
    ) -> Response:
        lock_referral(referral.pk)
        self.check_match(lambda: etag_of(document_of(referral)))
        booked = do(referral)
        row = next(row for row in assessments.attempts_at(referral) if row.pk == booked.pk)
        place = reverse("api:supplier-assessment", args=[referral.uuid]) if status == 201 else ""
        document = AppointmentOut(row).data
        return self.answer(document, status=status, etag=etag_of(document_of(referral)), location=place)

    def booking(self) -> dict[str, Any]:
        """The arguments of every booking service, from the body."""
        body = self.read_body(BookingIn)
        return {
            "booking": booking_of(body),
            "place": AddressIn.place(body.get("appointmentDeliveryAddress") or {}),
            "feedback": feedback_with(body),
            "by": self.request.user,
            "at": self.at,
        }


def books(operation: str, summary: str, status: int, *, example: Any = BOOKING, **more: Any) -> Any:
    return route(
        operation,
        summary,
        {status: AppointmentOut},
        tag=TAG,
        request=BookingIn,
        writes=True,
        tagged=True,
        example=example,
        about=f"An appointment before today comes with its attendance and feedback. {ETAG_WORDS}",
        **more,
    )


class Appointments(AssessmentAct):
    @books("bookSupplierAssessment", "Book another attempt, once the latest has its feedback", 201)
    def post(self, request: Request, id: UUID) -> Response:
        return self.act(
            id,
            lambda row, booking: schedule_new_assessment(row.pk, **booking),
            read=self.booking,
            status=201,
        )


class Appointment(AssessmentAct):
    @books("moveSupplierAssessment", "Move the latest attempt, before it has feedback", 200, example=MOVING)
    def put(self, request: Request, id: UUID, appointment_id: UUID) -> Response:
        return self.act(id, lambda row, booking: self.moved(row, appointment_id, booking), read=self.booking)

    def moved(self, referral: "Referral", uuid: UUID, booking: dict[str, Any]) -> "AssessmentAppointment":
        rows = assessments.attempts_at(referral)
        named = next((row for row in rows if row.uuid == uuid), None)
        if named is None:
            raise Refused(Decision(False, "out-of-scope"), crn=referral.person.crn, record_key=str(uuid))
        return reschedule_assessment(referral.pk, named.pk, **booking)


class ScheduleAppointment(AssessmentAct):
    """Addressed by the id of the assessment, which leads to the referral."""

    @books(
        "scheduleSupplierAssessment",
        "Book or move, as the latest attempt calls for",
        200,
        deprecated=date(2026, 11, 25),
    )
    def put(self, request: Request, id: UUID) -> Response:
        uuid = api_referrals.referral_of_assessment(id)
        if uuid is None:
            raise Refused(Decision(False, "out-of-scope"), record_key=str(id))
        return self.act(uuid, lambda row, booking: book_assessment(row.pk, **booking), read=self.booking)


class Attendance(AssessmentAct):
    names: ClassVar = ATTENDANCE_NAMES | OF_THE_ACT

    @route(
        "recordSupplierAssessmentAttendance",
        "Step 1 of the feedback: did it happen, did they come",
        {200: AppointmentOut},
        tag=TAG,
        request=AttendanceIn,
        writes=True,
        tagged=True,
        example={"didSessionHappen": True, "attended": "yes"},
        about=ETAG_WORDS,
    )
    def put(self, request: Request, id: UUID) -> Response:
        return self.act(
            id,
            lambda row, answers: feedback.record_attendance(
                row.pk,
                happened=answers[0],
                attended=answers[1],
                late=answers[2],
                by=self.request.user,
                at=self.at,
            ),
            read=lambda: attendance_of(self.read_body(AttendanceIn)),
        )


class SessionFeedback(AssessmentAct):
    names: ClassVar = FEEDBACK_NAMES | OF_THE_ACT

    @route(
        "recordSupplierAssessmentFeedback",
        "Step 2 of the feedback: what was done and how it went",
        {200: AppointmentOut},
        tag=TAG,
        request=SessionFeedbackIn,
        writes=True,
        tagged=True,
        example={
            "late": False,
            "sessionSummary": "Talked through the needs in the referral.",
            "sessionResponse": "Took part well and set two goals.",
            "notifyProbationPractitionerOfBehaviour": False,
            "notifyProbationPractitionerOfConcerns": False,
        },
        about=ETAG_WORDS,
    )
    def put(self, request: Request, id: UUID) -> Response:
        return self.act(
            id,
            lambda row, answers: feedback.record_session_feedback(
                row.pk, answers, by=self.request.user, at=self.at
            ),
            read=lambda: feedback_of(self.read_body(SessionFeedbackIn)),
        )


class SubmitFeedback(AssessmentAct):
    names: ClassVar = FEEDBACK_NAMES | OF_THE_ACT

    @route(
        "submitSupplierAssessmentFeedback",
        "Close the feedback for good, and enter it in the case record",
        {200: AppointmentOut},
        tag=TAG,
        writes=True,
        tagged=True,
        about=ETAG_WORDS,
    )
    def post(self, request: Request, id: UUID) -> Response:
        return self.act(id, lambda row, _: feedback.submit_feedback(row.pk, by=self.request.user, at=self.at))
