"""The initial assessment and its appointments under the names of the published service, both ways."""

from typing import TYPE_CHECKING, Any, ClassVar

from rest_framework import serializers

from referrals.api.inputs import CodeOfList, Line, Moment, Text, Whole, YesNo
from referrals.api.outputs import MAY, AuthUserOut, Output, choice
from referrals.codes import AppointmentMethod, Attendance, ChangeAskedBy, NoSessionReason, SessionType
from referrals.services.assessment_appointments import Place

if TYPE_CHECKING:
    from referrals.models import AssessmentAppointment

S = serializers
LONGEST_MINUTES = 24 * 60
#: the one list that the published service writes in small letters
ATTENDED = [code.value.lower() for code in Attendance]
#: who asked for a change -> as clients of the published service send it, and print what they get
WHO_ASKED = {
    ChangeAskedBy.SUPPLIER.value: "Service Provider",
    ChangeAskedBy.PERSON.value: "Service User",
    ChangeAskedBy.PRACTITIONER.value: "Probation Practitioner",
}
TEXT = {"required": False, "allow_null": True, "allow_blank": True, "max_length": 10_000}


class AddressOut(Output):
    firstAddressLine = S.CharField(source="address_line_1")
    secondAddressLine = S.CharField(source="address_line_2", **MAY)
    townOrCity = S.CharField(source="town", **MAY)
    county = S.CharField(**MAY)
    postCode = S.CharField(source="postcode")


class AttendanceOut(Output):
    didSessionHappen = S.BooleanField(source="happened", **MAY)
    attended = choice(ATTENDED, **MAY)
    attendanceFailureInformation = S.CharField(source="contact_tried", **MAY)
    additionalAttendanceInformation = S.CharField(help_text="Of older feedback; always null.", **MAY)
    submittedAt = S.DateTimeField(source="attendance_at", **MAY)
    submittedBy = AuthUserOut(source="attendance_by", **MAY)

    def to_representation(self, instance: "AssessmentAppointment") -> dict[str, Any]:
        came = {None: None, True: "yes", False: "no"}[instance.attended]
        return super().to_representation(instance) | {"attended": came}


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
    behaviourDescription = S.CharField(help_text="Of older feedback; always null.", **MAY)
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
        else:
            shown["notifyProbationPractitionerOfConcerns"] = instance.notify
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
    rescheduleRequestedBy = S.CharField(source="change_asked_by", help_text="To show to a person.", **MAY)
    rescheduledReason = S.CharField(source="change_reason", **MAY)

    def to_representation(self, instance: "AssessmentAppointment") -> dict[str, Any]:
        instance.superseded = instance.superseded_at is not None
        shown = super().to_representation(instance)
        if not instance.address_line_1:
            shown["appointmentDeliveryAddress"] = None
        shown["rescheduleRequestedBy"] = WHO_ASKED.get(instance.change_asked_by)
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
    """A choice whose case is ignored: the published service writes "yes", and others "YES"."""

    def to_internal_value(self, data: Any) -> Any:
        wanted = data.strip().upper() if isinstance(data, str) else ""
        return super().to_internal_value({name.upper(): name for name in self.choices}.get(wanted, data))


class WhoAsked(AnyCase):
    """Who asked for a change: our codes, and the words that other clients send."""

    OLDER: ClassVar = {
        **{words.upper(): code for code, words in WHO_ASKED.items()},
        "PERSON ON PROBATION": "PERSON",
        "DELIVERY_PARTNER": "SUPPLIER",
        "USER": "PERSON",
        "REFERRAL_USER": "PERSON",
        "PROBATION_PRACTITIONER": "PRACTITIONER",
    }

    def to_internal_value(self, data: Any) -> Any:
        words = data.strip().upper() if isinstance(data, str) else ""
        return super().to_internal_value(self.OLDER.get(words, data))


def any_case(codes: Any, kind: type[AnyCase] = AnyCase) -> AnyCase:
    return kind(
        choices=[str(getattr(code, "value", code)) for code in codes], required=False, allow_null=True
    )


class AddressIn(S.Serializer):
    firstAddressLine = Line(allow_blank=True, max_length=200)
    secondAddressLine = Line(required=False, allow_null=True, allow_blank=True, max_length=200)
    townOrCity = Line(required=False, allow_null=True, allow_blank=True, max_length=100)
    county = Line(required=False, allow_null=True, allow_blank=True, max_length=100)
    postCode = Line(allow_blank=True, max_length=20)

    @staticmethod
    def place(address: dict[str, Any]) -> Place:
        return Place(
            address_line_2=address.get("secondAddressLine") or "",
            town=address.get("townOrCity") or "",
            county=address.get("county") or "",
        )


class AttendanceIn(S.Serializer):
    didSessionHappen = YesNo(required=False, allow_null=True)
    attended = any_case(ATTENDED)


class SessionFeedbackIn(S.Serializer):
    late = YesNo(required=False, allow_null=True)
    lateReason = Text(**TEXT)
    futureSessionPlans = Text(**TEXT)
    noAttendanceInformation = Text(**TEXT)
    noSessionReasonType = any_case(NoSessionReason)
    noSessionReasonPopAcceptable = Text(**TEXT)
    noSessionReasonPopUnacceptable = Text(**TEXT)
    noSessionReasonLogistics = Text(**TEXT)
    sessionSummary = Text(**TEXT)
    sessionResponse = Text(**TEXT)
    sessionBehaviour = Text(**TEXT)
    sessionConcerns = Text(**TEXT)
    notifyProbationPractitioner = YesNo(required=False, allow_null=True)
    notifyProbationPractitionerOfBehaviour = YesNo(required=False, allow_null=True)
    notifyProbationPractitionerOfConcerns = YesNo(required=False, allow_null=True)


class BookingIn(S.Serializer):
    appointmentTime = Moment(help_text="With its offset; without one it is United Kingdom time.")
    durationInMinutes = Whole(min_value=1, max_value=LONGEST_MINUTES)
    appointmentDeliveryType = S.ChoiceField(choices=[code.value for code in AppointmentMethod])
    sessionType = any_case(SessionType)
    appointmentDeliveryAddress = AddressIn(required=False, allow_null=True)
    npsOfficeCode = CodeOfList(required=False, allow_null=True, allow_blank=True, max_length=20)
    rescheduleRequestedBy = any_case(ChangeAskedBy, WhoAsked)
    rescheduledReason = Text(**TEXT)
    attendanceFeedback = AttendanceIn(required=False, allow_null=True)
    sessionFeedback = SessionFeedbackIn(required=False, allow_null=True)

    class Meta:
        ref_name = "UpdateAppointment"
