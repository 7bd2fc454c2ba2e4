"""A screen's request: its type, what was typed, tidied before a screen reads it, and where it may lead."""

import re
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, QueryDict
from django.urls import ResolverMatch
from django.utils.http import url_has_allowed_host_and_scheme

from core.typed import tidying

_PLAIN = re.compile(r"[\n\r -~]*")

if TYPE_CHECKING:
    from core.models import Preferences, User


class PageRequest(HttpRequest):
    """For type annotations only: no request is an instance of this class.

    user          the user who is signed in; Django's anonymous user on a page that is open to everybody
    preferences   of the user who is signed in; set by SignedInMiddleware
    """

    user: "User"
    preferences: "Preferences"
    resolver_match: ResolverMatch


def tidy(request: HttpRequest) -> None:
    """Tidies what was sent with a request, in its address and in its form."""
    request.GET = tidied(request.GET)
    if request.method == "POST":
        request.POST = tidied(request.POST)


def tidied(typed: QueryDict) -> Any:
    """The values that were sent, without characters that nobody sees; passwords stay as they were typed."""
    if all(_PLAIN.fullmatch(value) for _, values in typed.lists() for value in values):
        return typed
    kept = typed.copy()
    for name, values in typed.lists():
        if "password" not in name:
            kept.setlist(name, [tidying.visible(value) for value in values])
    kept._mutable = False
    return kept


def is_address_here(request: HttpRequest, asked: str) -> bool:
    """Whether what a request asks to be led to is an address of this site, from its root on."""
    return asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}
    )
