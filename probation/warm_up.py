"""Loads before the web server forks what its workers would each load with their first request."""

import gc
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

import structlog
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.template.loader import get_template

log = structlog.get_logger("warm-up")
#: nobody is signed in there and nothing is written. The last builds the document of the suppliers' API
PAGES = ("/health/liveness", "/sign-in", "/.well-known/jwks.json", "/v3/api-docs")


def warm_up(application: Any) -> None:
    """Reads every template, opens PAGES, closes all connections, and keeps the garbage collector off it all.

    A connection must not be shared by two processes. The collector writes to what it visits, and memory that
    is written to is no longer shared. A database that is away only makes the first requests slower.

    application   the service, as WSGI calls it
    """
    for folder in _template_folders():
        for template in sorted(folder.rglob("*.html")):
            get_template(str(template.relative_to(folder)))
    for address in PAGES:
        log.info("warmed-up", address=address, status=status_of(application, address))
    connections.close_all()
    for cache in caches.all(initialized_only=True):
        cache.disconnect()
    gc.collect()
    gc.freeze()


def _template_folders() -> list[Path]:
    """Ours, and Django's of form fields."""
    return [*map(Path, settings.TEMPLATES[0]["DIRS"]), Path(apps.get_app_config("forms").path, "templates")]


def status_of(application: Any, address: str) -> str:
    """The status line with which the service answers a GET, asked under its own address as a browser asks."""
    service = urlsplit(settings.SERVICE_URL)
    asked = {
        "PATH_INFO": address,
        "HTTP_HOST": service.netloc,
        "HTTP_X_FORWARDED_PROTO": service.scheme,
        "wsgi.url_scheme": service.scheme,
    }
    setup_testing_defaults(asked)
    answered: list[str] = []
    answer = application(asked, lambda status, headers, error=None: answered.append(status))
    try:
        b"".join(answer)
    finally:
        answer.close()
    return answered[0]
