"""Where a request comes from, with and without proxies in front, and how often it may fail to sign in."""

import re
from datetime import datetime
from ipaddress import ip_address

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

_WITH_PORT = re.compile(r"\"?(?:\[(?P<v6>[0-9a-fA-F:.]+)\]|(?P<v4>[0-9.]+))(?::[0-9]{1,5})?\"?", re.ASCII)


def address_of(request: HttpRequest) -> str:
    """The caller's address, as the outermost of our PROXIES saw it; without proxies, as the server does.

    Each proxy adds to the right of X-Forwarded-For whom it heard from. What is further left may be invented.
    """
    proxies = settings.PROXIES
    heard = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(heard) >= proxies:
        return _without_port(heard[-proxies])
    return _without_port(request.META.get("REMOTE_ADDR", ""))


def _without_port(heard: str) -> str:
    """An address as some proxies write it: 203.0.113.9:51234, [2001:db8::1]:443; "" for what is none."""
    found = _WITH_PORT.fullmatch(heard)
    address = (found["v6"] or found["v4"]) if found else heard
    try:
        return str(ip_address(address))
    except ValueError:
        return ""


def fails_too_often(request: HttpRequest, *, at: datetime) -> bool:
    """Whether too many sign-ins from the caller's address failed lately, under whatever names. 1 query."""
    failed = AccessAttempt.objects.filter(
        ip_address=address_of(request) or None, attempt_time__gt=at - settings.AXES_COOLOFF_TIME
    )
    return (failed.aggregate(all=Sum("failures_since_start"))["all"] or 0) >= settings.SIGN_INS_FROM_ADDRESS
