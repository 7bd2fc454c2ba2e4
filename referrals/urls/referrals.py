"""A practitioner's referrals, below referrals/."""

from django.urls import path

from referrals.views import case_notes, referrals, withdrawals

urlpatterns = [
    path("<ref:ref>/", referrals.Details.as_view(), name="referral"),
    path("<ref:ref>/progress", referrals.Progress.as_view(), name="progress"),
    path("<ref:ref>/case-notes", case_notes.CaseNotes.as_view(), name="case-notes"),
    path("<ref:ref>/case-notes/add", case_notes.AddCaseNote.as_view(), name="case-notes-add"),
    path("<ref:ref>/withdraw", withdrawals.Withdraw.as_view(), name="withdraw"),
    path("<ref:ref>/changes", referrals.Changes.as_view(), name="changes"),
]
