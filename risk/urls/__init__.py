"""The table of addresses of risk."""

from django.urls import include, path

app_name = "risk"
urlpatterns = [
    path("risk/", include("risk.urls.offences")),
    path("case/<crn:crn>/risk", include("risk.urls.overview")),
    path("case/<crn:crn>/assessments", include("risk.urls.assessments")),
]
