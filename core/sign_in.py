"""The account of a user who signs in: found by its user name, or by what OpenID Connect says of the user."""

from typing import TYPE_CHECKING, Any

from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from core.accounts import account_named, mailed, named
from core.models import User
from core.typed.user_names import read_user_name

if TYPE_CHECKING:
    from django.db.models import QuerySet


def name_to_count(username: str) -> str:
    """The user name under which attempts to sign in are counted: one for every way of writing it. 1 query."""
    account = account_named(username)
    return account.get_username() if account else read_user_name(username).lower()


class OrganisationBackend(OIDCAuthenticationBackend):
    """Signs in to an account that an administrator made; never makes one.

    The user name that the organisation sends is tried first. The email address is tried next, if the
    organisation has verified it. The library refuses the sign-in unless exactly one account is found.
    """

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
