"""The request of a screen: Django's, with what the middleware added to it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import ResolverMatch

if TYPE_CHECKING:
    from core.models import Preferences, User


class PageRequest(HttpRequest):
    """For types alone: no request is made of this class.

    user          whoever is signed in; Django's anonymous user on a page that is open to everybody
    preferences   how the signed-in user likes their screens; set by SignedInMiddleware
    """

    user: "User"
    preferences: "Preferences"
    resolver_match: ResolverMatch
