"""What was typed and sent after the session had ended: kept for its own user for an hour at most.

It is kept in the anonymous session of the browser that sent it. A signed hidden field says who typed it.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict

if TYPE_CHECKING:
    from core.models import User

KEPT_FOR = timedelta(hours=1)
FIELD = "typed_by"
#: fields that a form sends along and that are no answers of the user
HIDDEN = {"csrfmiddlewaretoken", "form_token", "do", "confirm", FIELD}
_PLACE = "typed-after-the-session"
_SIGNER = Signer(salt=__name__)


def signature_of(user: "User") -> str:
    """The value of the form's hidden field FIELD: the user's key, signed."""
    return _SIGNER.sign(str(user.pk))


def answers(posted: QueryDict) -> dict[str, list[str]]:
    """control -> values of what the user typed and chose, without the fields HIDDEN."""
    return {name: values for name, values in posted.lists() if name not in HIDDEN}


def keep(request: HttpRequest, *, at: datetime) -> bool:
    """Keeps what was posted in the session; returns whether it was kept.

    A form without a valid signature is not kept, because it was never shown to a user. Once a user has signed
    in again, only what the same user typed is kept.
    """
    try:
        user_id = int(_SIGNER.unsign(request.POST.get(FIELD, "")))
    except BadSignature:
        return False
    if request.user.is_authenticated and request.user.pk != user_id:
        return False
    typed = {"user": user_id, "path": request.path, "data": answers(request.POST), "at": at.isoformat()}
    request.session[_PLACE] = typed
    if not request.user.is_authenticated:
        request.session.set_expiry(KEPT_FOR)
    return True


def waits(request: HttpRequest) -> bool:
    """Whether this browser's session keeps something, whoever typed it."""
    return _PLACE in request.session


def hand_over(*, request: HttpRequest, user: "User", **_: Any) -> None:
    """Runs on signing in: deletes what another user typed, and gives the session its usual length."""
    kept = request.session.get(_PLACE) if hasattr(request, "session") else None
    if kept is None:
        return
    request.session.set_expiry(None)
    if kept["user"] != user.pk:
        del request.session[_PLACE]


def take(request: HttpRequest, *, at: datetime) -> dict[str, Any] | None:
    """Removes and returns what the user typed into the form at this address.

    None if nothing was kept, if another user typed it, or if it is older than KEPT_FOR.
    """
    kept = request.session.get(_PLACE)
    if kept is None or kept["path"] != request.path or kept["user"] != request.user.pk:
        return None
    del request.session[_PLACE]
    return kept["data"] if at - datetime.fromisoformat(kept["at"]) < KEPT_FOR else None
