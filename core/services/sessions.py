"""Where users are signed in: noted when they sign in, ended by them from anywhere else."""

from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from core import audit, clock
from core.callers import address_of
from core.models import User, UserSession


def note_begun(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Runs on signing in."""
    if request.session.session_key is None:
        request.session.save()
    now = clock.now()
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "began_at": now,
            "seen_at": now,
            "address": address_of(request)[:45],
            "browser": request.META.get("HTTP_USER_AGENT", "").replace("\x00", "")[:300],
        },
    )


def note_seen(session_key: str | None, *, at: datetime) -> None:
    """Notes that the session was used. 1 query; the middleware calls it once a minute at most."""
    UserSession.objects.filter(session_key=session_key).update(seen_at=at)


def note_renewed(old_key: str, new_key: str | None) -> None:
    """Notes that a session goes on under another key, as it does after a change of password."""
    UserSession.objects.filter(session_key=old_key).update(session_key=new_key)


def sessions_of(user: User, *, at: datetime) -> list[UserSession]:
    """The sessions of a user that still go on, last used first. 2 queries."""
    noted = list(UserSession.objects.filter(user=user).order_by("-seen_at", "-pk"))
    going_on = set(
        Session.objects.filter(pk__in=[row.session_key for row in noted], expire_date__gt=at).values_list(
            "pk", flat=True
        )
    )
    return [row for row in noted if row.session_key in going_on]


@transaction.atomic
def end_others(user: User, *, keep: str | None, by: User | None, at: datetime) -> int:
    """Ends all sessions of a user except one; returns how many."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    others = UserSession.objects.filter(user=user).exclude(session_key=keep)
    keys = list(others.values_list("session_key", flat=True))
    for key in keys:
        store(key).delete()
    others.delete()
    if keys:
        audit.record("sessions-ended", by=by, at=at, on=user, count=len(keys))
    return len(keys)


def forget_ended(*, at: datetime) -> int:
    """Deletes the notes of sessions that are over; returns how many."""
    going_on = Session.objects.filter(expire_date__gt=at).values("pk")
    return UserSession.objects.exclude(session_key__in=going_on).delete()[0]
