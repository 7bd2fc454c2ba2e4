"""The template context of every page, and the correlation id of the work in hand."""

from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest

#: The correlation id of the request, task or command being served.
correlation_id: ContextVar[str] = ContextVar("correlation_id", default="")


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every template: the service's name, the user's preferences and navigation.

    Costs no query until a template prints a count of the header. A page of many panels asks for it once.
    """
    known_for, context = getattr(request, "_page_context", (None, {}))
    user = getattr(request, "user", None)
    if known_for is None or known_for is not user:
        context = _page(request)
        request._page_context = (user, context)  # type: ignore[attr-defined]
    return context


def _page(request: HttpRequest) -> dict[str, Any]:
    from core import second_step
    from core.access import may
    from core.screens.navigation import header_counts, header_offers, primary_navigation
    from core.screens.shortcuts import SHORTCUTS

    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    goes_on = signed_in and not second_step.is_due(request)
    return {
        "service_name": settings.SERVICE_NAME,
        "demonstration": settings.DEMONSTRATION,
        "govuk_font": settings.GOVUK_FONT,
        "read_only": settings.READ_ONLY,
        "idle_minutes": settings.IDLE_MINUTES,
        "signed_in": signed_in,
        "preferences": getattr(request, "preferences", None),
        "navigation": primary_navigation(request) if goes_on else [],
        "header_counts": header_counts(request) if signed_in else {},
        "changes_password": signed_in and has_own_password(user),
        "may_administer": goes_on and may(user, "core.administer"),
        "offers_search": goes_on and header_offers("search", request),
        "offers_alerts": goes_on and header_offers("alerts", request),
        "shortcut_list": SHORTCUTS if signed_in else (),
    }


def has_own_password(user: Any) -> bool:
    """Whether the account signs in with a password kept here, which its user may change."""
    return not settings.OIDC_ENABLED and user.has_usable_password()
