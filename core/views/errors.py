"""The error pages: what happened, what was kept, what to do, and a short reference."""

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.templatetags.static import static

from core import clock
from core.read_only import READ_ONLY_RETRY
from core.screens import unsaved


def page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    reference = getattr(request, "correlation_id", "")[:8]
    return render(request, template, {"reference": reference}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return page(request, "errors/413.html", 413)
    return page(request, "errors/400.html", 400)


def no_permission(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "errors/403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "errors/404.html", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The user signed in since the form was shown: one that keeps drafts opens again with what was typed."""
    if unsaved.keep(request, at=clock.now()):
        return redirect(request.get_full_path())
    return page(request, "errors/csrf.html", 403)


def read_only(request: HttpRequest) -> HttpResponse:
    """The service takes no changes at the moment; reading goes on."""
    response = page(request, "errors/read_only.html", 503)
    response["Retry-After"] = str(READ_ONLY_RETRY)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without context processors: what broke the page may break them too.

    503 where the database does not answer.
    """
    status = 503 if isinstance(sys.exc_info()[1], OperationalError | InterfaceError) else 500
    body = loader.get_template(f"errors/{status}.html").template.render(_bare(request))
    return HttpResponse(body, status=status)


def _bare(request: HttpRequest) -> Any:
    from django.template import Context

    return Context(
        {
            "reference": getattr(request, "correlation_id", "")[:8],
            "govuk_css": _static("govuk/govuk-frontend.min.css"),
            "themes_css": _static("themes.css"),
        }
    )


def _static(name: str) -> str:
    """The address of a file of ours; empty when the list of hashed names is what broke."""
    try:
        return static(name)
    except ValueError:
        return ""
