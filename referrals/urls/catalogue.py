"""The catalogue of services."""

from django.urls import path

from referrals.views import catalogue

urlpatterns = [
    path("find", catalogue.FindServices.as_view(), name="find-services"),
    path("<id:uuid>", catalogue.Service.as_view(), name="service"),
]
