"""The catalogue and the lists clients choose from."""

import uuid

import pytest

from core.tests.factories import UserFactory
from referrals.models import PccArea
from referrals.tests.api.conftest import caller
from referrals.tests.factories import ContractFactory, an_api_client

API = "/api/v1"


def test_an_entry_says_what_is_bought_from_whom_and_where(supplier_api, contract):
    document = supplier_api.get(f"{API}/intervention/{contract.uuid}").json()

    assert (document["id"], document["title"]) == (str(contract.uuid), contract.title)
    assert document["npsRegion"] == {"id": "J", "name": "London"}
    assert document["serviceProvider"]["id"] == contract.prime.code
    assert document["contractType"] == {"code": "ACC", "name": "Accommodation"}
    assert document["eligibility"] == {
        "minimumAge": 18,
        "maximumAge": None,
        "allowsFemale": True,
        "allowsMale": True,
    }
    assert document["incomingReferralDistributionEmail"] == "referrals@example.org"
    assert {area["id"] for area in document["pccRegions"]} == set(
        PccArea.objects.filter(region=contract.region).values_list("code", flat=True)
    )


def test_an_entry_of_one_police_area_has_no_region_of_its_own_but_the_areas(supplier_api):
    area = PccArea.objects.select_related("region__region").first()
    contract = ContractFactory(region=None, pcc_area=area)

    document = supplier_api.get(f"{API}/intervention/{contract.uuid}").json()

    assert document["npsRegion"] is None
    assert document["pccRegions"] == [
        {
            "id": area.code,
            "name": area.words,
            "npsRegion": {"id": area.region.code, "name": area.region.region.name},
        }
    ]
    assert document["pccRegions"][0] in supplier_api.get(f"{API}/pcc-regions").json()


def test_an_entry_has_its_categories_whole(supplier_api, contract):
    [shown] = supplier_api.get(f"{API}/intervention/{contract.uuid}").json()["serviceCategories"]
    of_contract = f"{API}/service-category/{shown['id']}/contract-reference/{contract.reference}"

    assert len(shown["complexityLevels"]) == 3
    assert shown["desiredOutcomes"]
    assert supplier_api.get(of_contract).json() == shown


def test_the_catalogue_costs_the_same_however_long_it_is(supplier_api, django_assert_max_num_queries):
    for _ in range(3):
        ContractFactory()

    with django_assert_max_num_queries(12):
        assert len(supplier_api.get(f"{API}/interventions").json()) > 3


@pytest.mark.parametrize("areas", ["a\x00b", "\x00", "x" * 2001, "avon,\x00"])
def test_areas_that_no_text_may_hold_are_refused(supplier_api, areas):
    answer = supplier_api.get(f"{API}/interventions", {"pccRegionIds": areas})

    assert answer.status_code == 400
    assert answer.json()["validationErrors"][0]["field"] == "pccRegionIds"


def test_a_closed_entry_is_gone_for_whoever_asks_to_check(supplier_api):
    closed = ContractFactory(closed=True)

    assert supplier_api.get(f"{API}/intervention/{closed.uuid}").status_code == 200
    gone = supplier_api.get(f"{API}/intervention/{closed.uuid}", {"checkEndDate": "true"})
    assert (gone.status_code, gone.json()["errorCode"]) == (410, "CONTRACT_CLOSED")
    assert supplier_api.get(f"{API}/intervention/{uuid.uuid4()}").status_code == 404


def test_the_list_holds_open_entries_narrowed_as_asked(supplier_api, contract):
    closed = ContractFactory(closed=True)
    women = ContractFactory(allows_male=False)
    made = {str(row.uuid) for row in (contract, closed, women)}

    def ids(**query):
        return {row["id"] for row in supplier_api.get(f"{API}/interventions", query).json()} & made

    assert ids() == {str(contract.uuid), str(women.uuid)}
    assert ids(allowsMale="false") == {str(women.uuid)}
    assert ids(minimumAge=21) == set()
    area = PccArea.objects.filter(region=contract.region).first().code
    assert ids(pccRegionIds=f"{area},") == {str(contract.uuid), str(women.uuid)}
    assert ids(pccRegionIds="nowhere") == set()


def test_my_entries_are_those_of_the_contracts_held(supplier_api, read_all_api, contract):
    ContractFactory(prime=contract.prime)

    assert [row["id"] for row in supplier_api.get(f"{API}/my-interventions").json()] == [str(contract.uuid)]
    assert read_all_api.get(f"{API}/my-interventions").status_code == 403


def test_a_category_has_its_levels_low_to_high_and_its_outcomes(supplier_api, contract):
    category = contract.type.categories.get()

    document = supplier_api.get(f"{API}/service-category/{category.uuid}").json()
    of_contract = f"{API}/service-category/{category.uuid}/contract-reference/"

    assert [level["title"] for level in document["complexityLevels"]] == [
        "Low complexity",
        "Medium complexity",
        "High complexity",
    ]
    assert document["desiredOutcomes"]
    assert supplier_api.get(of_contract + contract.reference).json()["desiredOutcomes"]
    assert supplier_api.get(of_contract + "NOT_ONE").status_code == 404
    assert supplier_api.get(f"{API}/service-category/{uuid.uuid4()}").status_code == 404


@pytest.mark.parametrize(
    ("route", "count"),
    [("pcc-regions", 1), ("referral-withdrawal-reasons", 13), ("referral-cancellation-reasons", 10)],
)
def test_the_lists_are_whole(supplier_api, read_all_api, route, count):
    document = supplier_api.get(f"{API}/{route}").json()

    assert len(document) >= count
    assert read_all_api.get(f"{API}/{route}").json() == document


def test_a_probation_client_reads_the_catalogue_as_itself_and_for_a_practitioner(contract):
    registered = an_api_client(role="ROLE_PROBATION", may_act_for_users=True)
    user = UserFactory(practitioner=True)

    for api in (caller(registered), caller(registered, username=user.username)):
        assert api.get(f"{API}/interventions").status_code == 200
