"""The error pages. Each says what happened, what was kept and what to do, with a short reference."""

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.templatetags.static import static

from core import clock
from core.database import does_not_answer
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
    """The user signed in after the form was shown. A form that keeps drafts opens with what was typed."""
    if unsaved.keep(request, at=clock.now()):
        return redirect(request.get_full_path())
    return page(request, "errors/csrf.html", 403)


def read_only(request: HttpRequest) -> HttpResponse:
    """The page for a change that is refused in read-only mode: 503, with Retry-After."""
    response = page(request, "errors/read_only.html", 503)
    response["Retry-After"] = str(READ_ONLY_RETRY)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for an unexpected error: 500, or 503 if the database does not answer.

    It is rendered without context processors, because what broke the request may break them too.
    """
    status = 503 if does_not_answer(sys.exc_info()[1]) else 500
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
    """The address of a static file of ours; "" if the manifest of hashed names has no such file."""
    try:
        return static(name)
    except ValueError:
        return ""
