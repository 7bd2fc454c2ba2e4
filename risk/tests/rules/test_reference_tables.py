"""The published tables: each names its source, and is read as it is written."""

import pytest

from risk.codes import Need
from risk.rules import reference_tables as tables

FILES = sorted(path.relative_to(tables.REFERENCE).as_posix() for path in tables.REFERENCE.rglob("*.csv"))


@pytest.mark.parametrize("name", FILES)
def test_every_table_reads_with_a_cell_for_each_column(name):
    rows = tables.rows(name)

    assert rows
    for row in rows:
        assert None not in row
        assert None not in row.values()


@pytest.mark.parametrize("name", [name for name in FILES if "/" not in name])
def test_every_risk_table_opens_with_its_source(name):
    assert (tables.REFERENCE / name).read_text(encoding="utf-8").startswith("#")


def test_a_table_is_read_once():
    assert tables.rows("ogrs3_parameters.csv") is tables.rows("ogrs3_parameters.csv")


def test_parameters_of_ogrs3_are_those_published():
    assert tables.ogrs3_parameters() == (1.40256, 2.1217, 1.25112, 0.12614, 0.46306)


def test_there_is_a_threshold_row_for_every_need():
    assert set(tables.need_thresholds()) == set(Need)


def test_a_predictor_without_bands_is_refused():
    with pytest.raises(KeyError):
        tables.bands("OGRS9")
