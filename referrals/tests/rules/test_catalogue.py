"""What the catalogue offers, to whom and when."""

from datetime import date

import pytest

from core.errors import RuleBroken
from referrals.codes import EntryOpening, OutcomeFilter
from referrals.rules.catalogue import (
    Eligibility,
    Opening,
    OutcomeRow,
    check_open,
    eligibility_warnings,
    is_offered,
    opening_on,
    summary_of,
)

MEN = Eligibility(allows_female=False, allows_male=True, minimum_age=18, maximum_age=25)
WOMEN = Eligibility(allows_female=True, allows_male=False, minimum_age=18)
ALL = Eligibility(allows_female=True, allows_male=True, minimum_age=18)
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("row", "on", "expected"),
    [
        (OutcomeRow(code="A", valid_from=date(2025, 4, 3)), date(2025, 4, 2), False),
        (OutcomeRow(code="A", valid_from=date(2025, 4, 3)), date(2025, 4, 3), True),
        (OutcomeRow(code="A", valid_to=date(2025, 4, 2)), date(2025, 4, 2), True),
        (OutcomeRow(code="A", valid_to=date(2025, 4, 2)), date(2025, 4, 3), False),
    ],
)
def test_an_outcome_is_offered_from_its_first_day_to_its_last(row, on, expected):
    assert is_offered(row, contract="PRJ_1", on=on) is expected


@pytest.mark.parametrize(
    ("kind", "contract", "expected"),
    [
        (OutcomeFilter.INCLUDE, "DN547952_1", True),
        (OutcomeFilter.INCLUDE, "PRJ_1", False),
        (OutcomeFilter.EXCLUDE, "DN547952_1", False),
        (OutcomeFilter.EXCLUDE, "PRJ_1", True),
        (None, "PRJ_1", True),
    ],
)
def test_a_filter_offers_or_hides_an_outcome_on_the_contracts_it_names(kind, contract, expected):
    row = OutcomeRow(code="A", filter=kind, contracts=frozenset({"DN547952_1"}))

    assert is_offered(row, contract=contract, on=DAY) is expected


def test_a_retired_outcome_is_not_offered_even_where_a_filter_includes_it():
    row = OutcomeRow(
        code="A",
        valid_to=date(2025, 4, 2),
        filter=OutcomeFilter.INCLUDE,
        contracts=frozenset({"PRJ_1"}),
    )

    assert not is_offered(row, contract="PRJ_1", on=DAY)


@pytest.mark.parametrize(
    ("eligibility", "age", "sex", "gender_identity", "warnings"),
    [
        pytest.param(MEN, 18, "M", None, 0, id="youngest"),
        pytest.param(MEN, 17, "M", None, 1, id="too young"),
        pytest.param(MEN, 25, "M", None, 0, id="oldest"),
        pytest.param(MEN, 26, "M", None, 1, id="too old"),
        pytest.param(MEN, 26, "F", None, 2, id="too old, and a woman"),
        pytest.param(WOMEN, 40, "M", None, 1, id="a man"),
        pytest.param(WOMEN, 40, "M", "F", 0, id="gender identity fits"),
        pytest.param(WOMEN, 40, "F", "M", 0, id="recorded sex fits"),
        pytest.param(WOMEN, 40, "N", "NB", 0, id="neither recorded"),
        pytest.param(WOMEN, None, None, None, 0, id="nothing known"),
        pytest.param(ALL, 99, "M", None, 0, id="for everyone"),
    ],
)
def test_what_does_not_fit_a_contract_is_a_warning(eligibility, age, sex, gender_identity, warnings):
    found = eligibility_warnings(eligibility, age=age, sex=sex, gender_identity=gender_identity)

    assert len(found) == warnings


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 31), EntryOpening.NOT_YET),
        (date(2026, 4, 1), EntryOpening.OPEN),
        (date(2027, 3, 31), EntryOpening.OPEN),
        (date(2027, 4, 1), EntryOpening.CLOSED),
    ],
)
def test_an_entry_is_open_from_its_first_day_to_its_last(day, expected):
    opening = Opening(hidden_before=date(2026, 4, 1), hidden_after=date(2027, 3, 31))

    assert opening_on(opening, day) == expected


@pytest.mark.parametrize(
    ("opening", "code"),
    [
        (Opening(hidden_after=date(2026, 3, 1)), "CONTRACT_CLOSED"),
        (Opening(hidden_before=date(2026, 3, 3)), "CONTRACT_NOT_OPEN"),
    ],
)
def test_an_entry_that_is_not_open_takes_no_new_referral(opening, code):
    with pytest.raises(RuleBroken) as refusal:
        check_open(opening, DAY)

    assert refusal.value.code == code


def test_an_entry_without_limits_is_open():
    check_open(Opening(), DAY)


@pytest.mark.parametrize(
    ("description", "summary"),
    [("First.\n\nSecond.", "First."), ("  \n Third.", "Third."), ("", ""), ("x" * 501, "x" * 500)],
)
def test_a_list_shows_the_first_line_of_a_description(description, summary):
    assert summary_of(description) == summary
