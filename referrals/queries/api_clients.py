"""Machine clients of the API, and the users they may act for."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from oauth2_provider.models import AccessToken

from core.access import roles_of
from core.accounts import mailed, named
from core.models import User
from core.roles import RoleCode
from referrals.models import ApiClient, Contract

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: Role a client may be registered with -> words. Each route names the roles that may call it.
ROLES = {
    "ROLE_CRS_PROVIDER": "A supplier's own system: its contracts, read and write",
    "ROLE_PROBATION": "A probation system that acts for a practitioner it names",
    "ROLE_INTERVENTIONS_API_READ_ALL": "Reads every sent referral and its initial assessment",
}
READ_ALL, PROVIDER, PROBATION = "ROLE_INTERVENTIONS_API_READ_ALL", "ROLE_CRS_PROVIDER", "ROLE_PROBATION"


def _clients() -> "QuerySet[ApiClient]":
    return ApiClient.objects.select_related("application", "account", "supplier")


def api_client_of(application: Any) -> ApiClient | None:
    """The client registered for an OAuth application; None without one. 1 query."""
    return _clients().filter(application=application).first()


def token_held(raw: str, *, at: datetime) -> AccessToken | None:
    """The stored token, unless it has expired or was revoked. It is found by its digest. 1 query."""
    digest = hashlib.sha256(raw.encode()).hexdigest()
    rows = AccessToken.objects.select_related("application").filter(token_checksum=digest, expires__gt=at)
    return rows.first()


def user_named(name: str) -> User | None:
    return User.objects.filter(named(name), is_active=True, is_service_account=False).first()


def may_speak_for(client: ApiClient, user: User) -> bool:
    """Whether a client may act for a user. It must be registered to act for users.

    A supplier's client acts for users of its supplier; one with ROLE_PROBATION, for practitioners.
    """
    if not client.may_act_for_users:
        return False
    if client.role == PROBATION:
        return RoleCode.PRACTITIONER.value in roles_of(user)
    return client.supplier_id is not None and user.supplier_id == client.supplier_id


def caseworker_named(name: str, contract: Contract) -> int | None:
    """The key of the user of the contract's suppliers with this user name or e-mail address. 1 query.

    None without one: a supplier does not learn who works for others.
    """
    suppliers = Q(supplier=contract.prime_id) | Q(supplier__in=contract.subcontractors.all())
    people = User.objects.filter(suppliers, is_service_account=False)
    found = people.filter(named(name) | mailed(name))
    return found.order_by("-is_active", "pk").values_list("pk", flat=True).first()
