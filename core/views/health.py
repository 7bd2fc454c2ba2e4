"""Health, readiness, build and metrics. These addresses are public and show no personal data."""

import math

import django_prometheus.exports
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import Gauge

from core import clock
from core.calendar import holidays


def liveness(request: HttpRequest) -> JsonResponse:
    """Says that the process answers. Never touches the database."""
    return JsonResponse({"status": "UP"})


def _database() -> dict[str, str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # noqa: BLE001 - any failure at all means down, and the answer says so
        return {"status": "DOWN"}
    return {"status": "UP"}


def _queue() -> dict[str, str]:
    try:
        cache.get("health")
    except Exception:  # noqa: BLE001 - as above
        return {"status": "DOWN"}
    return {"status": "UP"}


def readiness(request: HttpRequest) -> JsonResponse:
    components = {"db": _database(), "queue": _queue()}
    up = all(part["status"] == "UP" for part in components.values())
    return JsonResponse(
        {"status": "UP" if up else "DOWN", "components": components}, status=200 if up else 503
    )


def health(request: HttpRequest) -> JsonResponse:
    """Readiness, the version, and a warning when the known bank holidays end within a year."""
    components = {"db": _database(), "queue": _queue()}
    up = all(part["status"] == "UP" for part in components.values())
    if up:
        ends = holidays.run_out_within_a_year(clock.today())
        components["bankHolidays"] = {"status": "WARNING" if ends else "UP"}
    body = {"status": "UP" if up else "DOWN", "components": components, "version": settings.VERSION}
    return JsonResponse(body, status=200 if up else 503)


def info(request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        {
            "build": {"version": settings.VERSION, "name": "probation", "commit": settings.BUILD},
            "productId": "probation-case-record",
        }
    )


BANK_HOLIDAYS_LEFT = Gauge(
    "probation_bank_holidays_left_days",
    "Days until the last bank holiday known; the alarm is at less than a year",
    multiprocess_mode="mostrecent",
)


def metrics(request: HttpRequest) -> HttpResponse:
    try:
        BANK_HOLIDAYS_LEFT.set(holidays.days_left(clock.today()))
    except Exception:  # noqa: BLE001 - the other figures matter most when the database does not answer
        BANK_HOLIDAYS_LEFT.set(math.nan)
    return django_prometheus.exports.ExportToDjangoView(request)
