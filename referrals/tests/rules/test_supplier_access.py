"""A supplier needs two keys to see a referral. Some accounts are refused altogether."""

import pytest

from referrals.codes import AccessProblem
from referrals.rules.supplier_access import (
    Contract,
    Keys,
    account_refusal,
    holds_both_keys,
)

A = Contract(reference="PRJ_A", prime="ROWAN", subcontractors=frozenset({"LEAF"}))
B = Contract(reference="PRJ_B", prime="ROWAN")
C = Contract(reference="PRJ_C", prime="OTHER")
CONTRACTS = {contract.reference: contract for contract in (A, B, C)}
SUPPLIERS = {"ROWAN", "LEAF", "OTHER"}


def keys(suppliers: str = "", contracts: str = "") -> Keys:
    return Keys(suppliers=frozenset(suppliers.split()), contracts=frozenset(contracts.split()))


@pytest.mark.parametrize(
    ("held", "contract", "expected"),
    [
        pytest.param(keys("ROWAN", "PRJ_A"), A, True, id="prime with the contract"),
        pytest.param(keys("LEAF", "PRJ_A"), A, True, id="subcontractor with the contract"),
        pytest.param(keys("ROWAN", "PRJ_B"), A, False, id="prime without the contract"),
        pytest.param(keys("LEAF", "PRJ_A PRJ_B"), B, False, id="subcontractor of another contract"),
        pytest.param(keys("OTHER", "PRJ_A"), A, False, id="contract without a part in it"),
        pytest.param(keys("OTHER LEAF", "PRJ_A"), A, True, id="one of several suppliers is enough"),
        pytest.param(keys(), A, False, id="no keys"),
    ],
)
def test_a_referral_is_in_sight_with_both_keys_only(held, contract, expected):
    assert holds_both_keys(held, contract) is expected


@pytest.mark.parametrize(
    ("held", "is_supplier", "problem"),
    [
        (keys("ROWAN", "PRJ_A"), False, AccessProblem.NOT_A_SUPPLIER),
        (keys("", "PRJ_A"), True, AccessProblem.NO_SUPPLIER_GROUP),
        (keys("GONE", "PRJ_A"), True, AccessProblem.NO_SUPPLIER_GROUP),
        (keys("ROWAN", ""), True, AccessProblem.NO_CONTRACT_GROUP),
        (keys("ROWAN", "PRJ_OLD"), True, AccessProblem.NO_CONTRACT_GROUP),
        (keys("ROWAN", "PRJ_A PRJ_C"), True, AccessProblem.CONTRACT_NOT_THEIRS),
        (keys("LEAF", "PRJ_A"), True, None),
        (keys("ROWAN GONE", "PRJ_A PRJ_OLD"), True, None),
    ],
)
def test_an_account_is_refused_for_everything_or_works(held, is_supplier, problem):
    found = account_refusal(held, is_supplier=is_supplier, known_suppliers=SUPPLIERS, contracts=CONTRACTS)

    assert (found.problem if found else None) == problem


def test_the_refusal_names_the_contract_that_is_not_theirs():
    found = account_refusal(
        keys("ROWAN", "PRJ_A PRJ_C"), is_supplier=True, known_suppliers=SUPPLIERS, contracts=CONTRACTS
    )

    assert "PRJ_C" in str(found.because)
    assert "PRJ_A" not in str(found.because)
