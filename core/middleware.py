"""Middleware: correlation id, odd addresses, sessions, the second step, history's context, read-only mode."""

import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import pghistory
import structlog
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core import access, clock, second_step
from core.built_once import built_once
from core.context import correlation_id
from core.errors import ReadOnly
from core.models import Preferences
from core.services.sessions import note_seen
from core.views import errors

GetResponse = Callable[[HttpRequest], HttpResponse]
#: Seconds between two notes of when a session was last used.
NOTED_EVERY = 60
#: what the browser drops when a session ends: the pages it could come back to, and what scripts stored
CLEARED = '"cache", "storage"'
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


#: where addresses answer in the form of the API
API = ("/api/", "/auth/")


class NoNulMiddleware:
    """Answers 400 to an address with a NUL, which no text in the database may hold.

    The API says so in its own form.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if ("%00" in query or "\x00" in query + request.path) and not request.path.startswith(API):
            raise BadRequest("NUL in the address")
        return self.get_response(request)


class SignedInMiddleware:
    """Ends a session that is idle or too old, renews a live one once a minute at most, loads the preferences.

    The browser stores no page of a signed-in user, and drops what it holds of this site at its end:
    whoever is next at the computer must not come back to it.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        came_signed_in = request.user.is_authenticated
        if came_signed_in:
            self._end_or_renew(request, now=int(time.time()))
        was_signed_in = request.user.is_authenticated
        if was_signed_in:
            request.preferences = self._preferences(request)
        response = self.get_response(request)
        if was_signed_in and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        # None is whom the API's own pages leave behind: the session goes on
        if came_signed_in and request.user is not None and not request.user.is_authenticated:
            response["Clear-Site-Data"] = CLEARED
        return response

    @staticmethod
    def _end_or_renew(request: HttpRequest, *, now: int) -> None:
        seen, began = request.session.get("seen", 0), request.session.setdefault("began", now)
        is_idle = bool(seen) and not _within(now - seen, settings.IDLE_MINUTES * 60 + NOTED_EVERY)
        is_old = not _within(now - began, settings.SESSION_HOURS * 3600)
        if is_idle or is_old:
            logout(request)
            request.signed_out = "idle" if is_idle else "old"  # type: ignore[attr-defined]
        elif now - seen >= NOTED_EVERY:
            request.session["seen"] = now
            note_seen(request.session.session_key, at=clock.now())

    @staticmethod
    def _preferences(request: HttpRequest) -> Preferences:
        found = _preferences_of(request.user.pk)
        return found[0] if found else Preferences(user_id=request.user.pk)


@built_once
def _preferences_of(user_id: int) -> QuerySet[Preferences]:
    return Preferences.objects.filter(user=user_id)


def _within(passed: int, longest: int) -> bool:
    """Whether so many seconds have passed. After the server's clock went back they are fewer than none.

    Nobody knows then how long the session was left alone, so it ends. Less than NOTED_EVERY is no matter.
    """
    return -NOTED_EVERY <= passed <= longest


class SecondStepMiddleware:
    """Leads who must set up a second step to its page, whatever page they ask for. It costs no query."""

    #: what they may do besides: set it up, keep its codes, and sign out
    OPEN = frozenset({"second-step-set-up", "recovery-codes", "sign-out", "stay-signed-in"})

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if not second_step.is_due(request) or not request.user.is_authenticated:
            return None
        screen = getattr(view, "view_class", None)
        if screen is None and request.path.startswith(("/health", "/info", "/metrics", *API)):
            return None
        is_public = getattr(screen, "permission", "") == access.PUBLIC
        if is_public or request.resolver_match.url_name in self.OPEN:
            return None
        return redirect("core:second-step-set-up")


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
