"""Valkey is stopped under the service: pages, signing in and tokens go on, and readiness says so."""

import tempfile
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client

from core.tests.factories import PASSWORD, UserFactory
from probation.setup.valkey import start_valkey
from referrals.api import token_rate
from referrals.tests.api.conftest import ask_for_token
from referrals.tests.factories import ContractFactory, an_api_client

pytestmark = pytest.mark.django_db


@pytest.fixture
def valkey(settings):
    """A Valkey of this test's own, which the service uses as its cache."""
    with tempfile.TemporaryDirectory(prefix="probation-away-") as folder:
        server = start_valkey(Path(folder))
        settings.CACHES = {name: {**cache, "LOCATION": server.url} for name, cache in settings.CACHES.items()}
        yield server
        server.stop()
        caches["rates"].stand_in.clear()


@pytest.fixture
def away(valkey):
    valkey.stop()
    return valkey


def sign_in(user):
    client = Client()
    answer = client.post("/sign-in", {"username": user.username, "password": PASSWORD})
    return client, answer


def test_a_user_who_is_signed_in_goes_on_and_may_sign_out(valkey):
    client, _answer = sign_in(UserFactory(practitioner=True))
    assert client.get("/").status_code == 200
    valkey.stop()

    assert client.get("/").status_code == 200
    assert client.get("/cases").status_code == 200
    assert client.post("/sign-out").status_code == 302
    assert client.get("/").status_code == 302


def test_a_user_may_sign_in(away):
    client, answer = sign_in(UserFactory(practitioner=True))

    assert (answer.status_code, client.get("/").status_code) == (302, 200)


def test_the_cache_holds_a_session_for_a_minute_at_most(valkey):
    """So a session that ended while Valkey was away does not come back with it for longer than that."""
    client, _answer = sign_in(UserFactory(practitioner=True))
    client.get("/")

    server = caches["sessions"]._cache.get_client()
    left = [server.ttl(key) for key in server.keys("*cached_db*")]

    assert left
    assert 0 < max(left) <= 60


def test_a_token_is_given_and_guesses_are_counted_all_the_same(away, frozen_day):
    registered = an_api_client(ContractFactory())

    assert ask_for_token(registered).status_code == 200
    answers = [ask_for_token(registered, secret="a guess") for _ in range(token_rate.PER_CLIENT)]
    assert answers[0].status_code == 401
    assert (answers[-1].status_code, answers[-1]["Retry-After"]) == (429, "60")


def test_readiness_says_so_and_the_service_stays_in_use(valkey, client):
    assert client.get("/health/readiness").json()["components"]["queue"] == {"status": "UP"}
    valkey.stop()

    answer = client.get("/health/readiness")

    assert answer.status_code == 200
    assert answer.json()["components"]["queue"] == {"status": "WARNING"}


def test_the_cache_is_used_again_once_the_server_is_back(valkey, monkeypatch):
    cache = caches["default"]
    cache.set("a", 1)
    valkey.stop()
    assert cache.get("a") is None
    assert cache.add("b", 2) is True
    monkeypatch.setattr("core.cache.time.monotonic", lambda: 10**9)
    again = start_valkey(valkey.socket.parent)

    cache.set("c", 3)

    assert (cache.get("a"), cache.get("c")) == (1, 3)
    again.stop()
