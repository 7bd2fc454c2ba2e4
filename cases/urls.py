"""The table of addresses of the case record."""

from django.urls import include, path

from cases import converters

app_name = "cases"
urlpatterns: list = [
    path("", include("cases.search.urls")),
    path("case/<crn:crn>/record/access", include("cases.people.urls.limited_access")),
    path("case/<crn:crn>/", include("cases.record.urls")),
    path("case/<crn:crn>/personal/", include("cases.people.urls.details")),
    path("case/<crn:crn>/contacts", include("cases.contacts.urls.log")),
    path("case/<crn:crn>/appointments", include("cases.contacts.urls.appointments")),
    path("", include("cases.contacts.urls.alerts")),
    path("", include("cases.worklists.urls")),
    path("case/<crn:crn>/risk/registrations", include("cases.registrations.urls")),
    path("case/<crn:crn>/personal/tier", include("cases.management_tiers.urls")),
    path("case/<crn:crn>/sentence", include("cases.sentences.urls")),
]

__all__ = ["app_name", "converters", "urlpatterns"]
