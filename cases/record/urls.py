"""The record as a whole, below the person's address."""

from django.urls import path

from cases.record.views import allocations, changes, main_details, overview, printing, who_looked

urlpatterns = [
    path("", overview.CaseOverview.as_view(), name="overview"),
    path("personal/changes", changes.ChangesToPerson.as_view(), name="personal-changes"),
    path("personal/main-details", main_details.ChangeMainDetails.as_view(), name="main-details"),
    path("record/officers", allocations.Officers.as_view(), name="officers"),
    path("record/transfers", allocations.Transfers.as_view(), name="transfers"),
    path("record/who-looked", who_looked.WhoLooked.as_view(), name="who-looked"),
    path("record/print", printing.PrintCase.as_view(), name="print"),
]
