"""The two keys a supplier's user needs: a supplier on the contract, and the contract itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.reasons import Reason
from referrals.codes import AccessProblem


@dataclass(frozen=True, kw_only=True)
class Contract:
    """A contract with the codes of the suppliers that have a part in it."""

    reference: str
    prime: str
    subcontractors: frozenset[str] = frozenset()

    @property
    def suppliers(self) -> frozenset[str]:
        return self.subcontractors | {self.prime}


@dataclass(frozen=True, kw_only=True)
class Keys:
    """The keys of an account: codes of its suppliers, references of its contracts."""

    suppliers: frozenset[str] = frozenset()
    contracts: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Refusal:
    problem: AccessProblem
    because: Reason


def holds_both_keys(keys: Keys, contract: Contract) -> bool:
    """Whether an account with these keys sees the referrals of the contract.

    source   docs/sources/referrals.md#a-suppliers-two-keys
    """
    return contract.reference in keys.contracts and bool(keys.suppliers & contract.suppliers)


def account_refusal(
    keys: Keys, *, is_supplier: bool, known_suppliers: Iterable[str], contracts: Mapping[str, Contract]
) -> Refusal | None:
    """Why an account sees nothing at all; None if it may work.

    Keys to suppliers or contracts that do not exist are ignored.

    contracts   every contract by reference
    """
    if not is_supplier:
        return refusal(AccessProblem.NOT_A_SUPPLIER)
    suppliers = keys.suppliers & frozenset(known_suppliers)
    if not suppliers:
        return refusal(AccessProblem.NO_SUPPLIER_GROUP)
    held = [contracts[reference] for reference in sorted(keys.contracts) if reference in contracts]
    if not held:
        return refusal(AccessProblem.NO_CONTRACT_GROUP)
    foreign = [contract.reference for contract in held if not suppliers & contract.suppliers]
    if foreign:
        words = "This account has a contract its service provider has no part in: {contracts}"
        return Refusal(
            problem=AccessProblem.CONTRACT_NOT_THEIRS, because=Reason(words, contracts=", ".join(foreign))
        )
    return None


def refusal(problem: AccessProblem) -> Refusal:
    return Refusal(problem=problem, because=Reason(problem.words))
