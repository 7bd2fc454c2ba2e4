"""How often a token may be requested."""

from datetime import time

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from core import clock
from core.models import AuditEntry
from referrals.api import token_rate
from referrals.tests.api.conftest import TOKEN, ask_for_token, basic
from referrals.tests.factories import an_api_client


def guess(registered, *, times=token_rate.PER_CLIENT, **more):
    client = APIClient()
    for _ in range(times):
        answer = client.post(
            TOKEN,
            {"grant_type": "client_credentials"},
            HTTP_AUTHORIZATION=basic(registered, "a guess"),
            **more,
        )
    return answer


def test_guessing_a_secret_ends_with_a_wait_even_for_the_right_one(contract, frozen_day):
    registered = an_api_client(contract)
    assert guess(registered).status_code == 401

    answer = ask_for_token(registered)

    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert answer.json()["error"] == "too_many_requests"
    frozen_day.move_to(frozen_day.today, time(12, 1))
    assert ask_for_token(registered).status_code == 200


def test_a_stranger_elsewhere_does_not_shut_the_client_out(contract, frozen_day):
    registered = an_api_client(contract)
    guess(registered, times=token_rate.PER_CLIENT + 1, REMOTE_ADDR="198.51.100.7")

    assert ask_for_token(registered).status_code == 200


def test_one_address_may_not_try_one_client_after_another(contract, frozen_day):
    client = APIClient()
    for n in range(token_rate.PER_ADDRESS):
        answer = client.post(TOKEN, {"client_id": f"client-{n}", "client_secret": "x"})
        assert answer.status_code in (400, 401)

    assert client.post(TOKEN, {"client_id": "another", "client_secret": "x"}).status_code == 429


def test_a_flood_is_audited_once_a_minute(contract, frozen_day):
    guess(an_api_client(contract), times=token_rate.PER_CLIENT + 5)

    assert AuditEntry.objects.filter(act="api-token", details__kind="too_many_requests").count() == 1


@pytest.mark.parametrize("header", ["Basic !!!", "Basic /w==", "Bearer x", ""])
def test_a_header_that_says_nothing_is_counted_by_address(rf, header):
    cache.clear()
    request = rf.post(TOKEN, HTTP_AUTHORIZATION=header)

    assert token_rate.client_of(request) == ""
    assert token_rate.count(request, at=clock.now()) == (0, False)
