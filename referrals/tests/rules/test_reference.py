"""The reference files agree with one another and with the codes the rules name."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from referrals.codes import Category, ComplexityLevel, OutcomeFilter, PlanApproval, WithdrawalGroup
from referrals.rules.catalogue import OutcomeRow, is_offered

FOLDER = Path(__file__).parents[2] / "reference"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name: str, column: str = "code") -> set[str]:
    return {row[column] for row in rows(name)}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.csv")), ids=lambda file: file.stem)
def test_every_row_names_its_source(file):
    found = rows(file.stem)

    assert found
    assert all(row["source"] for row in found)


@pytest.mark.parametrize(
    ("name", "key", "size"),
    [
        ("crs_regions", "code", 12),
        ("pcc_areas", "code", 42),
        ("contract_types", "code", 35),
        ("service_categories", "code", 37),
        ("desired_outcomes", "code", None),
        ("withdrawal_reasons", "code", 13),
        ("cancellation_reasons", "code", 10),
        ("demonstration_suppliers", "code", None),
        ("demonstration_contracts", "reference", None),
    ],
)
def test_codes_are_used_once_and_none_is_missing(name, key, size):
    found = [row[key] for row in rows(name)]

    assert len(found) == len(set(found))
    assert size is None or len(found) == size


def test_areas_hang_off_regions():
    assert codes("pcc_areas", "region") == codes("crs_regions")


def test_every_contract_type_has_categories_and_every_category_a_contract_type():
    assert codes("contract_type_categories", "contract_type") == codes("contract_types")
    assert codes("contract_type_categories", "category") == codes("service_categories")


@pytest.mark.parametrize(
    ("contract_type", "size"), [("ACC", 1), ("PWB", 4), ("WOS", 8), ("WSM", 8), ("MTR", 2)]
)
def test_cohort_contract_types_have_several_categories(contract_type, size):
    counts = Counter(row["contract_type"] for row in rows("contract_type_categories"))

    assert counts[contract_type] == size


def test_categories_the_rules_name_are_in_the_file():
    assert {category.value for category in Category} <= codes("service_categories")


def test_only_accommodation_and_social_inclusion_start_before_release():
    early = {row["code"] for row in rows("service_categories") if row["starts_before_release"] == "Y"}

    assert early == {"accommodation", "social-inclusion"}


def outcome_of(row: dict[str, str]) -> OutcomeRow:
    return OutcomeRow(
        code=row["code"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        filter=OutcomeFilter(row["filter"]) if row["filter"] else None,
        contracts=frozenset(row["contracts"].split()),
    )


def offered(category: str, contract: str) -> set[str]:
    """Codes of the outcomes of a category that a contract offers."""
    outcomes = [outcome_of(row) for row in rows("desired_outcomes") if row["category"] == category]
    return {one.code for one in outcomes if is_offered(one, contract=contract, on=date(2026, 3, 2))}


@pytest.mark.parametrize(
    ("category", "contract", "expected"),
    [
        ("accommodation", "PRJ_1", {"ACC-1", "ACC-2", "ACC-3"}),
        ("social-inclusion", "PRJ_1", {"SOC-1"}),
        ("social-inclusion", "DN671065_BOLTON_PWB", {"SOC-2", "SOC-3", "SOC-4"}),
        ("social-inclusion", "DN547952_9", {"SOC-2", "SOC-3", "SOC-4"}),
        ("emotional-wellbeing", "PRJ_1", {"EWB-1", "EWB-2"}),
        ("emotional-wellbeing", "DN671065_WIGAN_PWB", {"EWB-1", "EWB-2", "EWB-3"}),
        ("family-and-significant-others", "PRJ_1", {"FSO-1", "FSO-2", "FSO-3", "FSO-4"}),
        ("dependency-and-recovery", "PRJ_1", {"DNR-1", "DNR-2"}),
        ("dependency-and-recovery", "DN547952_1", {"DNR-1", "DNR-2", "DNR-3"}),
        ("dependency-and-recovery-k", "PRJ_1", {"DNR-K-1", "DNR-K-2", "DNR-K-3"}),
        ("lifestyle-and-associates", "PRJ_1", {"LIF-1", "LIF-2"}),
    ],
)
def test_the_current_outcomes_of_a_category_follow_the_contract(category, contract, expected):
    assert offered(category, contract) == expected


def test_the_recovery_outcome_for_women_is_offered_on_every_womens_contract():
    womens = {
        row["reference"] for row in rows("demonstration_contracts") if row["contract_type"] in {"WOS", "WSM"}
    }
    found = {row["code"]: row for row in rows("desired_outcomes")}["DNR-3"]

    assert womens == outcome_of(found).contracts


def test_every_category_has_outcomes_now():
    categories = codes("service_categories")

    assert "accommodation" in categories
    for category in categories:
        assert offered(category, "DN547952_1")


@pytest.mark.parametrize(
    ("category", "levels"),
    [
        ("accommodation", {"LOW", "MEDIUM", "HIGH"}),
        ("dependency-and-recovery-l", {"LOW", "MEDIUM", "HIGH"}),
        ("dependency-and-recovery-k", {"MEDIUM", "HIGH"}),
        ("dependency-and-recovery-sy", {"MEDIUM", "HIGH"}),
        ("dependency-and-recovery-y", {"MEDIUM", "HIGH"}),
        ("finance-benefit-debt-em", {"MEDIUM", "HIGH"}),
        ("finance-benefit-debt-ne", {"MEDIUM", "HIGH"}),
        ("finance-benefit-debt-wm", {"MEDIUM", "HIGH"}),
        ("finance-benefit-debt-w", {"LOW", "HIGH"}),
        ("finance-benefit-debt-nw", {"HIGH"}),
        ("finance-benefit-debt-bu", {"LOW", "MEDIUM", "HIGH"}),
    ],
)
def test_a_category_has_the_levels_published_for_it(category, levels):
    assert {row["level"] for row in rows("complexity_levels") if row["category"] == category} == levels


def test_every_category_has_a_level_and_every_level_is_known():
    assert codes("complexity_levels", "category") == codes("service_categories")
    assert codes("complexity_levels", "level") == {level.value for level in ComplexityLevel}


def test_social_inclusion_carries_the_caps_on_sessions_and_on_appointments_before_release():
    caps = {
        row["level"]: (row["max_sessions"], row["max_pre_release_appointments"])
        for row in rows("complexity_levels")
        if row["category"] == "social-inclusion"
    }

    assert caps == {"LOW": ("4", "0"), "MEDIUM": ("8", "2"), "HIGH": ("12", "3")}


def test_withdrawal_reasons_are_grouped_and_one_needs_an_attended_session():
    found = rows("withdrawal_reasons")

    assert {row["grouping"] for row in found} == {group.value for group in WithdrawalGroup}
    assert [row["code"] for row in found if row["needs_attended_session"] == "Y"] == ["EAR"]


def test_demonstration_contracts_hold_together():
    contracts = rows("demonstration_contracts")
    suppliers = codes("demonstration_suppliers")
    regions = {row["code"]: row["region"] for row in rows("pcc_areas")}

    assert {row["contract_type"] for row in contracts} == codes("contract_types")
    assert {row["region"] or regions[row["pcc_area"]] for row in contracts} == codes("crs_regions")
    for row in contracts:
        assert bool(row["region"]) != bool(row["pcc_area"]), row["reference"]
        assert {row["prime"], *row["subcontractors"].split()} <= suppliers
        assert row["prime"] not in row["subcontractors"].split()
        assert "Y" in (row["allows_female"], row["allows_male"])
        assert PlanApproval(row["plan_approval"])
    assert {row["plan_approval"] for row in contracts} == {approval.value for approval in PlanApproval}
    assert any(row["hidden_before"] for row in contracts)
    assert any(row["hidden_after"] for row in contracts)
    assert any(row["maximum_age"] == "25" for row in contracts)


def test_every_demonstration_contract_lists_activities():
    assert codes("demonstration_activities", "contract") == codes("demonstration_contracts", "reference")
