"""The error pages: what happened, what was kept, what to do, and a short reference."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader


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
    return page(request, "errors/csrf.html", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without context processors: what broke the page may break them too."""
    body = loader.get_template("errors/500.html").template.render(_bare(request))
    return HttpResponse(body, status=500)


def _bare(request: HttpRequest) -> Any:
    from django.template import Context

    return Context({"reference": getattr(request, "correlation_id", "")[:8], "request": request})
