"""Who calls: the client of the token, the user it named if any, and the account that stands in the audit."""

from dataclasses import dataclass
from typing import Any

import jwt
from oauth2_provider.contrib.rest_framework import OAuth2Authentication

from core.models import User
from referrals.api.tokens import claims_of
from referrals.models import ApiClient
from referrals.queries.api_clients import api_client_of, user_named


@dataclass(frozen=True, kw_only=True)
class Caller:
    """request.auth: the registration, its role, and what its token may do.

    named   the user it acts for; None when it acts as itself
    """

    client: ApiClient
    role: str
    scopes: frozenset[str]
    named: User | None

    @property
    def acts_as(self) -> User | ApiClient:
        """Whose sight applies."""
        return self.named or self.client


class ClientAuthentication(OAuth2Authentication):
    """A bearer token that we issued, still holds, and whose client is still registered."""

    www_authenticate_realm = "api"

    def authenticate(self, request: Any) -> tuple[User, Caller] | None:
        known = super().authenticate(request)
        if known is None:
            return None
        _, token = known
        raw = request.headers["Authorization"].partition(" ")[2].strip()
        try:
            claims = claims_of(raw)
        except jwt.InvalidTokenError:
            return None
        client = api_client_of(token.application)
        if client is None or not client.account.is_active:
            return None
        named = None
        if claims["sub"] != claims["client_id"]:
            named = user_named(claims["sub"])
            if named is None:
                return None
        by = named or client.account
        by.acting_for = f"client {client.application.name}" if named else ""
        caller = Caller(client=client, role=client.role, scopes=frozenset(claims["scope"]), named=named)
        return by, caller
