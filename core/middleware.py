"""Middleware: the correlation id, the idle time-out, the history's context, refusals in read-only mode."""

import re
import time
import uuid
from collections.abc import Callable

import pghistory
import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from core.context import correlation_id
from core.errors import ReadOnly
from core.models import Preferences
from core.views import errors

GetResponse = Callable[[HttpRequest], HttpResponse]
#: Seconds between two notes of when a session was last used.
NOTED_EVERY = 60
_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
log = structlog.get_logger("request")


class CorrelationMiddleware:
    """Takes or makes X-Correlation-Id. Logs each request by its route, never with its query or body."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        received = request.headers.get("X-Correlation-Id", "")
        request.correlation_id = received if _ID.match(received) else uuid.uuid4().hex
        token = correlation_id.set(request.correlation_id)
        structlog.contextvars.bind_contextvars(correlation_id=request.correlation_id)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            match = request.resolver_match
            log.info(
                "request",
                method=request.method,
                route=match.route if match else "",
                status=response.status_code,
                ms=round((time.perf_counter() - began) * 1000, 1),
            )
            response["X-Correlation-Id"] = request.correlation_id
            return response
        finally:
            structlog.contextvars.unbind_contextvars("correlation_id")
            correlation_id.reset(token)


class SignedInMiddleware:
    """Ends an idle session, renews a live one at most once a minute, and loads the preferences.

    The browser must ask again before it shows a page of a signed-in user a second time: the user may no
    longer be allowed to see it.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now, seen = int(time.time()), request.session.get("seen", 0)
            if seen and now - seen > settings.IDLE_MINUTES * 60 + NOTED_EVERY:
                logout(request)
                request.signed_out_idle = True
            elif now - seen >= NOTED_EVERY:
                request.session["seen"] = now
        signed_in = request.user.is_authenticated
        if signed_in:
            request.preferences = self._preferences(request)
        response = self.get_response(request)
        if signed_in and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        return response

    @staticmethod
    def _preferences(request: HttpRequest) -> Preferences:
        found = Preferences.objects.filter(user_id=request.user.pk).first()
        return found or Preferences(user_id=request.user.pk)


class HistoryMiddleware:
    """Stores the user, the path and the correlation id with the history rows of a request's changes."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return self.get_response(request)
        with pghistory.context(
            user=request.user.pk, address=request.path, correlation_id=request.correlation_id
        ):
            return self.get_response(request)


class ReadOnlyMiddleware:
    """Answers a change that read-only mode refused with a page that says so, whatever the screen."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.read_only(request) if isinstance(exception, ReadOnly) else None
