"""The account somebody signs in to: by its name here, or as the organisation says (OpenID Connect)."""

from typing import TYPE_CHECKING, Any

from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from core.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet


def account_named(username: str) -> User | None:
    """1 query."""
    return User.objects.filter(username=username).first()


class OrganisationBackend(OIDCAuthenticationBackend):
    """Finds the account that an administrator made; never makes one.

    The user name the organisation gives is tried first, then the email address, but only one it has verified
    and only if exactly one account has it.
    """

    def filter_users_by_claims(self, claims: dict[str, Any]) -> "QuerySet[User]":
        people = User.objects.filter(is_active=True, is_service_account=False)
        name = claims.get("preferred_username") or ""
        if name and (found := people.filter(username__iexact=name)):
            return found
        email = claims.get("email") or ""
        if not email or claims.get("email_verified") is not True:
            return User.objects.none()
        return people.filter(email__iexact=email)

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """Either of the two is enough to look for an account."""
        return bool(claims.get("preferred_username") or claims.get("email"))

    def create_user(self, claims: dict[str, Any]) -> None:
        return None

    def update_user(self, user: User, claims: dict[str, Any]) -> User:
        """Names and addresses are kept by our administrators."""
        return user
