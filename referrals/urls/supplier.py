"""A service provider's referrals, below supplier/referrals/."""

from django.urls import path

from referrals.views import assessment_appointments, case_notes, supplier

urlpatterns = [
    path("<ref:ref>/", supplier.SupplierDetails.as_view(), name="supplier-referral"),
    path("<ref:ref>/assign", supplier.Assign.as_view(), name="assign"),
    path(
        "<ref:ref>/assessment-appointment",
        assessment_appointments.AssessmentAppointment.as_view(),
        name="assessment-appointment",
    ),
    path("<ref:ref>/case-notes", case_notes.SupplierCaseNotes.as_view(), name="supplier-case-notes"),
    path(
        "<ref:ref>/case-notes/add",
        case_notes.AddSupplierCaseNote.as_view(),
        name="supplier-case-notes-add",
    ),
]
