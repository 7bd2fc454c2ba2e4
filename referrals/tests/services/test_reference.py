"""The catalogue's files load, and loading them again changes nothing."""

from datetime import date

import pytest

from core.reference_data import registered
from referrals.models import Complexity, Contract, ContractType, DesiredOutcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    for loader in registered():
        if loader.app in {"core", "referrals"}:
            loader.load(date(2026, 3, 2))


def test_every_list_loads_once_and_stays_as_it_is(loaded):
    again = [
        (loader.name, loader.load(date(2026, 3, 3)).differ)
        for loader in registered()
        if loader.app == "referrals"
    ]

    assert len(again) > 5
    assert [entry for entry in again if entry[1]] == []


def test_womens_services_cover_eight_categories_and_mentoring_two(loaded):
    assert ContractType.objects.get(code="WOS").categories.count() == 8
    assert ContractType.objects.get(code="MTR").categories.count() == 2


def test_social_inclusion_levels_carry_their_caps(loaded):
    level = Complexity.objects.get(category__code="social-inclusion", level="HIGH")

    assert (level.max_sessions, level.max_pre_release_appointments) == (12, 3)


def test_an_outcome_keeps_the_contracts_it_is_offered_on(loaded):
    outcome = DesiredOutcome.objects.get(category__code="emotional-wellbeing", code="EWB-3")

    assert outcome.filter == "INCLUDE"
    assert "DN671065_BURY_PWB" in outcome.contract_references


def test_a_demonstration_contract_has_its_subcontractors_and_activities(loaded):
    contract = Contract.objects.get(reference="PRJ_5101")

    assert contract.prime.code == "NORTHERN_LIGHT"
    assert [supplier.code for supplier in contract.subcontractors.all()] == ["LANTERN"]
    assert contract.activities.count() == 2
