"""The initial assessment and its appointments under the names of the published service, both ways."""

from typing import TYPE_CHECKING, Any, ClassVar

from rest_framework import serializers

from referrals.api.outputs import MAY, AuthUserOut, Output, choice
from referrals.codes import AppointmentMethod, Attendance, ChangeAskedBy, NoSessionReason, SessionType
from referrals.services.assessment_appointments import Place

if TYPE_CHECKING:
    from referrals.models import AssessmentAppointment

S = serializers
LONGEST_MINUTES = 24 * 60
TEXT = {"required": False, "allow_null": True, "allow_blank": True, "max_length": 10_000}


class AddressOut(Output):
    firstAddressLine = S.CharField(source="address_line_1")
    secondAddressLine = S.CharField(source="address_line_2", **MAY)
    townOrCity = S.CharField(source="town", **MAY)
    county = S.CharField(**MAY)
    postCode = S.CharField(source="postcode")


class AttendanceOut(Output):
    didSessionHappen = S.BooleanField(source="happened", **MAY)
    attended = choice(Attendance, **MAY)
    attendanceFailureInformation = S.CharField(source="contact_tried", **MAY)
    submittedAt = S.DateTimeField(source="attendance_at", **MAY)
    submittedBy = AuthUserOut(source="attendance_by", **MAY)

    def to_representation(self, instance: "AssessmentAppointment") -> dict[str, Any]:
        shown = super().to_representation(instance)
        came = {None: None, True: "YES", False: "NO"}[instance.attended]
        shown.pop("attended", None)
        return shown | ({"attended": came} if came else {})


class SessionFeedbackOut(Output):
    late = S.BooleanField(**MAY)
    lateReason = S.CharField(source="late_reason", **MAY)
    futureSessionPlans = S.CharField(source="future_plans", **MAY)
    noAttendanceInformation = S.CharField(source="contact_tried", **MAY)
    noSessionReasonType = choice(NoSessionReason, source="no_session_reason", **MAY)
    noSessionReasonPopAcceptable = S.CharField(**MAY)
    noSessionReasonPopUnacceptable = S.CharField(**MAY)
    noSessionReasonLogistics = S.CharField(**MAY)
    sessionSummary = S.CharField(source="summary", **MAY)
    sessionResponse = S.CharField(source="response", **MAY)
    sessionBehaviour = S.CharField(source="behaviour", **MAY)
    sessionConcerns = S.CharField(source="concerns", **MAY)
    notifyProbationPractitioner = S.BooleanField(**MAY)
    notifyProbationPractitionerOfBehaviour = S.BooleanField(**MAY)
    notifyProbationPractitionerOfConcerns = S.BooleanField(**MAY)

    #: reason -> the field that holds its details
    DETAILS: ClassVar = {
        NoSessionReason.POP_ACCEPTABLE.value: "noSessionReasonPopAcceptable",
        NoSessionReason.POP_UNACCEPTABLE.value: "noSessionReasonPopUnacceptable",
        NoSessionReason.LOGISTICS.value: "noSessionReasonLogistics",
    }

    def to_representation(self, instance: "AssessmentAppointment") -> dict[str, Any]:
        shown = super().to_representation(instance)
        if name := self.DETAILS.get(instance.no_session_reason):
            shown[name] = instance.no_session_detail
        if instance.details_at is None:
            return shown
        if instance.happened:
            shown["notifyProbationPractitionerOfBehaviour"] = instance.behaviour_ticked
            shown["notifyProbationPractitionerOfConcerns"] = instance.concerns_ticked
            shown["notifyProbationPractitioner"] = instance.behaviour_ticked or instance.concerns_ticked
        elif instance.notify is not None:
            shown["notifyProbationPractitioner"] = instance.notify
        return shown


class FeedbackOut(Output):
    attendanceFeedback = AttendanceOut(source="*")
    sessionFeedback = SessionFeedbackOut(source="*")
    submitted = S.BooleanField()
    submittedBy = AuthUserOut(source="submitted_by", **MAY)

    class Meta:
        ref_name = "AppointmentFeedback"

    def to_representation(self, instance: "AssessmentAppointment") -> dict[str, Any]:
        instance.submitted = instance.submitted_at is not None
        return super().to_representation(instance)


class AppointmentOut(Output):
    id = S.UUIDField(source="uuid")
    appointmentTime = S.DateTimeField(source="starts_at")
    durationInMinutes = S.IntegerField(source="length_minutes")
    appointmentFeedback = FeedbackOut(source="*")
    appointmentDeliveryType = choice(AppointmentMethod, source="method")
    sessionType = choice(SessionType, source="session_type")
    appointmentDeliveryAddress = AddressOut(source="*", **MAY)
    npsOfficeCode = S.CharField(source="office.code", **MAY)
    createdAt = S.DateTimeField(source="created_at")
    superseded = S.BooleanField()
    rescheduleRequestedBy = choice(ChangeAskedBy, source="change_asked_by", **MAY)
    rescheduledReason = S.CharField(source="change_reason", **MAY)

    def to_representation(self, instance: "AssessmentAppointment") -> dict[str, Any]:
        instance.superseded = instance.superseded_at is not None
        shown = super().to_representation(instance)
        if not instance.address_line_1:
            del shown["appointmentDeliveryAddress"]
        return shown


class AssessmentOut(Output):
    id = S.UUIDField()
    appointments = AppointmentOut(many=True)
    currentAppointmentId = S.UUIDField(source="current", **MAY)
    referralId = S.UUIDField(source="referral")

    class Meta:
        ref_name = "SupplierAssessment"


# --- request bodies ---------------------------------------------------------------------------------------
class AnyCase(S.ChoiceField):
    """A choice whose case is ignored: older clients write "yes"."""

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(data.strip().upper() if isinstance(data, str) else data)


class WhoAsked(AnyCase):
    """Who asked for a change: our codes, and the words older clients send."""

    OLDER: ClassVar = {
        "SERVICE PROVIDER": "SUPPLIER",
        "DELIVERY_PARTNER": "SUPPLIER",
        "USER": "PERSON",
        "REFERRAL_USER": "PERSON",
        "PROBATION_PRACTITIONER": "PRACTITIONER",
    }

    def to_internal_value(self, data: Any) -> Any:
        code = data.strip().upper() if isinstance(data, str) else data
        return super().to_internal_value(self.OLDER.get(code, code) if isinstance(code, str) else code)


def any_case(codes: Any, kind: type[AnyCase] = AnyCase) -> AnyCase:
    return kind(choices=[code.value for code in codes], required=False, allow_null=True)


class AddressIn(S.Serializer):
    firstAddressLine = S.CharField(allow_blank=True, max_length=200)
    secondAddressLine = S.CharField(required=False, allow_null=True, allow_blank=True, max_length=200)
    townOrCity = S.CharField(required=False, allow_null=True, allow_blank=True, max_length=100)
    county = S.CharField(required=False, allow_null=True, allow_blank=True, max_length=100)
    postCode = S.CharField(allow_blank=True, max_length=20)

    @staticmethod
    def place(address: dict[str, Any]) -> Place:
        return Place(
            address_line_2=address.get("secondAddressLine") or "",
            town=address.get("townOrCity") or "",
            county=address.get("county") or "",
        )


class AttendanceIn(S.Serializer):
    didSessionHappen = S.BooleanField(required=False, allow_null=True)
    attended = any_case(Attendance)


class SessionFeedbackIn(S.Serializer):
    late = S.BooleanField(required=False, allow_null=True)
    lateReason = S.CharField(**TEXT)
    futureSessionPlans = S.CharField(**TEXT)
    noAttendanceInformation = S.CharField(**TEXT)
    noSessionReasonType = any_case(NoSessionReason)
    noSessionReasonPopAcceptable = S.CharField(**TEXT)
    noSessionReasonPopUnacceptable = S.CharField(**TEXT)
    noSessionReasonLogistics = S.CharField(**TEXT)
    sessionSummary = S.CharField(**TEXT)
    sessionResponse = S.CharField(**TEXT)
    sessionBehaviour = S.CharField(**TEXT)
    sessionConcerns = S.CharField(**TEXT)
    notifyProbationPractitioner = S.BooleanField(required=False, allow_null=True)
    notifyProbationPractitionerOfBehaviour = S.BooleanField(required=False, allow_null=True)
    notifyProbationPractitionerOfConcerns = S.BooleanField(required=False, allow_null=True)


class BookingIn(S.Serializer):
    appointmentTime = S.DateTimeField(help_text="With its offset; without one it is United Kingdom time.")
    durationInMinutes = S.IntegerField(min_value=1, max_value=LONGEST_MINUTES)
    appointmentDeliveryType = S.ChoiceField(choices=[code.value for code in AppointmentMethod])
    sessionType = any_case(SessionType)
    appointmentDeliveryAddress = AddressIn(required=False, allow_null=True)
    npsOfficeCode = S.CharField(required=False, allow_null=True, allow_blank=True, max_length=20)
    rescheduleRequestedBy = any_case(ChangeAskedBy, WhoAsked)
    rescheduledReason = S.CharField(**TEXT)
    attendanceFeedback = AttendanceIn(required=False, allow_null=True)
    sessionFeedback = SessionFeedbackIn(required=False, allow_null=True)

    class Meta:
        ref_name = "UpdateAppointment"
