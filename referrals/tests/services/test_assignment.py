"""Who may be made the caseworker of a referral, and what assigning does."""

import pytest

from cases.models import Deadline
from core import clock
from core.errors import RuleBroken
from core.models import OutboxRow
from core.tests.factories import SupplierFactory
from referrals.models import Assignment
from referrals.services.assignment import assign_referral, assign_referrals
from referrals.tests.factories import ContractFactory, a_caseworker, a_sent_referral

pytestmark = pytest.mark.django_db


def test_assigning_makes_somebody_the_caseworker_and_tells_them():
    referral = a_sent_referral()
    caseworker = a_caseworker(referral.contract)

    assign_referral(referral.pk, caseworker_id=caseworker.pk, by=caseworker, at=clock.now())

    referral.refresh_from_db()
    assert referral.state == "ASSIGNED"
    assert Assignment.objects.get(referral=referral, ended_at=None).caseworker == caseworker
    assert OutboxRow.objects.filter(kind="referrals.ReferralAssigned").count() == 1


def test_another_caseworker_takes_the_place_of_the_first():
    referral = a_sent_referral()
    first, second = a_caseworker(referral.contract), a_caseworker(referral.contract)
    assign_referral(referral.pk, caseworker_id=first.pk, by=first, at=clock.now())

    assign_referral(referral.pk, caseworker_id=second.pk, by=first, at=clock.now())

    assert Assignment.objects.get(referral=referral, ended_at=None).caseworker == second
    assert Assignment.objects.filter(referral=referral).count() == 2


def test_a_subcontractors_user_may_take_it():
    referral = a_sent_referral()
    other = SupplierFactory()
    referral.contract.subcontractors.add(other)
    caseworker = a_caseworker(referral.contract, supplier=other)

    assign_referral(referral.pk, caseworker_id=caseworker.pk, by=caseworker, at=clock.now())

    assert Assignment.objects.get(referral=referral).caseworker == caseworker


@pytest.mark.parametrize("who", ["nobody", "another contract", "another supplier", "left", "has it already"])
def test_somebody_who_could_not_open_it_is_refused(who):
    referral = a_sent_referral()
    good = a_caseworker(referral.contract)
    chosen = {
        "nobody": lambda: None,
        "another contract": lambda: a_caseworker(ContractFactory(prime=referral.contract.prime)),
        "another supplier": lambda: a_caseworker(referral.contract, supplier=SupplierFactory()),
        "left": lambda: a_caseworker(referral.contract, is_active=False),
        "has it already": lambda: good,
    }[who]()
    if who == "has it already":
        assign_referral(referral.pk, caseworker_id=good.pk, by=good, at=clock.now())
    before = Assignment.objects.count()

    with pytest.raises(RuleBroken) as raised:
        assign_referral(referral.pk, caseworker_id=chosen.pk if chosen else None, by=good, at=clock.now())

    assert raised.value.field == "assigned_to"
    assert Assignment.objects.count() == before


def test_several_are_assigned_at_once_or_none():
    contract = ContractFactory()
    one, two = a_sent_referral(contract=contract), a_sent_referral(contract=contract)
    strange = a_sent_referral()
    caseworker = a_caseworker(contract)

    assign_referrals([one.pk, two.pk], caseworker_id=caseworker.pk, by=caseworker, at=clock.now())
    with pytest.raises(RuleBroken):
        assign_referrals([strange.pk, one.pk], caseworker_id=caseworker.pk, by=caseworker, at=clock.now())

    assert Assignment.objects.filter(caseworker=caseworker).count() == 2


def test_assigning_answers_an_urgent_referral():
    referral = a_sent_referral()
    Deadline.objects.filter(kind="referral-initial-assessment").update(kind="referral-first-response")
    caseworker = a_caseworker(referral.contract)

    assign_referral(referral.pk, caseworker_id=caseworker.pk, by=caseworker, at=clock.now())

    assert Deadline.objects.get().met_at is not None
