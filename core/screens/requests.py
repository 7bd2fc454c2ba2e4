"""A screen's request: its type, with what the middleware adds, and where it may ask to be led."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils.http import url_has_allowed_host_and_scheme

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


def is_address_here(request: HttpRequest, asked: str) -> bool:
    """Whether what a request asks to be led to is an address of this site, from its root on."""
    return asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}
    )
