"""The address of the search for offence codes."""

from django.urls import path

from risk.views.predictors import Offences

urlpatterns = [path("offences", Offences.as_view(), name="offences")]
