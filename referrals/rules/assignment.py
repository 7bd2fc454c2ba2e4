"""Who may be made the caseworker of a referral."""

from collections.abc import Collection
from dataclasses import dataclass

from core.errors import RuleBroken
from referrals.rules.supplier_access import Contract, Keys, holds_both_keys
from referrals.rules.texts import empty


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A supplier's user who might take a referral.

    keys   their suppliers and contracts
    """

    user_id: int
    email: str
    is_active: bool
    keys: Keys


def check_assignment(candidate: Candidate | None, *, contract: Contract, current: int | None = None) -> None:
    """Refuse a candidate who could not open the referral, or who is its caseworker already.

    candidate   None if nobody was chosen, or no supplier's user was found
    current     id of the present caseworker, None without one
    raises      RuleBroken for the field "assigned_to"
    source      docs/sources/referrals.md#the-life-of-a-referral
    """
    field = "assigned_to"
    if candidate is None:
        raise empty(field, "Select a caseworker")
    if not candidate.is_active:
        raise RuleBroken("NOT_A_CASEWORKER", "This account is no longer in use", field)
    if not holds_both_keys(candidate.keys, contract):
        raise RuleBroken("NOT_A_CASEWORKER", "Select a caseworker who works on this contract", field)
    if candidate.user_id == current:
        raise RuleBroken("ALREADY_ASSIGNED", "This referral is already assigned to this caseworker", field)


def assignable(candidates: Collection[Candidate], *, contract: Contract) -> list[Candidate]:
    """The candidates who may be given a referral on the contract, by e-mail address."""
    fit = [one for one in candidates if one.is_active and holds_both_keys(one.keys, contract)]
    return sorted(fit, key=lambda one: one.email.casefold())
