"""The initial assessment in the API: who is refused, idempotency keys, and concurrent changes."""

import uuid

import pytest

from cases.tests.factories import LimitedAccessFactory
from core.models import AuditEntry
from referrals.models import AssessmentAppointment
from referrals.tests.api.assessing import HAPPENED, WENT_WELL, acts, booking, post, put, shown
from referrals.tests.api.conftest import caller
from referrals.tests.factories import ContractFactory, a_caseworker, an_api_client


# --- scope ------------------------------------------------------------------------------------------------
def every_route(referral):
    assessment = f"/api/v1/supplier-assessment/{referral.supplier_assessment.uuid}/schedule-appointment"
    return [
        ("get", shown(referral), None),
        ("post", acts(referral), booking()),
        ("put", acts(referral, f"/{uuid.uuid4()}"), booking()),
        ("put", acts(referral, "/record-attendance"), HAPPENED),
        ("put", acts(referral, "/record-session-feedback"), WENT_WELL),
        ("post", acts(referral, "/submit-feedback"), None),
        ("put", assessment, booking()),
    ]


def test_every_route_is_closed_to_a_stranger_and_to_another_contract_of_the_prime(
    stranger_api, contract, assigned
):
    colleague = caller(an_api_client(ContractFactory(prime=contract.prime), name="Colleague"))

    for api in (stranger_api, colleague):
        for method, address, body in every_route(assigned):
            answer = getattr(api, method)(address, body, format="json")
            assert (method, address, answer.status_code) == (method, address, 404)
    assert AuditEntry.objects.filter(outcome="refused", crn=assigned.person.crn).count() == 14


def test_every_route_is_closed_to_an_excluded_caseworker(contract, assigned):
    user = a_caseworker(contract)
    LimitedAccessFactory(person=assigned.person, user=user)
    api = caller(an_api_client(contract, may_act_for_users=True), username=user.username)

    for method, address, body in every_route(assigned):
        assert getattr(api, method)(address, body, format="json").status_code == 404


def test_the_reader_of_all_reads_the_assessment_and_changes_none(read_all_api, assigned):
    answers = [
        getattr(read_all_api, method)(address, body, format="json").status_code
        for method, address, body in every_route(assigned)
    ]

    assert answers == [200] + [403] * 6


# --- idempotency keys and concurrent changes --------------------------------------------------------------
def test_the_same_key_books_once_and_answers_the_same(supplier_api, assigned):
    one = post(supplier_api, acts(assigned), booking(), HTTP_IDEMPOTENCY_KEY="k1")
    two = post(supplier_api, acts(assigned), booking(), HTTP_IDEMPOTENCY_KEY="k1")

    assert (one.status_code, two.status_code) == (201, 201)
    assert one.content == two.content
    assert (one["ETag"], one["Location"]) == (two["ETag"], two["Location"])
    assert AssessmentAppointment.objects.count() == 1


def test_the_same_key_with_another_body_is_refused(supplier_api, assigned):
    post(supplier_api, acts(assigned), booking(), HTTP_IDEMPOTENCY_KEY="k1")

    other = post(supplier_api, acts(assigned), booking(4), HTTP_IDEMPOTENCY_KEY="k1")

    assert (other.status_code, other.json()["errorCode"]) == (422, "KEY_REUSED")
    assert other.json()["validationErrors"] == [{"field": "Idempotency-Key", "error": "KEY_REUSED"}]
    assert "form" not in other.json()["message"]
    assert AssessmentAppointment.objects.count() == 1


@pytest.mark.parametrize("key", ["two words", "k" * 101, "caf\u00e9", "a/b"])
def test_a_key_of_other_characters_is_refused(supplier_api, assigned, key):
    answer = post(supplier_api, acts(assigned), booking(), HTTP_IDEMPOTENCY_KEY=key)

    assert answer.status_code == 400
    assert answer.json()["validationErrors"] == [{"field": "Idempotency-Key", "error": "INVALID_FORMAT"}]
    assert not AssessmentAppointment.objects.exists()


def test_a_refused_act_leaves_its_key_free(supplier_api, assigned):
    refused = post(supplier_api, acts(assigned), booking(400), HTTP_IDEMPOTENCY_KEY="k1")

    assert refused.status_code == 400
    assert post(supplier_api, acts(assigned), booking(), HTTP_IDEMPOTENCY_KEY="k1").status_code == 201


def test_two_clients_may_use_the_same_key(contract, supplier_api, assigned):
    other = caller(an_api_client(contract, name="Second system"))
    worker = a_caseworker(contract)
    body = {"assignedTo": {"username": worker.username}}
    address = f"/api/v1/sent-referral/{assigned.uuid}/assign"

    one = post(supplier_api, address, body, HTTP_IDEMPOTENCY_KEY="k1")
    two = post(other, address, body, HTTP_IDEMPOTENCY_KEY="k1")

    assert (one.status_code, two.status_code) == (200, 409)


def test_if_match_is_obeyed_where_it_is_sent(supplier_api, assigned):
    before = supplier_api.get(shown(assigned))["ETag"]

    booked = post(supplier_api, acts(assigned), booking(), HTTP_IF_MATCH=before)
    first = acts(assigned, f"/{booked.json()['id']}")
    move = booking(4, rescheduleRequestedBy="PERSON", rescheduledReason="Work")
    stale = put(supplier_api, first, move, HTTP_IF_MATCH=before)
    fresh = put(supplier_api, first, move, HTTP_IF_MATCH=booked["ETag"])

    assert booked.status_code == 201
    assert (stale.status_code, stale.json()["errorCode"]) == (412, "STALE_VERSION")
    assert fresh.status_code == 200
    assert supplier_api.get(shown(assigned))["ETag"] == fresh["ETag"]


def test_a_client_registered_for_it_must_send_if_match(contract, assigned):
    api = caller(an_api_client(contract, requires_if_match=True))

    without = post(api, acts(assigned), booking())
    any_version = post(api, acts(assigned), booking(), HTTP_IF_MATCH="*")

    assert (without.status_code, without.json()["errorCode"]) == (428, "PRECONDITION_REQUIRED")
    assert any_version.status_code == 201


def test_what_has_not_changed_is_not_sent_again(supplier_api, assigned):
    first = supplier_api.get(shown(assigned))

    for known in (first["ETag"], f"W/{first['ETag']}", f'"other", W/{first["ETag"]}', "*"):
        again = supplier_api.get(shown(assigned), HTTP_IF_NONE_MATCH=known)

        assert (again.status_code, again.content) == (304, b""), known
        assert again["ETag"] == first["ETag"]
    assert supplier_api.get(shown(assigned), HTTP_IF_NONE_MATCH='W/"other"').status_code == 200
