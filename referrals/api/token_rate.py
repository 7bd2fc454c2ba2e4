"""How often a token may be asked for: secrets are not to be guessed, nor their hashing to keep us busy."""

import base64
import binascii
import hashlib
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW_SECONDS = 60
#: of one client from one address: a token lasts 20 minutes, so this is plenty
PER_CLIENT = 30
#: from one address, whatever clients it names
PER_ADDRESS = 120


def count(request: HttpRequest, *, at: datetime) -> tuple[int, bool]:
    """Counts this request: the seconds to wait (0: go on), and whether it is the first one too many.

    A client is counted apart for each address, so that a stranger who knows its id cannot shut it out.
    """
    now, address = int(at.timestamp()), address_of(request)
    window = now // WINDOW_SECONDS
    over = []
    for what, limit in ((f"{client_of(request)}|{address}", PER_CLIENT), (address, PER_ADDRESS)):
        asked = _add_one(f"api-token-rate:{window}:{hashlib.sha256(what.encode()).hexdigest()}")
        if asked > limit:
            over.append(asked == limit + 1)
    return (WINDOW_SECONDS - now % WINDOW_SECONDS, any(over)) if over else (0, False)


def _add_one(key: str) -> int:
    cache.add(key, 0, timeout=2 * WINDOW_SECONDS)
    return cache.incr(key)


def address_of(request: HttpRequest) -> str:
    """Behind our proxy, the address it saw: the last of the list, since the client may have begun it."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def client_of(request: HttpRequest) -> str:
    """The client id as named, proved or not; empty when it cannot be read."""
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return request.POST.get("client_id", "")
    try:
        return base64.b64decode(given).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""
