"""Limits requests for tokens, so that nobody can guess secrets."""

import base64
import binascii
import hashlib
from datetime import datetime

from django.http import HttpRequest

from core.cache import rates
from core.callers import address_of

WINDOW_SECONDS = 60
#: requests for one client from one address: a token lasts 20 minutes, so this is plenty
PER_CLIENT = 30
#: requests from one address, whatever clients they name
PER_ADDRESS = 120


def count(request: HttpRequest, *, at: datetime) -> tuple[int, bool]:
    """Counts a request; returns the seconds to wait (0: go on), and whether it is the first over the limit.

    A client is counted separately for each address, so that a stranger who knows its id cannot shut it out.
    """
    now, address = int(at.timestamp()), address_of(request)
    window = now // WINDOW_SECONDS
    over = []
    for what, limit in ((f"{client_of(request)}|{address}", PER_CLIENT), (address, PER_ADDRESS)):
        counted = _add_one(f"api-token-rate:{window}:{hashlib.sha256(what.encode()).hexdigest()}")
        if counted > limit:
            over.append(counted == limit + 1)
    return (WINDOW_SECONDS - now % WINDOW_SECONDS, any(over)) if over else (0, False)


def _add_one(key: str) -> int:
    rates.add(key, 0, timeout=2 * WINDOW_SECONDS)
    return rates.incr(key)


def client_of(request: HttpRequest) -> str:
    """The client id that the request names, not authenticated yet; "" if it cannot be read."""
    kind, _, credentials = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return request.POST.get("client_id", "")
    try:
        return base64.b64decode(credentials).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""
