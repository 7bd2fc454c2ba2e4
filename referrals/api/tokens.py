"""Access tokens: signed JWTs that say which client, which role and, if it named one, which user."""

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
    """The library's hook: the token for an authenticated client's request."""
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
    """The user a client says it acts for: of its own organisation, or a practitioner with ROLE_PROBATION."""
    name = getattr(request, "username", None)
    if not name:
        return None
    user = user_named(name)
    if user is None or not may_speak_for(client, user):
        raise AccessDeniedError("This client may not act for that user.")
    return user


def claims_of(token: str) -> dict[str, Any]:
    """What a token of ours says; raises jwt.InvalidTokenError for any other."""
    return jwt.decode(
        token,
        private_key().public_key(),
        algorithms=[ALGORITHM],
        issuer=settings.SERVICE_URL,
        options={"require": ["exp", "jti"]},
    )
