"""Addresses of the signed-in user's alerts."""

from django.urls import path

from cases.contacts.views import alerts

urlpatterns = [
    path("alerts", alerts.Alerts.as_view(), name="alerts"),
    path("alerts/clear", alerts.ClearAlerts.as_view(), name="alerts-clear"),
    path("alerts/undo", alerts.UndoClear.as_view(), name="alerts-undo"),
]
