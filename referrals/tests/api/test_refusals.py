"""The error body of refusals in both forms; rate limits, correlation ids, and addresses that are no route."""

import io
import json
import time

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from referrals.queries import api_referrals
from referrals.tests.api.assessing import acts, booking
from referrals.tests.api.conftest import TOKEN, basic, caller
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


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b'{"unknown": ' + b"[" * 2000 + b"]" * 2000 + b"}", id="2,000 arrays"),
        pytest.param(b'{"a": ' * 2000 + b"1" + b"}" * 2000, id="2,000 objects"),
        pytest.param(b'{"a": ' * 51 + b"1" + b"}" * 51, id="51 objects"),
        pytest.param(b"[" * 500_000, id="half a million open brackets"),
        pytest.param(b'{"body": 1e999}', id="a number that no float holds"),
        pytest.param(b'{"unknown": -1e999}', id="in a field that nobody reads"),
        pytest.param(b'{"body": NaN}', id="not a number"),
        pytest.param(b'{"body": Infinity}', id="infinity"),
        pytest.param(b'{"body": ' + b"1" * 5000 + b"}", id="5,000 digits"),
        pytest.param(b'{"body": "\xff"}', id="not UTF-8"),
        pytest.param(b"null", id="null"),
        pytest.param(b"[]", id="an array"),
        pytest.param(b'"text"', id="text"),
        pytest.param(b"7", id="a number"),
    ],
)
def test_a_body_that_is_no_json_of_a_sound_size_is_a_400(supplier_api, sent, body):
    for address in (NOTE, f"/api/v1/sent-referral/{sent.uuid}/assign"):
        answer = supplier_api.post(address, body, content_type="application/json")

        assert (answer.status_code, answer.json()["error"]) in {
            (400, "bad request"),
            (400, "validation error"),
        }


def test_a_body_may_be_nested_as_deep_as_whole_objects_are(supplier_api, sent):
    note = {"referralId": str(sent.uuid), "subject": "Hello", "body": "A word.", "whole": {}}
    inner = note["whole"]
    for _ in range(47):
        inner["whole"] = {}
        inner = inner["whole"]

    assert supplier_api.post(NOTE, note, format="json").status_code == 200


@pytest.mark.parametrize("field", ["sessionType", "appointmentDeliveryType", "rescheduleRequestedBy"])
@pytest.mark.parametrize("value", ["\ud800", "\x00", "GROUP\udfff", {"a": []}, [[]], 5, 1.5])
def test_a_choice_that_is_none_is_refused_whatever_it_holds(supplier_api, assigned, field, value):
    body = json.dumps(booking(**{field: value}))

    answer = supplier_api.post(acts(assigned), body, content_type="application/json")

    assert answer.status_code == 400
    assert {"field": field, "error": "INVALID_VALUE"} in answer.json()["validationErrors"]


# --- a body in chunks ---------------------------------------------------------------------------------------
def in_chunks(body, *, terminated=True):
    """What a server that puts chunks together hands on: no length, and a stream that ends."""
    return {
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": terminated,
        "HTTP_TRANSFER_ENCODING": "chunked",
        "CONTENT_LENGTH": "",
    }


def test_a_body_in_chunks_is_read_like_any_other(supplier_api, sent):
    note = {"referralId": str(sent.uuid), "subject": "In chunks", "body": "A word."}

    answer = supplier_api.generic(
        "POST", NOTE, content_type="application/json", **in_chunks(json.dumps(note).encode())
    )

    assert (answer.status_code, answer.json()["subject"]) == (200, "In chunks")


@pytest.mark.parametrize(
    ("chunks", "status", "code"),
    [
        pytest.param(in_chunks(b"x" * (2**20 + 1)), 413, "TOO_LARGE", id="too much"),
        pytest.param(in_chunks(b"{}", terminated=False), 411, "LENGTH_REQUIRED", id="chunks left apart"),
        pytest.param(in_chunks(b"{"), 400, "PARSE_ERROR", id="half a body"),
    ],
)
def test_chunks_that_cannot_be_read_are_refused(supplier_api, chunks, status, code):
    answer = supplier_api.generic("POST", NOTE, content_type="application/json", **chunks)

    assert (answer.status_code, answer.json()["errorCode"]) == (status, code)


def test_a_request_for_a_token_may_come_in_chunks(contract):
    registered = an_api_client(contract)

    answer = APIClient().generic(
        "POST",
        TOKEN,
        content_type="application/x-www-form-urlencoded",
        HTTP_AUTHORIZATION=basic(registered),
        **in_chunks(b"grant_type=client_credentials"),
    )

    assert answer.status_code == 200


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
