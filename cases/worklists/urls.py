"""Addresses of the caseload and the diaries."""

from django.urls import path

from cases.worklists.views import caseload, diaries, due, team

urlpatterns = [
    path("cases", caseload.Caseload.as_view(), name="caseload"),
    path("diary/day", diaries.DayDiary.as_view(), name="diary-day"),
    path("diary/week", diaries.WeekDiary.as_view(), name="diary-week"),
    path("diary/office", diaries.OfficeDiary.as_view(), name="diary-office"),
    path("diary/outcomes", due.OutcomesDiary.as_view(), name="diary-outcomes"),
    path("diary/enforcement", due.EnforcementDiary.as_view(), name="diary-enforcement"),
    path("diary/deadlines", due.DeadlinesDiary.as_view(), name="diary-deadlines"),
    path("diary/registration-reviews", due.RegistrationReviews.as_view(), name="diary-reviews"),
    path("diary/transfers", due.PendingTransfers.as_view(), name="diary-transfers"),
    path("team/workload", team.TeamWorkload.as_view(), name="team-workload"),
]
