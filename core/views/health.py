"""Health, readiness, build and metrics. These addresses are public and show no personal data."""

import math

import django_prometheus.exports
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import Gauge

from core import clock, grants
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
    """Valkey. Without it pages and the API go on, and what waits is sent later: a warning, and no more."""
    return {"status": "UP" if caches["default"].answers() else "WARNING"}


def _rights() -> dict[str, str]:
    """Whether the application's role may do what it should and no more. A restore takes apply_grants.

    A warning where one role owns the tables and serves.
    """
    try:
        right = grants.are_right()
    except Exception:  # noqa: BLE001 - a table that is missing, or a database that went away meanwhile
        right = False
    return {"status": "WARNING" if right is None else "UP" if right else "DOWN"}


def _components() -> dict[str, dict[str, str]]:
    components = {"db": _database(), "queue": _queue()}
    if components["db"]["status"] == "UP":
        components["rights"] = _rights()
    return components


def _answer(components: dict[str, dict[str, str]], **more: str) -> JsonResponse:
    """503 if something is down; a warning is said and does not take the service away."""
    down = any(part["status"] == "DOWN" for part in components.values())
    body = {"status": "DOWN" if down else "UP", "components": components, **more}
    return JsonResponse(body, status=503 if down else 200)


def readiness(request: HttpRequest) -> JsonResponse:
    return _answer(_components())


def health(request: HttpRequest) -> JsonResponse:
    """Readiness, the version, and a warning when the known bank holidays end within a year."""
    components = _components()
    if components["db"]["status"] == "UP":
        ends = holidays.run_out_within_a_year(clock.today())
        components["bankHolidays"] = {"status": "WARNING" if ends else "UP"}
    return _answer(components, version=settings.VERSION)


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
    """The figures of all web processes. A 404 unless the setting METRICS opens them."""
    if not settings.METRICS:
        raise Http404
    try:
        BANK_HOLIDAYS_LEFT.set(holidays.days_left(clock.today()))
    except Exception:  # noqa: BLE001 - the other figures matter most when the database does not answer
        BANK_HOLIDAYS_LEFT.set(math.nan)
    return django_prometheus.exports.ExportToDjangoView(request)
