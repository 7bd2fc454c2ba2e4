"""What was typed and sent after the session had ended: kept for its own user, an hour at most.

It waits in the nameless session of the browser that sent it. Whose it is, the form says in a signed field.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict

if TYPE_CHECKING:
    from core.models import User

KEPT_FOR = timedelta(hours=1)
FIELD = "typed_by"
#: what a form sends along that is no answer of the user's
HIDDEN = {"csrfmiddlewaretoken", "form_token", "do", "confirm", FIELD}
_PLACE = "typed-after-the-session"
_SIGNER = Signer(salt=__name__)


def signature_of(user: "User") -> str:
    """For a hidden field of the form."""
    return _SIGNER.sign(str(user.pk))


def answers(posted: QueryDict) -> dict[str, list[str]]:
    """What the user typed and chose, without what the form sends along."""
    return {name: values for name, values in posted.lists() if name not in HIDDEN}


def keep(request: HttpRequest, *, at: datetime) -> bool:
    """Whether it was kept: not without the signed field, so never from a form that nobody was shown.

    Somebody who has signed in meanwhile keeps what is theirs and leaves nothing of another's.
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
    """Whether something is kept in this browser, whoever's it is."""
    return _PLACE in request.session


def hand_over(*, request: HttpRequest, user: "User", **_: Any) -> None:
    """On signing in: what somebody else typed goes at once, and the session lasts as sessions do."""
    kept = request.session.get(_PLACE) if hasattr(request, "session") else None
    if kept is None:
        return
    request.session.set_expiry(None)
    if kept["user"] != user.pk:
        del request.session[_PLACE]


def take(request: HttpRequest, *, at: datetime) -> dict[str, Any] | None:
    """What its user typed into the form of this address, once; None for nothing, or nothing so young."""
    kept = request.session.get(_PLACE)
    if kept is None or kept["path"] != request.path or kept["user"] != request.user.pk:
        return None
    del request.session[_PLACE]
    return kept["data"] if at - datetime.fromisoformat(kept["at"]) < KEPT_FOR else None
