"""The error pages: what happened, what was kept, what to do, and a short reference."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.templatetags.static import static

from core import clock, unsaved
from core.read_only import READ_ONLY_RETRY


def page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    reference = getattr(request, "correlation_id", "")[:8]
    return render(request, template, {"reference": reference}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "errors/400.html", 400)


def no_permission(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "errors/403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "errors/404.html", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The user signed in since the form was shown: one that keeps drafts opens again with what was typed."""
    view = getattr(request.resolver_match.func, "view_class", None) if request.resolver_match else None
    if getattr(view, "draft_kind", "") and unsaved.keep(request, at=clock.now()):
        return redirect(request.get_full_path())
    return page(request, "errors/csrf.html", 403)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, "errors/413.html", 413)


def read_only(request: HttpRequest) -> HttpResponse:
    """The service takes no changes at the moment; reading goes on."""
    response = page(request, "errors/read_only.html", 503)
    response["Retry-After"] = str(READ_ONLY_RETRY)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without context processors: what broke the page may break them too."""
    body = loader.get_template("errors/500.html").template.render(_bare(request))
    return HttpResponse(body, status=500)


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
