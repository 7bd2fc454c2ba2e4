"""A page of a provider's list is the same whether it is read contract by contract or as a whole."""

from datetime import timedelta

import pytest

from core import clock
from referrals.models import Referral
from referrals.queries import referrals
from referrals.tests.factories import ContractFactory, a_practitioner, a_sent_referral

pytestmark = pytest.mark.django_db
#: contract, urgent, days until something is due (None for nothing)
SENT = [(0, False, 3), (1, True, 9), (0, True, None), (1, False, 1), (0, False, None), (1, False, 3)]


@pytest.fixture
def contracts():
    """Two contracts of the provider with referrals, and one of somebody else."""
    by, own, others = a_practitioner(), [ContractFactory(), ContractFactory()], ContractFactory()
    for place, is_urgent, days in SENT:
        referral = a_sent_referral(by=by, contract=own[place])
        due_at = None if days is None else clock.now() + timedelta(days=days)
        Referral.objects.filter(pk=referral.pk).update(is_urgent=is_urgent, next_due_at=due_at)
    a_sent_referral(by=by, contract=others)
    return [contract.pk for contract in own]


@pytest.mark.parametrize(("start", "size"), [(0, 1), (0, 2), (2, 2), (0, 50), (5, 2), (6, 2)])
@pytest.mark.parametrize("tab", ["open", "urgent", "unassigned", "completed"])
def test_the_first_of_each_contract_give_the_page(contracts, tab, start, size):
    rows = referrals.in_tab(Referral.objects.filter(contract__in=contracts), tab)
    in_order = referrals.listed(rows).order_by(*referrals.SOONEST)

    page = referrals.first_on_contracts(in_order, start, size, contract_ids=contracts)

    assert page == list(in_order[start : start + size])
    assert len(in_order) == {"open": 6, "urgent": 2, "unassigned": 6, "completed": 0}[tab]


def test_a_page_costs_two_queries(contracts, django_assert_num_queries):
    in_order = referrals.listed(Referral.objects.filter(contract__in=contracts)).order_by(*referrals.SOONEST)

    with django_assert_num_queries(2):
        referrals.first_on_contracts(in_order, 0, 3, contract_ids=contracts)


def test_nobody_without_a_contract_has_rows(contracts):
    in_order = referrals.listed(Referral.objects.all()).order_by(*referrals.SOONEST)

    assert referrals.first_on_contracts(in_order, 0, 9, contract_ids=[]) == []
