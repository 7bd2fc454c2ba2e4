"""Addresses of the caseload and the diaries."""

from django.urls import path

from cases.worklists.views import caseload, diaries

urlpatterns = [
    path("cases", caseload.Caseload.as_view(), name="caseload"),
    path("diary/day", diaries.DayDiary.as_view(), name="diary-day"),
    path("diary/office", diaries.OfficeDiary.as_view(), name="diary-office"),
    path("diary/outcomes", diaries.OutcomesDiary.as_view(), name="diary-outcomes"),
    path("diary/enforcement", diaries.EnforcementDiary.as_view(), name="diary-enforcement"),
    path("diary/deadlines", diaries.DeadlinesDiary.as_view(), name="diary-deadlines"),
]
