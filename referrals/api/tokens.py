"""Access tokens: signed JWTs with the client, its role and the user it acts for, if any."""

import uuid
from typing import TYPE_CHECKING, Any

import jwt
from django.conf import settings
from oauthlib.oauth2 import AccessDeniedError

from core import clock
from referrals.api.keys import key_id, private_key
from referrals.queries.api_clients import api_client_of, may_speak_for, user_named

if TYPE_CHECKING:
    from core.models import User

ALGORITHM = "RS256"


def make_token(request: Any, refresh_token: bool = False) -> str:
    """A token for an authenticated client; called by the OAuth library.

    raises   AccessDeniedError if the client is closed, or may not act for the user it names
    """
    client = api_client_of(request.client)
    if client is None or not client.account.is_active:
        raise AccessDeniedError("This client is not registered for the API.")
    user = _named_user(request, client)
    now = int(clock.now().timestamp())
    claims = {
        "iss": settings.SERVICE_URL,
        "jti": str(uuid.uuid4()),
        "iat": now,
        "exp": now + settings.OAUTH2_PROVIDER["ACCESS_TOKEN_EXPIRE_SECONDS"],
        "sub": user.get_username() if user else request.client.client_id,
        "user_name": user.get_username() if user else request.client.client_id,
        "client_id": request.client.client_id,
        "auth_source": "none" if user is None else "auth" if user.supplier_id else "delius",
        "scope": list(request.scopes),
        "authorities": [client.role],
    }
    return jwt.encode(claims, private_key(), algorithm=ALGORITHM, headers={"kid": key_id()})


def _named_user(request: Any, client: Any) -> "User | None":
    """The user that the request names, if the client may act for them; None if it names nobody."""
    name = getattr(request, "username", None)
    if not name:
        return None
    user = user_named(name)
    if user is None or not may_speak_for(client, user):
        raise AccessDeniedError("This client may not act for that user.")
    return user


def claims_of(token: str) -> dict[str, Any]:
    """The claims of a token that we signed.

    raises   jwt.InvalidTokenError for any other, and once it has expired
    """
    return jwt.decode(
        token,
        private_key().public_key(),
        algorithms=[ALGORITHM],
        issuer=settings.SERVICE_URL,
        options={"require": ["exp", "jti"]},
    )
