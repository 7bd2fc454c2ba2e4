"""The table of addresses of the case record."""

from django.urls import include, path

from cases.urls import converters

app_name = "cases"
urlpatterns: list = [
    path("", include("cases.urls.search")),
    path("case/<crn:crn>/record/access", include("cases.urls.limited_access")),
    path("case/<crn:crn>/record/history", include("cases.urls.history")),
    path("case/<crn:crn>/", include("cases.urls.overview")),
    path("case/<crn:crn>/personal/", include("cases.urls.personal")),
    path("case/<crn:crn>/contacts", include("cases.urls.contacts")),
    path("case/<crn:crn>/appointments", include("cases.urls.appointments")),
    path("", include("cases.urls.diaries")),
    path("case/<crn:crn>/risk/registrations", include("cases.urls.registrations")),
    path("case/<crn:crn>/personal/tier", include("cases.urls.management_tiers")),
    path("case/<crn:crn>/sentence", include("cases.urls.sentences")),
    path("case/<crn:crn>/record/", include("cases.urls.record")),
]

__all__ = ["app_name", "converters", "urlpatterns"]
