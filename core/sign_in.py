"""The account of a user who signs in: found by its user name, or by what OpenID Connect says of the user."""

from typing import TYPE_CHECKING, Any

import jwt
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from core.accounts import account_named, mailed, named
from core.models import User
from core.typed.user_names import read_user_name

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: seconds by which the provider's clock and ours may differ
CLOCKS_APART = 30


def name_to_count(username: str) -> str:
    """The user name under which attempts to sign in are counted: one for every way of writing it. 1 query."""
    account = account_named(username)
    return account.get_username() if account else read_user_name(username).lower()


def may_try(request: HttpRequest, user: User) -> bool:
    """Whether the account is not locked after wrong passwords and codes, which count together. 1 query."""
    return bool(AxesProxyHandler.is_allowed(request, {"username": user.get_username()}))


def count_failure(request: HttpRequest, user: User) -> None:
    """Counts a wrong code as a wrong password counts: so many lock the account, and the address must wait."""
    user_login_failed.send(__name__, credentials={"username": user.get_username()}, request=request)


class OrganisationBackend(OIDCAuthenticationBackend):
    """Signs in to an account that an administrator made; never makes one.

    The user name that the organisation sends is tried first. The email address is tried next, if the
    organisation has verified it. The library refuses the sign-in unless exactly one account is found.
    """

    def get_payload_data(self, token: str, key: Any) -> dict[str, Any]:
        """The claims of a token that the provider signed, for us, and that is still good.

        The library checks the signature and the nonce only. A token made for another client of the same
        provider, or by another provider, would do: OpenID Connect Core 3.1.3.7 asks for what is added here.
        raises   PyJWTError, SuspiciousOperation
        """
        issuer, client = self.get_settings("OIDC_OP_ISSUER"), self.OIDC_RP_CLIENT_ID
        claims = jwt.decode(
            token,
            key,
            algorithms=[self.OIDC_RP_SIGN_ALGO],
            audience=client,
            issuer=issuer,
            leeway=CLOCKS_APART,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or "azp" in claims) and claims.get("azp") != client:
            raise SuspiciousOperation("The token was made for another client.")
        return claims

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        """What the provider says of the user, of whom the token speaks (OpenID Connect Core 5.3.2)."""
        claims = super().get_userinfo(access_token, id_token, payload)
        if claims.get("sub") != payload["sub"]:
            raise SuspiciousOperation("The provider speaks of another user than its token does.")
        return claims

    def filter_users_by_claims(self, claims: dict[str, Any]) -> "QuerySet[User]":
        people = User.objects.filter(is_active=True, is_service_account=False)
        name = str(claims.get("preferred_username") or "")
        if name and (found := people.filter(named(name))):
            return found
        if claims.get("email_verified") is not True:
            return User.objects.none()
        return people.filter(mailed(str(claims.get("email") or "")))

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """Whether the claims hold a user name or an email address to look for an account by."""
        return bool(claims.get("preferred_username") or claims.get("email"))

    def create_user(self, claims: dict[str, Any]) -> None:
        """Makes no account, so the sign-in is refused."""
        return None

    def update_user(self, user: User, claims: dict[str, Any]) -> User:
        """Changes nothing: administrators keep the names and addresses."""
        return user
