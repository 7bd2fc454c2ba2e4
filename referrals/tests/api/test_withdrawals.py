"""A practitioner's client withdraws a referral, and the supplier's client reads that it ended, and why."""

import pytest

from core import clock
from referrals.rules.statuses import Delivery
from referrals.services.withdrawals import withdraw_referral
from referrals.tests.api.conftest import caller
from referrals.tests.factories import a_practitioner, an_api_client

pytestmark = pytest.mark.django_db
BODY = {"code": "MOV", "comments": "Moved to Leeds.", "withdrawalState": "POST_ICA_WITHDRAWAL"}


def address(sent, act=""):
    return f"/api/v1/sent-referral/{sent.uuid}{act}"


def for_user(user):
    return caller(an_api_client(role="ROLE_PROBATION", may_act_for_users=True), username=user.username)


def test_the_ended_fields_are_those_of_the_published_service(sent):
    api = for_user(a_practitioner())

    document = api.post(address(sent, "/withdraw-referral"), BODY, format="json").json()

    assert document["endRequestedReason"] == "The person has moved out of the area"
    assert document["endRequestedComments"] == document["withdrawalComments"] == "Moved to Leeds."
    assert document["endRequestedAt"] == document["concludedAt"]
    assert document["withdrawalState"] == "PRE_ICA_WITHDRAWAL"
    assert document["withdrawalCode"] == "MOV"
    assert document["endOfServiceReportCreationRequired"] is False
    assert api.get(address(sent)).json() == document


@pytest.mark.parametrize("code", ["mov", " MOV ", "(Mov)", "MOV\u200b"])
def test_the_code_of_a_reason_is_read_as_on_a_screen(sent, code):
    api = for_user(a_practitioner())

    answer = api.post(address(sent, "/withdraw-referral"), BODY | {"code": code}, format="json")

    assert (answer.status_code, answer.json()["withdrawalCode"]) == (200, "MOV")


@pytest.mark.parametrize(
    ("reason", "state"), [("MOV", "POST_ICA_WITHDRAWAL"), ("EAR", "POST_ICA_CLOSE_REFERRAL_EARLY")]
)
def test_one_that_ends_after_sessions_is_named_by_its_reason(assigned, reason, state):
    withdraw_referral(
        assigned.pk,
        reason=reason,
        comments="Done.",
        delivery=Delivery(planned=3, delivered=1),
        by=assigned.sent_by,
        at=clock.now(),
    )

    document = for_user(a_practitioner()).get(address(assigned)).json()

    assert document["withdrawalState"] == state


def test_the_supplier_finds_it_among_the_cancelled(sent, supplier_api):
    withdraw_referral(sent.pk, reason="MOV", comments="Moved.", by=sent.sent_by, at=clock.now())

    def ids(**query):
        found = supplier_api.get("/api/v1/sent-referrals/summaries", query).json()
        return [row["id"] for row in found["content"] if row.get("concludedAt")]

    assert ids(cancelled="true") == [str(sent.uuid)]
    assert ids(completed="true") == []
    assert ids(cancelled="false") == []


@pytest.mark.parametrize(
    ("body", "field"),
    [({**BODY, "code": "XXX"}, "code"), ({**BODY, "comments": ""}, "comments"), ({}, "code")],
)
def test_what_is_wrong_is_said_beside_its_field(sent, body, field):
    answer = for_user(a_practitioner()).post(address(sent, "/withdraw-referral"), body, format="json")

    assert answer.status_code == 400
    assert field in {error["field"] for error in answer.json()["validationErrors"]}


def test_twice_is_a_conflict_and_a_repeat_is_not(sent):
    api = for_user(a_practitioner())
    for _ in range(2):
        again = api.post(address(sent, "/withdraw-referral"), BODY, format="json", HTTP_IDEMPOTENCY_KEY="w1")
        assert again.status_code == 200

    answer = api.post(address(sent, "/withdraw-referral"), BODY, format="json")

    assert (answer.status_code, answer.json()["errorCode"]) == (409, "REFERRAL_CONCLUDED")


def test_a_supplier_withdraws_nothing(sent, supplier_api):
    answer = supplier_api.post(address(sent, "/withdraw-referral"), BODY, format="json")

    assert answer.status_code == 403
    sent.refresh_from_db()
    assert sent.state == "SENT"
