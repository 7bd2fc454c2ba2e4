"""Who may be made the caseworker."""

import pytest

from core.errors import RuleBroken
from referrals.rules.assignment import Candidate, assignable, check_assignment
from referrals.rules.supplier_access import Contract, Keys

CONTRACT = Contract(reference="PRJ_A", prime="ROWAN")
FIT = Keys(suppliers=frozenset({"ROWAN"}), contracts=frozenset({"PRJ_A"}))


def candidate(user_id: int = 1, email: str = "a@example.org", *, active: bool = True, keys: Keys = FIT):
    return Candidate(user_id=user_id, email=email, is_active=active, keys=keys)


def test_a_caseworker_of_the_contract_is_assigned():
    check_assignment(candidate(), contract=CONTRACT)


def test_a_referral_moves_to_another_caseworker():
    check_assignment(candidate(2), contract=CONTRACT, current=1)


@pytest.mark.parametrize(
    ("chosen", "current", "code"),
    [
        pytest.param(None, None, "CANNOT_BE_EMPTY", id="nobody"),
        pytest.param(candidate(active=False), None, "NOT_A_CASEWORKER", id="left"),
        pytest.param(candidate(keys=Keys()), None, "NOT_A_CASEWORKER", id="not on the contract"),
        pytest.param(candidate(1), 1, "ALREADY_ASSIGNED", id="has it already"),
    ],
)
def test_others_are_refused(chosen, current, code):
    with pytest.raises(RuleBroken) as refusal:
        check_assignment(chosen, contract=CONTRACT, current=current)

    assert (refusal.value.code, refusal.value.field) == (code, "assigned_to")


def test_only_those_who_may_are_offered_in_order_of_address():
    people = [candidate(1, "b@x.org"), candidate(2, "A@x.org"), candidate(3, "c@x.org", keys=Keys())]

    assert [one.user_id for one in assignable(people, contract=CONTRACT)] == [2, 1]
