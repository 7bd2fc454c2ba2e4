"""Who calls: the client of the token, the user it acts for if any, and the account that the audit names."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jwt
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed

from core import clock
from referrals.api.tokens import claims_of
from referrals.queries.api_clients import api_client_of, may_speak_for, token_held, user_named

if TYPE_CHECKING:
    from core.models import User
    from referrals.models import ApiClient


@dataclass(frozen=True, kw_only=True)
class Caller:
    """request.auth: the registered client, its role, and what its token may do.

    named   the user it acts for; None when it acts as itself
    """

    client: "ApiClient"
    role: str
    scopes: frozenset[str]
    named: "User | None"


class ClientAuthentication(BaseAuthentication):
    """Accepts a bearer token that we signed and still store, if its client is registered and not closed."""

    def authenticate(self, request: Any) -> "tuple[User, Caller] | None":
        scheme, _, raw = request.headers.get("Authorization", "").strip().partition(" ")
        if scheme.lower() != "bearer":
            return None
        try:
            return self.known(raw.strip())
        except jwt.InvalidTokenError as error:
            raise AuthenticationFailed("The token has expired or is not known here") from error

    def known(self, raw: str) -> "tuple[User, Caller]":
        """The account and the caller of a token. 4 queries.

        raises   jwt.InvalidTokenError
        """
        claims = claims_of(raw)
        token = token_held(raw, at=clock.now())
        client = api_client_of(token.application) if token else None
        if client is None or not client.account.is_active:
            raise jwt.InvalidTokenError
        named = None
        if claims["sub"] != claims["client_id"]:
            named = user_named(claims["sub"])
            if named is None or not may_speak_for(client, named):
                raise jwt.InvalidTokenError
        by = named or client.account
        by.acting_for = f"client {client.application.name}" if named else ""
        caller = Caller(client=client, role=client.role, scopes=frozenset(claims["scope"]), named=named)
        return by, caller

    def authenticate_header(self, request: Any) -> str:
        has_token = request.headers.get("Authorization", "").lower().startswith("bearer")
        return 'Bearer realm="api"' + (', error="invalid_token"' if has_token else "")
