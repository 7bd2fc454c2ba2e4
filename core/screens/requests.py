"""The type of a screen's request: Django's, with what the middleware adds to it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import ResolverMatch

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
