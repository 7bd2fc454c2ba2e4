"""The list of sent referrals, one of them, and assigning: what is in sight, in the published names."""

import uuid
from datetime import timedelta

import pytest

from cases.tests.factories import LimitedAccessFactory
from core import clock
from core.models import AuditEntry
from core.tests.factories import SupplierFactory, UserFactory
from referrals.models import Referral
from referrals.services.assignment import assign_referral
from referrals.tests.api.conftest import caller
from referrals.tests.factories import (
    ContractFactory,
    a_caseworker,
    a_complete_draft,
    a_sent_referral,
    an_api_client,
)

LIST = "/api/v1/sent-referrals/summaries"


def one(referral, rest=""):
    return f"/api/v1/sent-referral/{referral.uuid}{rest}"


# --- the list ---------------------------------------------------------------------------------------------
def test_a_supplier_lists_what_was_sent_on_its_contracts(supplier_api, sent):
    page = supplier_api.get(LIST).json()

    row = page["content"][0]
    assert page["totalElements"] == page["totalPages"] == page["numberOfElements"] == 1
    assert (page["number"], page["size"], page["first"], page["last"]) == (0, 50, True, True)
    assert row["id"] == str(sent.uuid)
    assert row["referenceNumber"] == sent.reference
    assert row["serviceUser"]["crn"] == sent.person.crn
    assert row["serviceProvider"] == {"id": sent.contract.prime.code, "name": sent.contract.prime.name}
    assert row["interventionTitle"] == sent.contract.title
    assert row["sentBy"]["authSource"] == "delius"
    assert (row["assignedTo"], row["concludedAt"]) == (None, None)
    assert row["supplementaryRiskId"] == str(sent.shared_risk.get().uuid)


def test_another_suppliers_referrals_drafts_practice_and_removed_people_are_nowhere(supplier_api, sent):
    a_sent_referral()
    a_complete_draft(contract=sent.contract)
    practice = a_sent_referral(contract=sent.contract)
    practice.person.practice_learner = UserFactory(practitioner=True)
    practice.person.save()
    removed = a_sent_referral(contract=sent.contract)
    removed.person.removed_at = clock.now()
    removed.person.removed_by = UserFactory()
    removed.person.removed_because = "Made by mistake"
    removed.person.save()

    page = supplier_api.get(LIST).json()

    assert [row["id"] for row in page["content"]] == [str(sent.uuid)]
    assert page["totalElements"] == 1
    for hidden in (practice, removed):
        assert supplier_api.get(one(hidden)).status_code == 404


def test_a_subcontractor_sees_the_contract_it_works_on_and_no_other_of_the_prime(contract, sent):
    sub = SupplierFactory()
    contract.subcontractors.add(sub)
    other = a_sent_referral(contract=ContractFactory(prime=contract.prime))
    api = caller(an_api_client(contract, supplier=sub))

    assert [row["id"] for row in api.get(LIST).json()["content"]] == [str(sent.uuid)]
    assert api.get(one(sent)).status_code == 200
    assert api.get(one(other)).status_code == 404


def test_two_systems_of_one_supplier_see_their_own_contracts(contract, sent):
    api = caller(an_api_client(ContractFactory(prime=contract.prime)))

    assert api.get(LIST).json()["totalElements"] == 0
    assert api.get(one(sent)).status_code == 404


def test_pages_are_asked_for_from_1_and_numbered_from_0(supplier_api, contract):
    made = [a_sent_referral(contract=contract, at=clock.now() - timedelta(hours=n)) for n in range(3)]

    page = supplier_api.get(LIST, {"page": 2, "size": 2}).json()
    zero = supplier_api.get(LIST, {"page": 0, "size": 2}).json()

    assert [row["id"] for row in page["content"]] == [str(made[2].uuid)]
    assert (page["number"], page["totalPages"], page["last"], page["first"]) == (1, 2, True, False)
    assert "page=1" in page["links"]["prev"]
    assert page["links"]["next"] is None
    assert zero["number"] == 0
    assert [row["id"] for row in supplier_api.get(zero["links"]["next"]).json()["content"]] == [
        str(made[2].uuid)
    ]
    assert supplier_api.get(LIST, {"page": 9}).json()["empty"] is True
    assert supplier_api.get(LIST, {"size": 5000}).json()["size"] == 500
    assert supplier_api.get(LIST + "?page=&size=&sort=&assignedTo=").json()["size"] == 50


@pytest.mark.parametrize(
    "query",
    [
        {"page": "x"},
        {"size": 0},
        {"page": -1},
        {"sort": "secret,DESC"},
        {"sort": "sentat,SIDEWAYS"},
        {"sort": "sentat\x00"},
        {"search": "a\x00b"},
        {"assignedTo": "sam.carter"},
        {"unassigned": "maybe"},
    ],
)
def test_a_query_that_makes_no_sense_is_refused_with_its_field(supplier_api, query):
    answer = supplier_api.get(LIST, query)

    assert answer.status_code == 400
    assert answer.json()["validationErrors"][0]["field"].startswith(next(iter(query)))


def test_the_list_is_narrowed_and_sorted(supplier_api, contract):
    mine, free = a_sent_referral(contract=contract), a_sent_referral(contract=contract)
    worker = a_caseworker(contract)
    assign_referral(mine.pk, caseworker_id=worker.pk, by=worker, at=clock.now())
    done = a_sent_referral(contract=contract)
    Referral.objects.filter(pk=done.pk).update(
        state="CONCLUDED", concluded_at=clock.now(), end_state="CANCELLED"
    )

    def ids(**query):
        return {row["id"] for row in supplier_api.get(LIST, query).json()["content"]}

    assert ids(assignedTo=worker.uuid) == {str(mine.uuid)}
    assert ids(assignedTo=str(worker.uuid).upper()) == {str(mine.uuid)}
    assert ids(assignedTo=uuid.uuid4()) == set()
    assert ids(unassigned="true", cancelled="false") == {str(free.uuid)}
    assert ids(cancelled="true") == {str(done.uuid)}
    assert ids(completed="true") == set()
    assert ids(search=free.reference.lower()) == {str(free.uuid)}
    assert ids(search=mine.person.crn) == {str(mine.uuid)}
    assert ids(search=f"{mine.person.first_name} {mine.person.surname}") >= {str(mine.uuid)}
    assert ids(search="zzzz nobody") == set()
    up = [
        row["referenceNumber"]
        for row in supplier_api.get(LIST + "?sort=referencenumber,ASC").json()["content"]
    ]
    assert up == sorted(up)
    both = supplier_api.get(LIST + "?sort=assignedtousername,DESC&sort=sentat,ASC").json()["content"]
    assert both[0]["id"] == str(mine.uuid)


def test_caseworkers_are_sorted_by_name_whatever_its_capitals(supplier_api, contract):
    for username in ("C.lee", "b.lee", "A.Lee"):
        worker = a_caseworker(contract, username=username)
        mine = a_sent_referral(contract=contract).pk
        assign_referral(mine, caseworker_id=worker.pk, by=worker, at=clock.now())
    found = supplier_api.get(LIST + "?sort=assignedtousername").json()
    assert [row["assignedTo"]["username"] for row in found["content"]] == ["A.Lee", "b.lee", "C.lee"]


@pytest.mark.parametrize(
    "name",
    [
        "sentat",
        "sentAt",
        "referencenumber",
        "serviceuserlastname",
        "interventiontitle",
        "serviceprovidername",
        "assignedtousername",
        "expectedreleasedate",
        "concludedat",
        "serviceUserData.lastName",
        "intervention.title",
        "intervention.dynamicFrameworkContract.primeProvider.name",
        "assignments.assignedTo.userName",
        "referralLocation.expectedReleaseDate",
    ],
)
def test_every_name_to_sort_by_of_the_published_service_is_known(supplier_api, contract, name):
    made = {str(a_sent_referral(contract=contract).uuid) for _ in range(2)}

    for direction in ("ASC", "DESC", "asc"):
        answer = supplier_api.get(LIST, {"sort": [f"{name},{direction}", "sentat,DESC"]})

        assert answer.status_code == 200
        assert {row["id"] for row in answer.json()["content"]} == made


def test_the_list_costs_the_same_however_long_it_is(supplier_api, contract, django_assert_max_num_queries):
    for _ in range(3):
        a_sent_referral(contract=contract)

    with django_assert_max_num_queries(16):
        assert supplier_api.get(LIST).json()["totalElements"] == 3


def test_listing_is_audited_with_what_was_asked_and_whose_rows_were_given(supplier_api, sent):
    supplier_api.get(LIST, {"search": sent.person.surname})

    row = AuditEntry.objects.get(act="api-sent-referrals-listed")
    assert row.by_id == supplier_api.registered.account_id
    assert row.details["criteria"]["search"] == sent.person.surname
    assert row.crns == [sent.person.crn]


# --- one --------------------------------------------------------------------------------------------------
def test_one_referral_names_everything_that_was_asked_for(supplier_api, sent):
    answer = supplier_api.get(one(sent))
    document = answer.json()
    need = sent.needs.get()

    assert answer.status_code == 200
    assert document["referenceNumber"] == sent.reference
    assert document["serviceUserCRN"] == sent.person.crn
    assert document["interventionId"] == str(sent.contract.uuid)
    assert document["supplementaryRiskId"] == str(sent.shared_risk.get().uuid)
    assert document["endOfServiceReportCreationRequired"] is False
    draft = document["referral"]
    assert draft["serviceUser"]["firstName"] == sent.person.first_name
    assert draft["serviceCategoryIds"] == [str(need.category.uuid)]
    assert draft["complexityLevels"] == [
        {"serviceCategoryId": str(need.category.uuid), "complexityLevelId": str(need.complexity.uuid)}
    ]
    assert draft["desiredOutcomes"][0]["desiredOutcomesIds"] == [str(row.uuid) for row in need.outcomes.all()]
    assert draft["maximumEnforceableDays"] == 10
    assert draft["completionDeadline"] == sent.deadline_on.isoformat()
    assert draft["contractTypeName"] == "Accommodation"
    assert AuditEntry.objects.filter(act="api-sent-referral", crn=sent.person.crn, outcome="viewed").exists()


def test_registers_scores_and_risk_levels_are_in_no_answer(supplier_api, sent):
    sent.person.tier_code, sent.person.rosh_level = "B2", "VERY_HIGH"
    sent.person.save()

    answers = [supplier_api.get(one(sent)), supplier_api.get(LIST)]

    text = "".join(answer.content.decode() for answer in answers)
    assert [answer.status_code for answer in answers] == [200, 200]
    assert text.count(sent.reference) == 2
    for word in ("rosh", "VERY_HIGH", "tier", "registration", "ogrs", "additionalRisk", 'B2"'):
        assert word not in text


#: keys that clients of the published service compare with null, in a referral that was only sent
NULL = (
    "assignedTo",
    "endRequestedAt",
    "endRequestedReason",
    "endRequestedComments",
    "withdrawalState",
    "withdrawalCode",
    "withdrawalComments",
    "concludedAt",
    "actionPlanId",
    "currentActionPlanId",
    "endOfServiceReport",
)
NULL_INSIDE = (
    "interpreterLanguage",
    "whenUnavailable",
    "expectedReleaseDate",
    "expectedProbationOfficeUnKnownReason",
    "alreadyKnowPrisonName",
    "ppProbationOffice",
    "ndeliusTeamPhoneNumber",
    "roleOrJobTitle",
)


def test_what_is_empty_is_null_and_its_key_is_there(supplier_api, sent):
    def blanks(value):
        if isinstance(value, dict):
            return [key for key, inner in value.items() if inner == "" or blanks(inner)]
        return [inner for inner in value if blanks(inner)] if isinstance(value, list) else []

    document = supplier_api.get(one(sent)).json()

    assert {key: document[key] for key in NULL} == dict.fromkeys(NULL)
    assert {key: document["referral"][key] for key in NULL_INSIDE} == dict.fromkeys(NULL_INSIDE)
    assert document["approvedActionPlanIds"] == []
    assert blanks(document) == []


def test_a_referral_names_its_contract_and_the_practitioner_of_the_record(supplier_api, sent):
    draft = supplier_api.get(one(sent)).json()["referral"]
    staff = sent.practitioner

    assert draft["dynamicFrameworkContractReference"] == sent.contract.reference
    assert (draft["ndeliusPPName"], draft["ndeliusPPEmailAddress"]) == (staff.name, staff.email)
    assert draft["ndeliusPDU"] == sent.practitioner_pdu.name
    assert draft["hasValidDeliusPPDetails"] is True
    assert draft["reasonForReferralFurtherInformation"] == sent.further_information


def test_an_id_in_capitals_is_the_same_id(supplier_api, sent):
    capitals = supplier_api.get(f"/api/v1/sent-referral/{str(sent.uuid).upper()}")

    assert capitals.status_code == 200
    assert capitals.json() == supplier_api.get(one(sent)).json()


def test_out_of_scope_is_not_found_like_what_does_not_exist_and_is_audited(stranger_api, sent):
    hidden, missing = stranger_api.get(one(sent)), stranger_api.get(f"/api/v1/sent-referral/{uuid.uuid4()}")

    assert hidden.status_code == missing.status_code == 404
    assert hidden.json() == missing.json()
    row = AuditEntry.objects.get(outcome="refused", crn=sent.person.crn)
    assert row.details["kind"] == "out-of-scope"


def test_a_restriction_does_not_hide_what_was_sent_to_the_supplier(supplier_api, sent):
    LimitedAccessFactory(person=sent.person, kind="RESTRICTION")

    assert supplier_api.get(one(sent)).status_code == 200


def test_an_exclusion_that_names_the_caseworker_hides_the_referral_from_them_alone(contract, sent):
    user, colleague = a_caseworker(contract), a_caseworker(contract)
    registered = an_api_client(contract, may_act_for_users=True)
    LimitedAccessFactory(person=sent.person, kind="EXCLUSION", user=user)
    excluded, open_to = (
        caller(registered, username=user.username),
        caller(registered, username=colleague.username),
    )

    assert excluded.get(LIST).json()["totalElements"] == 0
    assert excluded.get(LIST, {"search": sent.person.surname}).json()["totalElements"] == 0
    refused = excluded.get(one(sent))
    assert refused.status_code == 404
    assert sent.person.surname not in refused.content.decode()
    assert AuditEntry.objects.filter(outcome="refused", by_id=user.pk, crn=sent.person.crn).exists()
    assert open_to.get(one(sent)).status_code == 200


def test_the_reader_of_all_reads_every_referral_but_lists_and_changes_none(read_all_api, sent):
    assert read_all_api.get(one(sent)).status_code == 200
    assert read_all_api.get(LIST).status_code == 403
    assert (
        read_all_api.post(one(sent, "/assign"), {"assignedTo": {"username": "a"}}, format="json").status_code
        == 403
    )


@pytest.mark.parametrize("kind", ["RESTRICTION", "EXCLUSION"])
def test_the_reader_of_all_is_refused_limited_access_records(read_all_api, sent, kind):
    LimitedAccessFactory(person=sent.person, kind=kind)

    answer = read_all_api.get(one(sent))

    assert answer.status_code == 403
    assert answer.json()["accessErrors"] == ["This record has limited access"]
    row = AuditEntry.objects.get(outcome="refused", crn=sent.person.crn)
    assert row.details["kind"] == "limited-access"


def test_two_sentences_have_two_ids_and_referrals_under_one_have_the_same(supplier_api, contract):
    first, other = (a_sent_referral(contract=contract) for _ in range(2))
    assert first.event.number == other.event.number == 1

    ids = [
        supplier_api.get(f"/api/v1/sent-referral/{one.uuid}").json()["relevantSentenceId"]
        for one in (first, other)
    ]

    assert ids == [first.event_id, other.event_id]
    assert ids[0] != ids[1]
