"""Routes of the suppliers' API, as the published service has them; below /api/v1/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from referrals.api import assessments, case_notes, catalogue
from referrals.api import sent_referrals as sent


class ContractReference(StringConverter):
    """The reference of a contract, such as TST_0001."""

    regex = r"[A-Za-z0-9_.\-]{1,40}"


register_converter(ContractReference, "contract")

app_name = "api"
urlpatterns = [
    path("sent-referrals/summaries", sent.Summaries.as_view(), name="sent-referrals"),
    path("sent-referral/<id:id>", sent.OneSentReferral.as_view(), name="sent-referral"),
    path("sent-referral/<id:id>/assign", sent.Assign.as_view(), name="assign"),
    path("sent-referral/<id:id>/withdraw-referral", sent.Withdraw.as_view(), name="withdraw-referral"),
    path(
        "sent-referral/<id:id>/supplier-assessment",
        assessments.Assessment.as_view(),
        name="supplier-assessment",
    ),
    path("sent-referral/<id:id>/case-notes", case_notes.CaseNotes.as_view(), name="case-notes"),
    path("referral/<id:id>/supplier-assessment", assessments.Appointments.as_view(), name="book-assessment"),
    path(
        "referral/<id:id>/supplier-assessment/record-attendance",
        assessments.Attendance.as_view(),
        name="record-attendance",
    ),
    path(
        "referral/<id:id>/supplier-assessment/record-session-feedback",
        assessments.SessionFeedback.as_view(),
        name="record-session-feedback",
    ),
    path(
        "referral/<id:id>/supplier-assessment/submit-feedback",
        assessments.SubmitFeedback.as_view(),
        name="submit-feedback",
    ),
    path(
        "referral/<id:id>/supplier-assessment/<id:appointment_id>",
        assessments.Appointment.as_view(),
        name="move-assessment",
    ),
    path(
        "supplier-assessment/<id:id>/schedule-appointment",
        assessments.ScheduleAppointment.as_view(),
        name="schedule-appointment",
    ),
    path("case-note", case_notes.WriteCaseNote.as_view(), name="case-note-add"),
    path("case-note/<id:id>", case_notes.OneCaseNote.as_view(), name="case-note"),
    path("risks/supplementary/<id:id>", case_notes.SharedRisk.as_view(), name="supplementary-risk"),
    path("interventions", catalogue.Interventions.as_view(), name="interventions"),
    path("my-interventions", catalogue.MyInterventions.as_view(), name="my-interventions"),
    path("intervention/<id:id>", catalogue.OneIntervention.as_view(), name="intervention"),
    path("pcc-regions", catalogue.PccRegions.as_view(), name="pcc-regions"),
    path("service-category/<id:id>", catalogue.OneCategory.as_view(), name="service-category"),
    path(
        "service-category/<id:id>/contract-reference/<contract:reference>",
        catalogue.CategoryOfContract.as_view(),
        name="service-category-of-contract",
    ),
    path("referral-withdrawal-reasons", catalogue.WithdrawalReasons.as_view(), name="withdrawal-reasons"),
    path(
        "referral-cancellation-reasons", catalogue.CancellationReasons.as_view(), name="cancellation-reasons"
    ),
]
