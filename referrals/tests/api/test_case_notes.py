"""Case notes and the shared risk texts in the API."""

import json
import uuid

import pytest

from cases.models import Contact
from cases.tests.factories import LimitedAccessFactory
from core.models import AuditEntry
from core.tests.factories import UserFactory
from referrals.models import CaseNote
from referrals.tests.api.conftest import caller
from referrals.tests.factories import a_caseworker, a_practitioner, an_api_client

ADD = "/api/v1/case-note"


def note(referral, **more):
    return {"referralId": str(referral.uuid), "subject": "New address", "body": "Moves on Monday.", **more}


def add(api, referral, **more):
    return api.post(ADD, json.dumps(note(referral, **more)), content_type="application/json")


def test_a_note_is_added_and_shows_in_the_contact_log(supplier_api, sent):
    answer = add(supplier_api, sent, sendEmail=True)

    document = answer.json()
    assert answer.status_code == 200
    assert (document["referralId"], document["subject"]) == (str(sent.uuid), "New address")
    assert document["sentBy"]["authSource"] == "auth"
    assert supplier_api.get(f"{ADD}/{document['id']}").json() == document
    assert Contact.objects.filter(person=sent.person, description="New address").exists()
    assert CaseNote.objects.get().email_practitioner is True


def test_a_note_that_says_nothing_of_mail_sends_none(supplier_api, sent):
    answer = add(supplier_api, sent)

    assert answer.status_code == 200
    assert CaseNote.objects.get().email_practitioner is False


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"subject": ""}, "subject", "CANNOT_BE_EMPTY"),
        ({"body": "   "}, "body", "CANNOT_BE_EMPTY"),
        ({"subject": "x" * 201}, "subject", "INVALID_LENGTH"),
        ({"referralId": "no"}, "referralId", "INVALID_FORMAT"),
        ({"body": "a\x00b"}, "body", "INVALID_FORMAT"),
        ({"body": "a\ud800b"}, "body", "INVALID_FORMAT"),
        ({"subject": "a\ud800b"}, "subject", "INVALID_FORMAT"),
        ({"subject": 5}, "subject", "INVALID_FORMAT"),
        ({"subject": "New\naddress"}, "subject", "INVALID_FORMAT"),
        ({"subject": "\u202e\u200b"}, "subject", "CANNOT_BE_EMPTY"),
        ({"subject": "\u200b"}, "subject", "CANNOT_BE_EMPTY"),
        ({"sendEmail": "yes"}, "sendEmail", "INVALID_FORMAT"),
        ({"referralId": 5}, "referralId", "INVALID_FORMAT"),
    ],
)
def test_a_note_that_breaks_a_rule_is_refused(supplier_api, sent, more, field, code):
    answer = add(supplier_api, sent, **more)

    assert answer.status_code == 400
    assert answer.json()["validationErrors"] == [{"field": field, "error": code}]


def test_notes_come_newest_first_ten_a_page(supplier_api, sent):
    for n in range(11):
        add(supplier_api, sent, subject=f"Note {n}")

    page = supplier_api.get(f"/api/v1/sent-referral/{sent.uuid}/case-notes").json()

    assert [row["subject"] for row in page["content"]][:2] == ["Note 10", "Note 9"]
    assert (page["size"], page["totalElements"], page["totalPages"]) == (10, 11, 2)
    assert "page=2" in page["links"]["next"]


def test_notes_may_come_oldest_first(supplier_api, sent):
    for n in range(2):
        add(supplier_api, sent, subject=f"Note {n}")

    def subjects(sort):
        page = supplier_api.get(f"/api/v1/sent-referral/{sent.uuid}/case-notes", {"sort": sort})
        return [row["subject"] for row in page.json()["content"]]

    assert subjects("sentAt,ASC") == ["Note 0", "Note 1"]
    assert subjects("sentat,DESC") == ["Note 1", "Note 0"]


def test_a_body_keeps_its_lines_and_its_emoji(supplier_api, sent):
    body = "Two lines:\nfirst \U0001f469\u200d\U0001f467\nsecond"

    assert add(supplier_api, sent, body=body).json()["body"] == body


def test_a_text_is_tidied_as_on_a_screen(supplier_api, sent):
    document = add(
        supplier_api,
        sent,
        subject="  New\u00a0 address\u200b ",
        body="\r\nMoves\tto\u2003Leeds \r\n\r\non Monday\n",
    ).json()

    assert (document["subject"], document["body"]) == ("New address", "Moves to Leeds \n\non Monday")


def test_what_turns_the_direction_of_writing_is_left_out(supplier_api, sent):
    document = add(
        supplier_api, sent, subject="New \u202eaddress", body="Ring \u202a07700 900982\u202c"
    ).json()

    assert (document["subject"], document["body"]) == ("New address", "Ring 07700 900982")


def test_a_stranger_finds_no_note_and_adds_none(supplier_api, stranger_api, sent):
    address = f"{ADD}/{add(supplier_api, sent).json()['id']}"

    assert stranger_api.get(address).status_code == 404
    assert stranger_api.get(f"/api/v1/sent-referral/{sent.uuid}/case-notes").status_code == 404
    assert add(stranger_api, sent).status_code == 404
    assert stranger_api.get(f"{ADD}/{uuid.uuid4()}").status_code == 404
    assert CaseNote.objects.count() == 1
    assert AuditEntry.objects.filter(outcome="refused", crn=sent.person.crn).count() == 3


def test_a_note_by_its_own_id_is_closed_to_the_excluded_and_to_the_reader_of_all(
    supplier_api, read_all_api, contract, sent
):
    address = f"{ADD}/{add(supplier_api, sent).json()['id']}"
    user = a_caseworker(contract)
    LimitedAccessFactory(person=sent.person, user=user)
    excluded = caller(an_api_client(contract, may_act_for_users=True), username=user.username)

    assert excluded.get(address).status_code == 404
    assert read_all_api.get(address).status_code == 403


def test_a_practitioner_acted_for_writes_as_themselves(sent):
    user = a_practitioner()
    api = caller(an_api_client(role="ROLE_PROBATION", may_act_for_users=True), username=user.username)

    document = add(api, sent).json()

    assert document["sentBy"] == {"username": user.username, "authSource": "delius", "userId": str(user.uuid)}


def test_a_user_without_the_role_writes_nothing(contract, sent):
    user = UserFactory(supplier=contract.prime)
    a_role_less = caller(an_api_client(contract, may_act_for_users=True), username=user.username)

    assert add(a_role_less, sent).status_code == 403
    assert not CaseNote.objects.exists()


def test_a_note_is_not_doubled_by_a_repeat(supplier_api, sent):
    for _ in range(2):
        answer = supplier_api.post(ADD, note(sent), format="json", HTTP_IDEMPOTENCY_KEY="n1")
        assert answer.status_code == 200

    assert CaseNote.objects.count() == 1


# --- what was shared about risk ---------------------------------------------------------------------------
def test_the_shared_risk_text_is_read_by_the_id_the_referral_names(supplier_api, sent):
    named = supplier_api.get(f"/api/v1/sent-referral/{sent.uuid}").json()["supplementaryRiskId"]

    document = supplier_api.get(f"/api/v1/risks/supplementary/{named}").json()

    assert document["sourceId"] == str(sent.uuid)
    assert document["redactedRisk"]["riskWho"] == "Former partner"
    assert document["riskSummaryComments"] == "None"
    assert AuditEntry.objects.filter(act="api-supplementary-risk", crn=sent.person.crn).exists()


def test_the_shared_risk_text_is_closed_to_strangers(stranger_api, read_all_api, sent):
    address = f"/api/v1/risks/supplementary/{sent.shared_risk.get().uuid}"

    assert stranger_api.get(address).status_code == 404
    assert read_all_api.get(address).status_code == 403
