"""The risk registers of a person."""

from django.urls import path

from cases.registrations.views import (
    AddRegistration,
    AlertMessagesRead,
    EndRegistration,
    Registrations,
    RegistrationView,
    ReviewRegistration,
)

urlpatterns = [
    path("", Registrations.as_view(), name="registrations"),
    path("/add", AddRegistration.as_view(), name="registration-add"),
    path("/alerts-read", AlertMessagesRead.as_view(), name="registration-alerts-read"),
    path("/<int:id>", RegistrationView.as_view(), name="registration"),
    path("/<int:id>/review", ReviewRegistration.as_view(), name="registration-review"),
    path("/<int:id>/end", EndRegistration.as_view(), name="registration-end"),
]
