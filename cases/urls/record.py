"""The record itself, below record/."""

from django.urls import path

from cases.views import record

urlpatterns = [
    path("officers", record.Officers.as_view(), name="officers"),
    path("transfers", record.Transfers.as_view(), name="transfers"),
    path("print", record.PrintCase.as_view(), name="print"),
]
