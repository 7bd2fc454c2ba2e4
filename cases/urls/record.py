"""The record itself, below record/."""

from django.urls import path

from cases.views import allocations, printing

urlpatterns = [
    path("officers", allocations.Officers.as_view(), name="officers"),
    path("transfers", allocations.Transfers.as_view(), name="transfers"),
    path("print", printing.PrintCase.as_view(), name="print"),
]
