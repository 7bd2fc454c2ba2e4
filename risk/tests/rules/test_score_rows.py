"""Scoring rows of text: the worked examples, and how unreadable cells are reported."""

import pytest

from risk.rules.reference_tables import rows
from risk.rules.score_rows import KINDS, columns_out, score_row

EXAMPLES = {
    "ogrs3": "examples/ogrs3_examples.csv",
    "tier": "examples/tier_examples.csv",
    "custody-targeting": "examples/custody_targeting_examples.csv",
}


def examples():
    for kind, name in EXAMPLES.items():
        for row in rows(name):
            yield pytest.param(KINDS[kind], row, id=f"{kind} {row['id']}")


@pytest.mark.parametrize(("kind", "row"), list(examples()))
def test_each_worked_example_comes_out_as_published(kind, row):
    inputs = {column: cell for column, cell in row.items() if column not in kind.results}

    scored = score_row(kind, inputs)

    assert scored == {column: row[column] for column in kind.results} | {"error": ""}


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_hold_the_columns_a_kind_reads_and_fills(kind):
    columns = set(rows(EXAMPLES[kind])[0])

    assert columns == {*KINDS[kind].needed, *KINDS[kind].optional, *KINDS[kind].results}


def test_results_read_from_a_file_are_filled_again_at_the_end():
    read = ["id", "band", "error", "team", "rosh"]

    assert columns_out(KINDS["custody-targeting"], [*read, "level"]) == [
        "id",
        "band",
        "team",
        "rosh",
        "level",
        "priority_group",
        "error",
    ]


def test_all_that_is_wrong_with_a_row_is_joined_and_nothing_is_scored():
    row = dict(rows("examples/ogrs3_examples.csv")[0]) | {
        "gender": "X",
        "conviction_date": "soon",
        "followup_date": "2021-02-30",
        "total_sanctions": "0",
        "ho_code": "806",
    }

    scored = score_row(KINDS["ogrs3"], row)

    assert scored["error"] == (
        "gender must be one of M, F; conviction_date must be a date like 2026-03-02; "
        "followup_date must be a date like 2026-03-02; The total number of sanctions must be 1 or more; "
        "The offence code must be five digits"
    )
    assert {scored[column] for column in KINDS["ogrs3"].results} == {""}


@pytest.mark.parametrize("typed", ["1/3/2021", "1 March 2021", "2021-03-01T00:00:00Z", "\u00a02021-03-01"])
def test_a_date_is_read_as_spreadsheets_write_it(typed):
    row = dict(rows("examples/ogrs3_examples.csv")[0])
    plain = score_row(KINDS["ogrs3"], row | {"conviction_date": "2021-03-01", "followup_date": "2021-03-01"})
    other = score_row(KINDS["ogrs3"], row | {"conviction_date": typed, "followup_date": "2021-03-01"})

    assert other["error"] == plain["error"]
    assert {other[column] for column in KINDS["ogrs3"].results} == {
        plain[column] for column in KINDS["ogrs3"].results
    }


def test_a_blank_row_of_ogrs3_misses_every_input_once():
    scored = score_row(KINDS["ogrs3"], {})

    assert len(scored["error"].split("; ")) == 7


@pytest.mark.parametrize("cell", ["1_0", "1.5", "ten", "１２", "1e3"])
def test_only_plain_whole_numbers_are_read(cell):
    row = dict(rows("examples/ogrs3_examples.csv")[0]) | {"total_sanctions": cell}

    assert score_row(KINDS["ogrs3"], row)["error"] == "total_sanctions must be a whole number"


def test_codes_are_read_in_any_case():
    row = dict(rows("examples/tier_examples.csv")[12])
    lower = {column: cell.lower() for column, cell in row.items()}

    assert score_row(KINDS["tier"], lower)["tier"] == row["tier"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"rosh": "EXTREME"}, "rosh must be one of LOW, MEDIUM, HIGH, VERY_HIGH"),
        ({"rsr": "-1"}, "rsr must be 0 or more"),
        ({"rsr": "NaN"}, "rsr must be a number"),
        ({"ogrs3_2yr": "101"}, "ogrs3_2yr must be 100 or less"),
        ({"iom": "yes"}, "iom must be 1 or 0"),
        ({"temper": "3"}, "temper must be 2 or less"),
        ({"need_severities": "attitudes=3"}, "need_severities has attitudes=3, which it cannot read"),
        ({"need_severities": "debt=1"}, "need_severities has debt=1, which it cannot read"),
        ({"mandate": ""}, "mandate is missing"),
    ],
)
def test_a_cell_the_tier_cannot_read_is_named(change, error):
    row = dict(rows("examples/tier_examples.csv")[0]) | change

    assert score_row(KINDS["tier"], row)["error"] == error


def test_a_further_group_outside_the_guidance_may_still_be_extended_to():
    scored = score_row(KINDS["custody-targeting"], {"rosh": "LOW", "further_group": "carer"})

    assert scored == {"level": "CORE_MAY_EXTEND", "priority_group": "", "error": ""}
