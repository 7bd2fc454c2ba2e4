"""One-time keys of acts: an act is done once under a key, and a repeat gets the first answer."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from core.errors import RuleBroken
from core.models import FormToken

KEPT_FOR = timedelta(days=7)
LONGEST = FormToken._meta.get_field("key").max_length or 0


def new_token() -> str:
    return secrets.token_urlsafe(18)


def cleaned(token: str) -> str:
    """The token as it was posted; "" for one that no form of ours has, of odd characters or too long."""
    return token if token.isprintable() and token.isascii() and len(token) <= LONGEST else ""


def fingerprint(data: Mapping[str, Any] | bytes) -> str:
    """A digest of what was sent, the same for any order of its keys."""
    body = data if isinstance(data, bytes) else json.dumps(data, sort_keys=True, default=str).encode()
    return hashlib.sha256(body).hexdigest()


def claim(actor: str, key: str, *, fingerprint: str, content: str = "") -> dict[str, Any] | None:
    """Takes the key inside the caller's transaction; returns None, or the first answer if it is taken.

    A second caller waits here until the first commits or rolls back.
    content  digest by which `sent_before` finds the act again; "" where it is not compared with others
    raises   RuleBroken KEY_REUSED when the key was taken with another fingerprint
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_formtoken (actor, key, fingerprint, content, answer)"
            " VALUES (%s, %s, %s, %s, NULL) ON CONFLICT (actor, key) DO NOTHING",
            [actor, key, fingerprint, content],
        )
        if cursor.rowcount == 1:
            return None
    first = FormToken.objects.get(actor=actor, key=key)
    if first.fingerprint != fingerprint:
        raise RuleBroken("KEY_REUSED", "This form was already sent with other answers")
    return first.answer or {}


def first_answer(actor: str, key: str, *, fingerprint: str) -> dict[str, Any] | None:
    """The stored answer to the same key and fingerprint, or None. Does not take the key."""
    first = FormToken.objects.filter(actor=actor, key=key, fingerprint=fingerprint).first()
    return first.answer if first else None


def sent_before(actor: str, content: str, *, since: datetime) -> FormToken | None:
    """The latest act of the actor with the same content, done under whatever key since then. 1 query."""
    same = FormToken.objects.filter(actor=actor, content=content, at__gte=since, answer__isnull=False)
    return same.exclude(content="").order_by("-at").first()


def keep_answer(actor: str, key: str, answer: dict[str, Any]) -> None:
    FormToken.objects.filter(actor=actor, key=key).update(answer=answer)


def forget_old(*, at: datetime) -> int:
    """Deletes keys older than KEPT_FOR; returns how many. A later repeat is a new act."""
    return FormToken.objects.filter(at__lt=at - KEPT_FOR).delete()[0]
