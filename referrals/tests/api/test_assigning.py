"""Assigning a referral to a caseworker: who may be named, what is refused, and what the history then says."""

import uuid

import pytest

from referrals.tests.api.conftest import caller
from referrals.tests.factories import ContractFactory, a_caseworker, an_api_client


def one(referral, rest=""):
    return f"/api/v1/sent-referral/{referral.uuid}{rest}"


def assigned(username):
    return {"assignedTo": {"username": username, "authSource": "auth", "userId": str(uuid.uuid4())}}


def test_a_supplier_assigns_a_caseworker(supplier_api, contract, sent):
    worker = a_caseworker(contract)

    answer = supplier_api.post(one(sent, "/assign"), assigned(worker.username), format="json")

    assert answer.status_code == 200
    assert answer.json()["assignedTo"] == {
        "username": worker.username,
        "authSource": "auth",
        "userId": str(worker.uuid),
    }
    assert sent.assignments.get().assigned_by_id == supplier_api.registered.account_id
    assert answer["ETag"] == supplier_api.get(one(sent))["ETag"]


def test_a_caseworker_may_be_named_by_email_address(supplier_api, contract, sent):
    worker = a_caseworker(contract, email="sam.carter@harbour.example.org")

    answer = supplier_api.post(
        one(sent, "/assign"), assigned("Sam.Carter@harbour.example.org"), format="json"
    )

    assert answer.json()["assignedTo"]["userId"] == str(worker.uuid)


@pytest.mark.parametrize("way", [str.upper, str.title, "\u00a0{}\u200b".format, "<{}>".format])
def test_a_caseworker_is_named_in_capitals_or_as_pasted(supplier_api, contract, sent, way):
    worker = a_caseworker(contract, username="sam.carter")

    answer = supplier_api.post(one(sent, "/assign"), assigned(way(worker.username)), format="json")

    assert answer.status_code == 200, answer.json()
    assert answer.json()["assignedTo"]["username"] == "sam.carter"


def test_a_caseworker_of_another_contract_or_nobody_is_refused_beside_the_field(supplier_api, sent):
    stranger = a_caseworker(ContractFactory(prime=sent.contract.prime))

    for name in (stranger.username, "nobody.at.all"):
        answer = supplier_api.post(one(sent, "/assign"), assigned(name), format="json")

        assert answer.status_code == 400
        assert answer.json()["validationErrors"][0]["field"] == "assignedTo"
    assert sent.assignments.count() == 0


def test_a_user_of_another_supplier_is_answered_as_nobody_is(supplier_api, sent):
    theirs = a_caseworker(ContractFactory())

    answers = [
        supplier_api.post(one(sent, "/assign"), assigned(name), format="json").json()
        for name in (theirs.username, "nobody.at.all")
    ]

    assert theirs.supplier_id != sent.contract.prime_id
    assert answers[0]["validationErrors"] == answers[1]["validationErrors"]
    assert answers[0]["validationErrors"][0]["error"] == "INVALID_VALUE"


@pytest.mark.parametrize(
    "body", [{}, {"assignedTo": None}, {"assignedTo": {}}, [], "text", {"assignedTo": {"username": ""}}]
)
def test_an_assignment_that_names_nobody_is_refused(supplier_api, sent, body):
    answer = supplier_api.post(one(sent, "/assign"), body, format="json")

    assert answer.status_code == 400
    assert answer.json()["error"] == "validation error"


def test_the_history_of_a_write_names_the_account_and_its_client(supplier_api, contract, sent):
    supplier_api.post(one(sent, "/assign"), assigned(a_caseworker(contract).username), format="json")

    context = sent.history.latest("pgh_id").pgh_context.metadata
    registered = supplier_api.registered
    assert (context["user"], context["client"]) == (registered.account_id, registered.application.client_id)


def test_the_history_of_a_write_for_a_named_user_names_that_user(contract, sent):
    worker = a_caseworker(contract)
    api = caller(an_api_client(contract, may_act_for_users=True), username=worker.username)

    api.post(one(sent, "/assign"), assigned(worker.username), format="json")

    context = sent.history.latest("pgh_id").pgh_context.metadata
    assert (context["user"], context["client"]) == (worker.pk, api.registered.application.client_id)


def test_assigning_twice_to_the_same_caseworker_is_a_conflict(supplier_api, contract, sent):
    worker = a_caseworker(contract)
    supplier_api.post(one(sent, "/assign"), assigned(worker.username), format="json")

    again = supplier_api.post(one(sent, "/assign"), assigned(worker.username), format="json")

    assert (again.status_code, again.json()["errorCode"]) == (409, "ALREADY_ASSIGNED")


def test_a_strangers_assignment_is_not_found_and_changes_nothing(stranger_api, contract, sent):
    worker = a_caseworker(contract)

    answer = stranger_api.post(one(sent, "/assign"), assigned(worker.username), format="json")

    assert answer.status_code == 404
    assert sent.assignments.count() == 0
