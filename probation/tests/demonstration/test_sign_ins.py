"""Every printed sign-in works, and nothing is made outside a demonstration."""

import base64
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from core.models import User
from core.roles import RoleCode
from probation.demonstration.accounts import CLIENT_SECRET, CLIENTS, PASSWORD, SIGN_INS, make_accounts
from probation.demonstration.time import Days

ON = date(2026, 3, 2)


@pytest.fixture
def accounts(reference_data, settings):
    settings.DEMONSTRATION = True
    return make_accounts(on=ON, at=Days(ON).at)


def test_each_role_has_a_sign_in():
    assert {sign_in.role for sign_in in SIGN_INS} == set(RoleCode)


@pytest.mark.parametrize("sign_in", SIGN_INS, ids=lambda sign_in: sign_in.username)
def test_a_printed_sign_in_works(accounts, sign_in):
    client = Client()

    client.post(reverse("core:sign-in"), {"username": sign_in.username, "password": PASSWORD})

    assert int(client.session["_auth_user_id"]) == accounts[sign_in.username].pk


#: client -> a list it may read; the read-only client reads single referrals by id, and the catalogue
LISTS = {
    "harbour-gate": "sent-referrals/summaries",
    "case-system": "interventions",
    "referral-reader": "interventions",
}
#: client -> somebody it may act for
ACTS_FOR = {"harbour-gate": "supplier.caseworker", "case-system": "practitioner"}


def token_for(client_id, **more):
    pair = base64.b64encode(f"{client_id}:{CLIENT_SECRET}".encode()).decode()
    asked = {"grant_type": "client_credentials", **more}
    return Client().post("/auth/oauth/token", asked, headers={"Authorization": f"Basic {pair}"})


@pytest.mark.parametrize("machine", CLIENTS, ids=lambda machine: machine.client_id)
def test_a_printed_machine_client_gets_a_token_and_its_list(accounts, machine):
    token = token_for(machine.client_id)
    bearer = {"Authorization": f"Bearer {token.json()['access_token']}"}
    listed = Client().get(f"/api/v1/{LISTS[machine.client_id]}", headers=bearer)

    assert token.status_code == 200
    assert listed.status_code == 200, listed.content


@pytest.mark.parametrize(("client_id", "username"), ACTS_FOR.items())
def test_a_client_acts_for_somebody_of_the_demonstration(accounts, client_id, username):
    token = token_for(client_id, username=username)
    bearer = {"Authorization": f"Bearer {token.json()['access_token']}"}

    assert Client().get("/api/v1/sent-referrals/summaries", headers=bearer).status_code == 200


def test_the_password_keeps_the_rules(accounts):
    from django.contrib.auth.password_validation import validate_password

    for user in accounts.values():
        validate_password(PASSWORD, user)


def test_suppliers_users_hold_the_contracts_of_their_supplier(accounts):
    user = accounts["supplier.caseworker"]

    assert user.contract_grants.exists()
    assert {grant.contract.prime for grant in user.contract_grants.all()} == {user.supplier}


def test_the_sign_ins_are_printed_with_their_password(accounts):
    printed = StringIO()

    call_command("demo_sign_ins", stdout=printed)

    assert PASSWORD in printed.getvalue()
    assert all(sign_in.username in printed.getvalue() for sign_in in SIGN_INS)


@pytest.mark.parametrize("command", ["seed_demo", "demo_sign_ins"])
def test_outside_a_demonstration_nothing_is_made_or_told(db, settings, command):
    settings.DEMONSTRATION = False

    with pytest.raises(CommandError, match="not a demonstration"):
        call_command(command)

    assert not User.objects.exists()
