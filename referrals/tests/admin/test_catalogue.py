"""Contracts and catalogue in the admin."""

import pytest
from django.urls import reverse

from core.tests.factories import SupplierFactory, UserFactory
from referrals.models import Contract, ContractGrant
from referrals.tests.factories import ContractFactory

pytestmark = pytest.mark.django_db
EMPTY = {f"{part}-{what}_FORMS": 0 for part in ("activities", "grants") for what in ("TOTAL", "INITIAL")}


def as_posted(contract, **more):
    return {
        "reference": contract.reference,
        "type": contract.type_id,
        "title": contract.title,
        "description": contract.description,
        "mailbox": contract.mailbox,
        "prime": contract.prime_id,
        "region": contract.region_id,
        "allows_female": "on",
        "allows_male": "on",
        "minimum_age": 18,
        "plan_approval": contract.plan_approval,
        "most_days": contract.most_days,
        **EMPTY,
        **more,
    }


def test_a_contract_is_hidden_by_date_and_its_history_kept(admin_client):
    contract = ContractFactory()
    change = reverse("admin:referrals_contract_change", args=[contract.pk])

    response = admin_client.post(change, as_posted(contract, hidden_after="2026-12-31"))

    assert response.status_code == 302
    contract.refresh_from_db()
    assert contract.hidden_after.isoformat() == "2026-12-31"
    assert contract.history.get().hidden_after is None


def test_a_suppliers_user_is_given_a_contract(admin_client):
    contract = ContractFactory()
    user = UserFactory(supplier_caseworker=True, supplier=contract.prime)
    change = reverse("admin:referrals_contract_change", args=[contract.pk])
    grant = {"grants-TOTAL_FORMS": 1, "grants-0-user": user.username, "grants-0-contract": contract.pk}

    admin_client.post(change, as_posted(contract, **grant))

    assert [held.contract for held in user.contract_grants.all()] == [contract]


@pytest.mark.parametrize("has_part", ["prime", "subcontractor", ""])
def test_a_new_contract_is_given_only_to_users_of_the_suppliers_chosen_with_it(admin_client, has_part):
    like = ContractFactory()
    user = UserFactory(supplier_caseworker=True)
    chosen = {"prime": {"prime": user.supplier_id}, "subcontractor": {"subcontractors": [user.supplier_id]}}
    new = {"reference": "PRJ_NEW", "grants-TOTAL_FORMS": 1, "grants-0-user": user.username}

    answer = admin_client.post(
        reverse("admin:referrals_contract_add"), as_posted(like, **new, **chosen.get(has_part, {}))
    )

    assert user.contract_grants.exists() == bool(has_part)
    assert Contract.objects.filter(reference="PRJ_NEW").exists() == bool(has_part)
    if not has_part:
        assert "has no part in the contract" in answer.content.decode()


def test_a_holder_whose_supplier_loses_its_part_is_named_and_nothing_is_changed(admin_client):
    contract = ContractFactory()
    user = UserFactory(supplier_caseworker=True, supplier=contract.prime)
    grant = ContractGrant.objects.create(user=user, contract=contract)
    change = reverse("admin:referrals_contract_change", args=[contract.pk])
    held = {
        "grants-TOTAL_FORMS": 1,
        "grants-INITIAL_FORMS": 1,
        "grants-0-id": grant.pk,
        "grants-0-user": user.username,
        "grants-0-contract": contract.pk,
    }

    answer = admin_client.post(change, as_posted(contract, **held, prime=SupplierFactory().pk))

    assert "has no part in the contract" in answer.content.decode()
    contract.refresh_from_db()
    assert contract.prime == user.supplier
