"""Addresses of the ground floor."""

from django.urls import path

from core.views import health

app_name = "core"
urlpatterns = [
    path("health", health.health, name="health"),
    path("health/liveness", health.liveness, name="liveness"),
    path("health/readiness", health.readiness, name="readiness"),
    path("health/ping", health.liveness, name="ping"),
    path("info", health.info, name="info"),
    path("metrics", health.metrics, name="metrics"),
]
