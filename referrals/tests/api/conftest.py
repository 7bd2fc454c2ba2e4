"""Clients of the API, each with a token from the token endpoint."""

import base64
from datetime import timedelta

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from core import clock
from referrals.services.assignment import assign_referral
from referrals.tests.factories import ContractFactory, a_caseworker, a_sent_referral, an_api_client

TOKEN = "/auth/oauth/token"


@pytest.fixture(autouse=True)
def _no_requests_counted_yet():
    cache.clear()


def basic(registered, secret=""):
    pair = f"{registered.application.client_id}:{secret or registered.secret}"
    return "Basic " + base64.b64encode(pair.encode()).decode()


def ask_for_token(registered, *, secret="", **more):
    body = {"grant_type": "client_credentials", **more}
    return APIClient().post(TOKEN, body, format="multipart", HTTP_AUTHORIZATION=basic(registered, secret))


def caller(registered, **more):
    """An HTTP client that carries the token; `caller(client, username=...)` acts for a user."""
    answer = ask_for_token(registered, **more)
    assert answer.status_code == 200, answer.content
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['access_token']}")
    client.registered = registered
    return client


@pytest.fixture
def contract(db):
    return ContractFactory()


@pytest.fixture
def sent(contract):
    return a_sent_referral(contract=contract)


@pytest.fixture
def supplier_api(contract):
    """The system of the contract's prime provider."""
    return caller(an_api_client(contract))


@pytest.fixture
def stranger_api(db):
    """The system of another supplier, with a contract of its own."""
    return caller(an_api_client(ContractFactory(), name="Stranger"))


@pytest.fixture
def read_all_api(db):
    return caller(an_api_client(role="ROLE_INTERVENTIONS_API_READ_ALL", name="Reader"))


@pytest.fixture
def assigned(contract):
    """A referral that was sent twelve days ago and has a caseworker."""
    at = clock.now() - timedelta(days=12)
    referral = a_sent_referral(contract=contract, at=at)
    worker = a_caseworker(contract)
    return assign_referral(referral.pk, caseworker_id=worker.pk, by=worker, at=at)
