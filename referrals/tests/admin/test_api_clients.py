"""API clients in the admin: registered with their application, the secret shown once. No referrals there."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from core.models import AuditEntry, User
from core.models.bases import CodeRow
from core.tests.factories import SupplierFactory, UserFactory
from core.tests.seen import read_page
from referrals import models
from referrals.tests.admin.test_catalogue import as_posted
from referrals.tests.api.conftest import ask_for_token
from referrals.tests.factories import ContractFactory, an_api_client

pytestmark = pytest.mark.django_db
CLIENTS = reverse("admin:referrals_apiclient_changelist")
ADD = reverse("admin:referrals_apiclient_add")


def registration(contract, **more):
    return {
        "name": "Harbour case system",
        "role": "ROLE_CRS_PROVIDER",
        "supplier": contract.prime.pk,
        "contracts": [contract.pk],
        "requests_per_minute": 100,
        **more,
    }


def test_no_referral_and_no_token_is_in_the_admin():
    held = {models.Complexity, models.Contract, models.ApiClient}
    ours = {model for model in admin.site._registry if model._meta.app_label == "referrals"}

    assert {model for model in ours if not issubclass(model, CodeRow)} == held
    assert not [model for model in admin.site._registry if model._meta.app_label == "oauth2_provider"]


def test_the_clients_are_listed_and_searched(admin_client):
    client = an_api_client(ContractFactory())

    assert client.application.client_id in admin_client.get(CLIENTS, {"q": "harbour"}).content.decode()
    assert admin_client.get(ADD).status_code == 200


def test_registering_a_client_shows_its_secret_once_and_the_secret_works(admin_client):
    contract = ContractFactory()

    page = admin_client.post(ADD, registration(contract), follow=True).content.decode()

    client = models.ApiClient.objects.get()
    client.secret = re.search(r"secret ([\w-]{20,})\.", page).group(1)
    assert list(client.contracts.all()) == [contract]
    assert client.account.is_service_account
    assert not client.account.has_usable_password()
    listed = read_page(admin_client, CLIENTS)
    assert client.application.client_id in listed
    assert client.secret not in listed
    assert ask_for_token(client).status_code == 200
    assert AuditEntry.objects.filter(act="api-client-registered").exists()


def test_a_contract_the_supplier_has_no_part_in_is_refused(admin_client):
    contract, foreign = ContractFactory(), ContractFactory()

    answer = admin_client.post(ADD, registration(contract, contracts=[foreign.pk]))

    assert answer.status_code == 200
    assert "no part in one of these contracts" in answer.content.decode()
    assert not models.ApiClient.objects.exists()


def test_a_reader_belongs_to_no_supplier(admin_client):
    contract = ContractFactory()

    refused = admin_client.post(ADD, registration(contract, role="ROLE_INTERVENTIONS_API_READ_ALL"))
    admin_client.post(
        ADD, {"name": "Reader", "role": "ROLE_INTERVENTIONS_API_READ_ALL", "requests_per_minute": 60}
    )

    assert "Only a supplier" in refused.content.decode()
    assert models.ApiClient.objects.get().account.roles.count() == 0


def test_contracts_and_limits_change_but_not_whose_client_it_is(admin_client):
    contract = ContractFactory()
    second = ContractFactory(prime=contract.prime)
    client = an_api_client(contract)
    address = reverse("admin:referrals_apiclient_change", args=[client.pk])

    assert admin_client.get(address).status_code == 200
    admin_client.post(
        address,
        {"contracts": [second.pk], "requests_per_minute": 30, "supplier": SupplierFactory().pk},
    )

    client.refresh_from_db()
    assert (client.requests_per_minute, client.supplier) == (30, contract.prime)
    assert list(client.contracts.all()) == [second]


def test_a_client_is_closed_opened_and_given_another_secret(admin_client):
    client = an_api_client(ContractFactory())

    def act(name):
        return admin_client.post(CLIENTS, {"action": name, "_selected_action": [client.pk]}, follow=True)

    act("close")
    assert ask_for_token(client).json()["error"] == "access_denied"
    act("reopen")
    assert ask_for_token(client).status_code == 200
    page = act("renew_secret").content.decode()
    assert ask_for_token(client).status_code == 401
    assert ask_for_token(client, secret=re.search(r"secret ([\w-]{20,})\.", page).group(1)).status_code == 200


def test_a_contract_is_not_given_to_a_user_of_a_supplier_without_a_part_in_it(admin_client):
    contract = ContractFactory()
    stranger = UserFactory(supplier_caseworker=True)
    change = reverse("admin:referrals_contract_change", args=[contract.pk])
    grant = {"grants-TOTAL_FORMS": 1, "grants-0-user": stranger.username, "grants-0-contract": contract.pk}

    answer = admin_client.post(change, as_posted(contract, **grant))

    assert "has no part in the contract" in answer.content.decode()
    assert not models.ContractGrant.objects.exists()


def test_nobody_else_comes_in(practitioner_client, supplier_client):
    for client in (practitioner_client, supplier_client):
        assert client.get(CLIENTS).status_code in (302, 403)
    assert not User.objects.filter(is_service_account=True).exists()
