"""Which contracts an account holds, and which referrals it sees by them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from cases.people.queries.records import OF_NOBODY_HIDDEN
from core.models import Supplier, User
from referrals.models import ApiClient, Contract, ContractGrant, Referral
from referrals.rules.assignment import Candidate, assignable
from referrals.rules.supplier_access import Contract as ContractFacts
from referrals.rules.supplier_access import Keys, Refusal, account_refusal

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What an account may see.

    contract_ids   contracts for which it holds both keys
    refusal        why the whole account sees nothing; None when it may work
    """

    contract_ids: frozenset[int]
    refusal: Refusal | None = None


def scope_of_user(user: "User") -> Scope:
    """What a supplier's user may see. 3 queries, the first time in a request."""
    known = getattr(user, "_supplier_scope", None)
    if known is None:
        supplier = Supplier.objects.filter(pk=user.supplier_id, valid_to=None).first()
        held = Contract.objects.filter(grants__user=user)
        known = _scope(supplier, held, is_supplier=user.supplier_id is not None)
        user._supplier_scope = known  # type: ignore[attr-defined]
    return known


def scope_of_client(client: ApiClient) -> Scope:
    """What a machine client may see by its supplier and its own contracts. 3 queries."""
    supplier = Supplier.objects.filter(pk=client.supplier_id, valid_to=None).first()
    return _scope(supplier, client.contracts.all(), is_supplier=client.supplier_id is not None)


def _scope(supplier: Supplier | None, held: "QuerySet[Contract]", *, is_supplier: bool) -> Scope:
    contracts = list(held.select_related("prime").prefetch_related("subcontractors"))
    by_reference = {row.reference: facts_of(row) for row in contracts}
    codes = frozenset({supplier.code}) if supplier else frozenset[str]()
    refusal = account_refusal(
        Keys(suppliers=codes, contracts=frozenset(by_reference)),
        is_supplier=is_supplier,
        known_suppliers=codes,
        contracts=by_reference,
    )
    if refusal is not None:
        return Scope(contract_ids=frozenset(), refusal=refusal)
    return Scope(contract_ids=frozenset(row.pk for row in contracts))


def facts_of(contract: Contract) -> ContractFacts:
    """The contract as the rules read it. No query, if prime and subcontractors are loaded."""
    return ContractFacts(
        reference=contract.reference,
        prime=contract.prime.code,
        subcontractors=frozenset(supplier.code for supplier in contract.subcontractors.all()),
    )


def of_both(one: Scope, other: Scope) -> Scope:
    """The contracts that both see. Neither is refused."""
    return Scope(contract_ids=one.contract_ids & other.contract_ids)


def sent_on(scope: Scope) -> "QuerySet[Referral]":
    """Sent referrals of the contracts in scope about real people: no practice, removed or merged record."""
    return Referral.objects.filter(OF_NOBODY_HIDDEN, ~Q(state="DRAFT"), contract_id__in=scope.contract_ids)


def candidates_for(contract: Contract) -> list[Candidate]:
    """Suppliers' users who hold the contract, as the rules read them. 3 queries."""
    users = (
        User.objects.filter(contract_grants__contract=contract, is_service_account=False)
        .exclude(supplier=None)
        .select_related("supplier")
        .prefetch_related("contract_grants__contract")
    )
    return [candidate_of(user) for user in users]


def candidate_of(user: "User") -> Candidate:
    held: Iterable[ContractGrant] = user.contract_grants.all()
    code = user.supplier.code if user.supplier and user.supplier.valid_to is None else None
    return Candidate(
        user_id=user.pk,
        email=user.email,
        is_active=user.is_active,
        keys=Keys(
            suppliers=frozenset({code}) if code else frozenset(),
            contracts=frozenset(grant.contract.reference for grant in held),
        ),
    )


def caseworkers_for(contract: Contract) -> list[tuple[str, str]]:
    """Key and name of those who may be given a referral on the contract. 4 queries, plus `facts_of`."""
    fit = {one.user_id for one in assignable(candidates_for(contract), contract=facts_of(contract))}
    users = User.objects.filter(pk__in=fit).order_by(
        "last_name__alphabetical", "first_name__alphabetical", "pk"
    )
    return [(str(user.pk), user.name) for user in users]


def caseworkers_in(scope: Scope) -> list[tuple[str, str]]:
    """Key and name of every supplier's user who holds one of the contracts. 1 query."""
    grants = ContractGrant.objects.filter(contract_id__in=scope.contract_ids)
    users = User.objects.filter(
        pk__in=grants.values("user"), is_active=True, is_service_account=False, supplier__isnull=False
    )
    in_order = users.order_by("last_name__alphabetical", "first_name__alphabetical", "pk")
    return [(str(user.pk), user.name) for user in in_order.only("first_name", "last_name", "username")]
