"""Registers machine clients of the API, renews their secrets, closes and reopens them."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.text import slugify
from oauth2_provider.models import AccessToken, get_application_model

from core import audit
from core.errors import RuleBroken, RulesBroken
from core.models import Role, RoleHolding, Supplier, User
from core.roles import RoleCode
from referrals.models import ApiClient, Contract
from referrals.queries.api_clients import PROVIDER, ROLES
from referrals.queries.supplier_access import facts_of

#: of a secret: 288 bits. One of less than 256 must not be stored by a fast hash: referrals.api.secrets
RANDOM_BYTES = 36
#: Role of a client -> role of its service account. Other clients act for users, or only read.
ROLE_OF_ACCOUNT = {PROVIDER: RoleCode.SUPPLIER_CASEWORKER}


@dataclass(frozen=True, kw_only=True)
class ClientDetails:
    """A machine client to be registered.

    client_id, secret   chosen by the caller, "" to generate them. Only the demonstration chooses a secret
    """

    role: str
    supplier: Supplier | None = None
    contracts: Iterable[Contract] = ()
    may_act_for_users: bool = False
    requires_if_match: bool = False
    requests_per_minute: int = 600
    client_id: str = ""
    secret: str = ""


@transaction.atomic
def register_client(
    name: str, details: ClientDetails, *, by: User | None, at: datetime
) -> tuple[ApiClient, str]:
    """Registers a client; returns it with its secret, which is stored hashed and cannot be shown again.

    Creates the OAuth application, and the service account under which the client writes.

    raises   RulesBroken for the fields name, role, supplier, contracts
             ValueError for a secret somebody chose, outside a demonstration: it may be guessed
    """
    if details.secret and not settings.DEMONSTRATION:
        raise ValueError("The secret of a client is generated, never chosen")
    role, supplier, held = details.role, details.supplier, list(details.contracts)
    if problems := registration_problems(name, role=role, supplier=supplier, contracts=held):
        raise RulesBroken(problems)
    secret = details.secret or new_secret()
    application = get_application_model()(
        name=name.strip(),
        client_type="confidential",
        authorization_grant_type="client-credentials",
        client_secret=secret,
        hash_client_secret=True,
        skip_authorization=False,
    )
    if details.client_id:
        application.client_id = details.client_id
    application.save()
    client = ApiClient.objects.create(
        application=application,
        supplier=supplier,
        role=role,
        account=service_account(name, role=role, supplier=supplier, known_as=details.client_id),
        may_act_for_users=details.may_act_for_users,
        requires_if_match=details.requires_if_match,
        requests_per_minute=details.requests_per_minute,
    )
    client.contracts.set(held)
    audit.record("api-client-registered", on=client, by=by, at=at, role=role, client_id=application.client_id)
    return client, secret


def registration_problems(
    name: str, *, role: str, supplier: Supplier | None, contracts: Iterable[Contract]
) -> list[RuleBroken]:
    """All that is wrong. Only a supplier's client holds contracts, those its supplier has a part in."""
    held = list(contracts)
    found = []
    if not name.strip():
        found.append(RuleBroken("CANNOT_BE_EMPTY", "Enter a name", "name"))
    if role not in ROLES:
        found.append(RuleBroken("INVALID_VALUE", "Select a role", "role"))
    if role == PROVIDER and supplier is None:
        found.append(RuleBroken("CANNOT_BE_EMPTY", "Select the supplier", "supplier"))
    if role != PROVIDER and (supplier is not None or held):
        words = "Only a supplier's own system has a supplier and contracts"
        found.append(RuleBroken("INVALID_VALUE", words, "supplier"))
    if role == PROVIDER and supplier is not None:
        found += contract_problems(supplier, held)
    return found


def contract_problems(supplier: Supplier, contracts: Iterable[Contract]) -> list[RuleBroken]:
    held = list(contracts)
    if not held:
        return [RuleBroken("CANNOT_BE_EMPTY", "Select at least one contract", "contracts")]
    foreign = [row.reference for row in held if supplier.code not in facts_of(row).suppliers]
    if foreign:
        words = "The supplier has no part in one of these contracts"
        return [RuleBroken("INVALID_VALUE", words, "contracts")]
    return []


def service_account(name: str, *, role: str, supplier: Supplier | None, known_as: str = "") -> User:
    """Creates the account of a client. It has no password, so nobody can sign in with it.

    known_as   the client id the caller chose, used in its user name; "" to generate one
    """
    username = f"api-{known_as[:100] or f'{slugify(name)[:60]}-{secrets.token_hex(4)}'}"
    account = User(
        username=username,
        first_name="",
        last_name=name.strip()[:150],
        supplier=supplier,
        is_service_account=True,
    )
    account.set_unusable_password()
    account.save()
    if code := ROLE_OF_ACCOUNT.get(role):
        RoleHolding.objects.create(user=account, role=Role.objects.get(code=code))
    return account


def new_secret() -> str:
    return secrets.token_urlsafe(RANDOM_BYTES)


@transaction.atomic
def renew_secret(client_id: int, *, by: User, at: datetime) -> str:
    """Gives the client a new secret and returns it. The old secret and every token stop working at once."""
    client = ApiClient.objects.select_for_update(of=("self",)).select_related("application").get(pk=client_id)
    secret = new_secret()
    client.application.client_secret = secret
    client.application.save(update_fields=["client_secret", "updated"])
    end_tokens(client)
    audit.record("api-client-secret-renewed", on=client, by=by, at=at)
    return secret


def store_secret_anew(stored: str, *, secret: str) -> None:
    """Replaces a hash of an earlier kind, as Django does with a password: nobody acts, so nothing is audited.

    stored   the hash that `secret` was right for; nothing happens if it has been replaced meanwhile
    """
    anew = make_password(secret, hasher=str(settings.OAUTH2_PROVIDER["CLIENT_SECRET_HASHER"]))
    get_application_model().objects.filter(client_secret=stored).update(client_secret=anew)


@transaction.atomic
def close_client(client_id: int, *, by: User, at: datetime) -> ApiClient:
    """Closes a client: deactivates its account and deletes its tokens. What it did keeps its name."""
    return _switch(client_id, active=False, act="api-client-closed", by=by, at=at)


@transaction.atomic
def reopen_client(client_id: int, *, by: User, at: datetime) -> ApiClient:
    return _switch(client_id, active=True, act="api-client-reopened", by=by, at=at)


def _switch(client_id: int, *, active: bool, act: str, by: User, at: datetime) -> ApiClient:
    client = ApiClient.objects.select_for_update(of=("self",)).select_related("account").get(pk=client_id)
    client.account.is_active = active
    client.account.save(update_fields=["is_active"])
    end_tokens(client)
    audit.record(act, on=client, by=by, at=at)
    return client


def end_tokens(client: ApiClient) -> None:
    AccessToken.objects.filter(application=client.application_id).delete()
