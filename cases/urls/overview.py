"""The overview of a case."""

from django.urls import path

from cases.views import overview

urlpatterns = [path("", overview.CaseOverview.as_view(), name="overview")]
