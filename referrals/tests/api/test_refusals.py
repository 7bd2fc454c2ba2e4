"""The error body of refusals in both forms; rate limits, correlation ids, and addresses that are no route."""

import time

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from referrals.queries import api_referrals
from referrals.tests.api.conftest import caller
from referrals.tests.factories import an_api_client

NOTE = "/api/v1/case-note"
LIST = "/api/v1/sent-referrals/summaries"
FIELDS = {"status", "error", "errorCode", "message", "userMessage", "developerMessage", "moreInfo"}


def test_every_refusal_has_the_documented_members(supplier_api):
    body = supplier_api.get(LIST, {"page": "x"}).json()

    assert set(body) == FIELDS | {"validationErrors"}
    assert body["validationErrors"] == [{"field": "page", "error": "INVALID_FORMAT"}]


def test_the_same_facts_come_as_a_problem_where_accept_asks(supplier_api):
    answer = supplier_api.get(LIST, {"page": "x"}, HTTP_ACCEPT="application/problem+json")

    body = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert (body["type"], body["title"], body["status"]) == ("about:blank", "validation error", 400)
    assert body["validationErrors"] == [{"field": "page", "error": "INVALID_FORMAT"}]


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        pytest.param(lambda api: api.delete(LIST), 405, id="another verb"),
        pytest.param(lambda api: api.get(LIST, HTTP_ACCEPT="text/html"), 406, id="a page asked for"),
        pytest.param(lambda api: api.post(NOTE, "a=b", content_type="text/plain"), 415, id="text"),
        pytest.param(
            lambda api: api.post(NOTE, "{", content_type="application/json"),
            400,
            id="half a body",
        ),
        pytest.param(
            lambda api: api.post(NOTE, "x" * (2**20 + 1), content_type="application/json"),
            413,
            id="too much",
        ),
        pytest.param(lambda api: api.get("/api/v1/no-such-route"), 404, id="no route"),
        pytest.param(lambda api: api.get("/api/v1/sent-referral/not-an-id"), 404, id="no id"),
        pytest.param(lambda api: api.get("/api/"), 404, id="no version"),
        pytest.param(lambda api: api.get(LIST + "?search=%zz%00"), 400, id="a broken query"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_our_body(supplier_api, ask, status):
    answer = ask(supplier_api)

    assert answer.status_code == status
    assert answer.json().keys() >= FIELDS
    assert answer["Content-Type"] == "application/json"


def test_what_breaks_is_a_500_that_tells_nothing(supplier_api, monkeypatch):
    def broken(*_):
        raise ValueError("Morgan Reyes, born 1990")

    monkeypatch.setattr(api_referrals, "found", broken)
    supplier_api.raise_request_exception = False

    answer = supplier_api.get(LIST)

    assert (answer.status_code, answer.json()["errorCode"]) == (500, "UNEXPECTED_ERROR")
    assert "Morgan" not in answer.content.decode()


def test_so_many_requests_a_minute_and_no_more(contract):
    api = caller(an_api_client(contract, requests_per_minute=3))

    answers = [api.get(LIST) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer["X-RateLimit-Remaining"] for answer in answers[:3]] == ["2", "1", "0"]
    assert answers[0]["X-RateLimit-Limit"] == "3"
    assert 1 <= int(answers[3]["Retry-After"]) <= 61
    assert answers[3].json()["errorCode"] == "TOO_MANY_REQUESTS"


def test_the_correlation_id_comes_back(supplier_api):
    assert supplier_api.get(LIST, HTTP_X_CORRELATION_ID="abc-12345")["X-Correlation-Id"] == "abc-12345"
    assert APIClient().get(LIST)["X-Correlation-Id"]


def test_in_read_only_mode_a_change_is_refused_for_a_while_and_reading_goes_on(supplier_api, sent, settings):
    settings.READ_ONLY = True
    note = {"referralId": str(sent.uuid), "subject": "New address", "body": "Moves on Monday."}

    answer = supplier_api.post(NOTE, note, format="json")

    assert (answer.status_code, answer.json()["errorCode"]) == (503, "READ_ONLY")
    assert answer["Retry-After"] == "300"
    assert supplier_api.get(LIST).status_code == 200


# --- what the headers say is true ---------------------------------------------------------------------------
@pytest.mark.parametrize(("ago", "left"), [(50, range(9, 11)), (5, range(54, 56))])
def test_the_reset_counts_down_to_when_one_more_request_may_come(supplier_api, ago, left):
    cache.set(f"api-rate:{supplier_api.registered.pk}", [time.time() - ago], 60)

    answer = supplier_api.get(LIST)

    assert int(answer["X-RateLimit-Reset"]) in left


def test_a_deprecated_route_says_since_when_in_every_answer(supplier_api, sent):
    path = f"/api/v1/supplier-assessment/{sent.supplier_assessment.uuid}/schedule-appointment"

    for answer in (supplier_api.put(path, {}, format="json"), APIClient().put(path, {}, format="json")):
        assert answer["Deprecation"] == "@1795564800"
    current = supplier_api.get(LIST)
    assert current.status_code == 200
    assert "Deprecation" not in current
