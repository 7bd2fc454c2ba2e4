"""What a machine client reads for the user it acts for: referrals in its list, and one by one."""

import pytest

from cases.tests.factories import LimitedAccessFactory
from referrals.tests.api.conftest import caller
from referrals.tests.factories import (
    ContractFactory,
    a_caseworker,
    a_practitioner,
    a_sent_referral,
    an_api_client,
)

pytestmark = pytest.mark.django_db

LIST = "/api/v1/sent-referrals/summaries"


def one(referral):
    return f"/api/v1/sent-referral/{referral.uuid}"


def test_acting_for_a_caseworker_shows_what_both_may_see(contract, sent):
    wider = ContractFactory(prime=contract.prime)
    user = a_caseworker(contract)
    of_wider = a_sent_referral(contract=wider)
    api = caller(an_api_client(contract, wider, may_act_for_users=True), username=user.username)

    assert [row["id"] for row in api.get(LIST).json()["content"]] == [str(sent.uuid)]
    assert api.get(one(of_wider)).status_code == 404


def test_a_practitioner_acted_for_sees_with_their_own_eyes(sent):
    user = a_practitioner()
    restricted, own = a_sent_referral(), a_sent_referral(by=user)
    LimitedAccessFactory(person=restricted.person, kind="RESTRICTION", message="Ask the senior.")
    api = caller(an_api_client(role="ROLE_PROBATION", may_act_for_users=True), username=user.username)

    assert api.get(one(sent)).status_code == 200
    refused = api.get(one(restricted))
    assert (refused.status_code, refused.json()["accessErrors"]) == (403, ["Ask the senior."])
    assert [row["id"] for row in api.get(LIST).json()["content"]] == [str(own.uuid)]


def test_a_practitioner_acted_for_lists_referrals_of_the_people_they_hold(sent):
    taken_over = a_practitioner()
    api = caller(an_api_client(role="ROLE_PROBATION", may_act_for_users=True), username=taken_over.username)
    assert api.get(LIST).json()["totalElements"] == 0

    sent.person.allocations.update(staff=taken_over.staff)

    assert [row["id"] for row in api.get(LIST).json()["content"]] == [str(sent.uuid)]


def test_a_probation_client_that_names_nobody_reads_no_referral(sent):
    api = caller(an_api_client(role="ROLE_PROBATION", may_act_for_users=True))

    assert api.get(one(sent)).status_code == 403
    assert api.get(LIST).status_code == 403
