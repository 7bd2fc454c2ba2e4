"""The service for tests of the web server: each answer says which process gave it, and what it loaded."""

import os
import sys

from django.template import engines

from probation.wsgi import application as service


def application(environ, start_response):
    before = in_memory()

    def start(status, headers, error=None):
        loaded = ",".join(sorted(in_memory() - before))
        return start_response(
            status, [*headers, ("X-Process", str(os.getpid())), ("X-Loaded", loaded)], error
        )

    return service(environ, start)


def in_memory() -> set[str]:
    """Names of the modules and the templates that the process holds."""
    cached = engines["django"].engine.template_loaders[0].get_template_cache
    return {*sys.modules, *map(str, cached)}
