"""A sign-in between its two steps: the password was right, the code is not known. Nobody is signed in yet."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

if TYPE_CHECKING:
    from core.models import User

LASTS = timedelta(minutes=10)
_PLACE = "half-signed-in"


def begin(request: HttpRequest, user: "User", *, at: datetime) -> None:
    """Notes in the browser's session, under a new key, whose password was right."""
    request.session.cycle_key()
    request.session[_PLACE] = {
        "user": user.pk,
        "backend": user.backend,
        "password": user.get_session_auth_hash(),
        "until": int((at + LASTS).timestamp()),
    }


def user_of(request: HttpRequest, *, at: datetime) -> "User | None":
    """Who has a code to enter; None after LASTS, and once their password or account changed. 1 query."""
    noted = request.session.get(_PLACE)
    if not noted or not 0 <= noted["until"] - int(at.timestamp()) <= LASTS.total_seconds():
        return None
    user = get_user_model().objects.filter(pk=noted["user"], is_active=True).first()
    if user is None or not constant_time_compare(noted["password"], user.get_session_auth_hash()):
        return None
    user.backend = noted["backend"]
    return user


def end(request: HttpRequest) -> None:
    request.session.pop(_PLACE, None)
