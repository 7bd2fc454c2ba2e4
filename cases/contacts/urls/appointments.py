"""Addresses of a person's appointments."""

from django.urls import path

from cases.contacts.views import appointments

urlpatterns = [
    path("", appointments.Appointments.as_view(), name="appointments"),
    path("/add", appointments.AddAppointment.as_view(), name="appointment-add"),
    path("/<int:pk>", appointments.AppointmentPage.as_view(), name="appointment"),
    path("/<int:pk>/outcome", appointments.RecordOutcome.as_view(), name="appointment-outcome"),
    path("/<int:pk>/reschedule", appointments.Reschedule.as_view(), name="appointment-reschedule"),
    path("/<int:pk>/arrived", appointments.Arrived.as_view(), name="appointment-arrived"),
]
