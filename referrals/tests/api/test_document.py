"""The OpenAPI document is complete and valid, and the routes answer as it says."""

import os
from datetime import date, timedelta

import pytest
import schemathesis
from django.conf import settings
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounds
from schemathesis import checks
from schemathesis.specs.openapi import checks as conformance

from core import clock
from referrals.api import well_known
from referrals.models import AssessmentAppointment
from referrals.services.assessment_feedback import give_feedback
from referrals.services.assignment import assign_referral
from referrals.tests.api.conftest import ask_for_token, caller
from referrals.tests.factories import a_caseworker, a_sent_referral, an_api_client
from referrals.tests.services.assessing import MISSED

ROUTES = {
    ("get", "/api/v1/sent-referrals/summaries"),
    ("get", "/api/v1/sent-referral/{id}"),
    ("post", "/api/v1/sent-referral/{id}/assign"),
    ("get", "/api/v1/sent-referral/{id}/supplier-assessment"),
    ("get", "/api/v1/sent-referral/{id}/case-notes"),
    ("post", "/api/v1/referral/{id}/supplier-assessment"),
    ("post", "/api/v1/sent-referral/{id}/withdraw-referral"),
    ("put", "/api/v1/referral/{id}/supplier-assessment/{appointment_id}"),
    ("put", "/api/v1/referral/{id}/supplier-assessment/record-attendance"),
    ("put", "/api/v1/referral/{id}/supplier-assessment/record-session-feedback"),
    ("post", "/api/v1/referral/{id}/supplier-assessment/submit-feedback"),
    ("put", "/api/v1/supplier-assessment/{id}/schedule-appointment"),
    ("post", "/api/v1/case-note"),
    ("get", "/api/v1/case-note/{id}"),
    ("get", "/api/v1/risks/supplementary/{id}"),
    ("get", "/api/v1/interventions"),
    ("get", "/api/v1/my-interventions"),
    ("get", "/api/v1/intervention/{id}"),
    ("get", "/api/v1/pcc-regions"),
    ("get", "/api/v1/service-category/{id}"),
    ("get", "/api/v1/service-category/{id}/contract-reference/{reference}"),
    ("get", "/api/v1/referral-withdrawal-reasons"),
    ("get", "/api/v1/referral-cancellation-reasons"),
}


@pytest.fixture
def document(client):
    return client.get("/v3/api-docs").json()


def operations(document):
    return {
        (method, path): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_the_document_is_valid_and_nothing_in_it_was_guessed(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "document.yml"))


def test_every_published_route_is_documented(document):
    assert set(operations(document)) == ROUTES
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": settings.SERVICE_URL}]
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_every_operation_says_who_may_call_it_and_how_it_refuses(document):
    found = operations(document)

    assert len(found) > 20
    for (method, path), operation in found.items():
        assert "Roles:\n- `ROLE_" in operation["description"], path
        assert {"401", "403", "406", "429", "503"} <= set(operation["responses"]), path
        if "{" in path:
            assert "404" in operation["responses"], path
        if method in {"post", "put"}:
            assert {"400", "409", "411", "412", "415", "422", "428"} <= set(operation["responses"]), path
            assert "Idempotency-Key" in {parameter["name"] for parameter in operation["parameters"]}, path
        for status, answer in operation["responses"].items():
            if status >= "400":
                assert set(answer["content"]) == {"application/json", "application/problem+json"}, path
                for kind, content in answer["content"].items():
                    [example] = content["examples"].values()
                    assert example["value"]["status"] == int(status), (path, kind)


def test_an_answer_has_an_example(document):
    added = operations(document)["post", "/api/v1/case-note"]["responses"]["200"]["content"]

    [example] = added["application/json"]["examples"].values()
    assert example["value"]["subject"] == "New address"


def test_the_document_says_of_every_answer_what_it_is(document):
    for (method, path), operation in operations(document).items():
        for status, answer in operation["responses"].items():
            assert answer["description"], (method, path, status)


def test_every_key_of_an_answer_is_required_and_may_be_null_where_it_can_be_empty(document):
    referral = document["components"]["schemas"]["SentReferralOut"]

    assert set(referral["required"]) == set(referral["properties"])
    assert "null" in referral["properties"]["concludedAt"]["type"]
    assert {"type": "null"} in referral["properties"]["assignedTo"]["oneOf"]
    assert {"$ref": "#/components/schemas/NullEnum"} in referral["properties"]["withdrawalState"]["oneOf"]


def test_what_is_deprecated_says_so_in_its_answers(document):
    found = operations(document)

    assert any(operation.get("deprecated") for operation in found.values())
    for (method, path), operation in found.items():
        for status, answer in operation["responses"].items():
            has_header = "Deprecation" in answer.get("headers", {})
            assert has_header == bool(operation.get("deprecated") and status != "304"), (method, path, status)


def test_the_document_tells_readers_of_the_code_nothing(document):
    text = str(document)

    assert "ROLE_CRS_PROVIDER" in text
    assert "A route." not in text
    assert "probation_permission" not in text


# --- what the routes answer to whatever the document allows -----------------------------------------------
#: number of requests of each kind; `make api` sends many more
EXAMPLES = int(os.environ.get("EXAMPLES", "10"))
BOUNDED = bounds(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CHECKED = [
    checks.not_a_server_error,
    conformance.status_code_conformance,
    conformance.content_type_conformance,
    conformance.response_headers_conformance,
    conformance.response_schema_conformance,
]


def example(document, method, path):
    body = operations(document)[method, f"/api/v1{path}"]["requestBody"]["content"]["application/json"]
    return body["examples"]["Example"]["value"]


def it_has_taken_place(referral):
    """Moves the booked appointment an hour into the past, so that it may have feedback."""
    at = clock.now() - timedelta(hours=1)
    AssessmentAppointment.objects.filter(assessment__referral=referral).update(starts_at=at)


def test_every_example_of_a_body_is_taken_when_it_is_sent(document, supplier_api, contract):
    sent, worker = a_sent_referral(contract=contract), a_caseworker(contract, username="supplier.caseworker")
    supplier = f"/api/v1/referral/{sent.uuid}/supplier-assessment"
    kept = "/referral/{id}/supplier-assessment"

    def send(method, path, at, api=supplier_api, **more):
        sends = getattr(api, method)
        answer = sends(at, example(document, method, path) | more, format="json")
        assert answer.status_code in (200, 201), (path, answer.json())
        return answer.json()

    send("post", "/sent-referral/{id}/assign", f"/api/v1/sent-referral/{sent.uuid}/assign")
    booked = send("post", kept, supplier)
    send("put", f"{kept}/{{appointment_id}}", f"{supplier}/{booked['id']}")
    it_has_taken_place(sent)
    send("put", f"{kept}/record-attendance", f"{supplier}/record-attendance")
    send("put", f"{kept}/record-session-feedback", f"{supplier}/record-session-feedback")
    send("post", "/case-note", "/api/v1/case-note", referralId=str(sent.uuid))
    other = a_sent_referral(contract=contract)
    assign_referral(other.pk, caseworker_id=worker.pk, by=worker, at=clock.now())
    send("post", kept, f"/api/v1/referral/{other.uuid}/supplier-assessment")
    it_has_taken_place(other)
    give_feedback(other.pk, MISSED, by=worker, at=clock.now())
    again = f"/api/v1/supplier-assessment/{other.supplier_assessment.uuid}/schedule-appointment"
    send("put", "/supplier-assessment/{id}/schedule-appointment", again)
    probation = an_api_client(role="ROLE_PROBATION", name="Case system", may_act_for_users=True)
    practitioner = caller(probation, username=sent.sent_by.username)
    withdraw = "/sent-referral/{id}/withdraw-referral"
    send("post", withdraw, f"/api/v1/sent-referral/{sent.uuid}/withdraw-referral", api=practitioner)
    tried = [path for path, operation in operations(document).items() if "requestBody" in operation]
    assert len(tried) == 8


def test_the_examples_name_a_day_to_come_however_long_the_process_lives(client, frozen_day):
    path = "/referral/{id}/supplier-assessment"
    client.get("/v3/api-docs")
    frozen_day.move_to(date(2026, 3, 20))

    later = example(client.get("/v3/api-docs").json(), "post", path)

    assert later["appointmentTime"] == "2026-03-27T10:15:00Z"


@pytest.fixture
def world(transactional_db, live_server):
    """A referral with a caseworker, and the address of the server."""
    referral = a_sent_referral()
    worker = a_caseworker(referral.contract)
    assign_referral(referral.pk, caseworker_id=worker.pk, by=worker, at=clock.now())
    well_known.ApiDocument.known = None
    return referral, live_server.url


def tokens(referral):
    """Tokens of the supplier's system, and of a case system that acts for the referral's practitioner."""
    many = {"requests_per_minute": 100_000}
    supplier = ask_for_token(an_api_client(referral.contract, **many))
    probation = an_api_client(role="ROLE_PROBATION", name="Case system", may_act_for_users=True, **many)
    practitioner = ask_for_token(probation, username=referral.sent_by.username)
    return {"supplier": supplier.json()["access_token"], "practitioner": practitioner.json()["access_token"]}


def known_ids(referral, path):
    """Ids of records that exist, so that not every answer is a 404."""
    if "intervention/" in path:
        return {"id": str(referral.contract.uuid)}
    if "service-category" in path:
        category = referral.contract.type.categories.first()
        return {"id": str(category.uuid), "reference": referral.contract.reference}
    if "risks/" in path:
        return {"id": str(referral.shared_risk.get().uuid)}
    if "/supplier-assessment/{id}" in path:
        return {"id": str(referral.supplier_assessment.uuid)}
    return {"id": str(referral.uuid)}


def hold(operation, ids, *, headers):
    """Asserts that any request the document allows to a route gets an answer the document names."""

    @BOUNDED
    @given(case=operation.as_strategy())
    def holds(case):
        case.path_parameters = {**(case.path_parameters or {}), **ids}
        case.call_and_validate(headers=headers, checks=CHECKED)

    holds()


@pytest.mark.parametrize("caller", ["supplier", "practitioner"])
def test_no_request_breaks_the_service_or_gets_an_undocumented_answer(world, caller):
    referral, url = world
    schema = schemathesis.openapi.from_url(f"{url}/v3/api-docs")
    schema.config.update(base_url=url)
    headers = {"Authorization": f"Bearer {tokens(referral)[caller]}"}
    tried = [found.ok() for found in schema.get_all_operations()]

    for operation in tried:
        has_ids = "{" in operation.path
        if has_ids:
            hold(operation, known_ids(referral, operation.path), headers=headers)
        if caller == "supplier" or not has_ids:  # an unknown id is answered in the same way to everybody
            hold(operation, {}, headers=headers)

    assert len(tried) == len(ROUTES)
