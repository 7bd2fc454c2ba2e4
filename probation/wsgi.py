"""The WSGI application, which gunicorn serves."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "probation.settings")
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^;\"]*)\"?", re.IGNORECASE)
_service = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The service. A character set that no text can be read in is dropped from Content-Type.

    Django takes any codec that Python has for one, such as rot13, and fails before its first middleware.
    """
    sent = environ.get("CONTENT_TYPE", "")
    if sent and not all(map(_is_read, _CHARSET.findall(sent))):
        environ["CONTENT_TYPE"] = _CHARSET.sub("", sent)
    return _service(environ, start_response)


def _is_read(charset: str) -> bool:
    """Whether any bytes can be read as text in the character set."""
    try:
        b"%\xc3".decode(charset.strip(), "replace")
    except (LookupError, ValueError):
        return False
    return True
