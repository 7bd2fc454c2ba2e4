"""Rows in the text format of COPY, and tables that cannot be loaded."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

import pytest

from core.loading import load, text
from core.models import OutboxRow, RoleHolding


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, r"\N"),
        (True, "t"),
        (0, "0"),
        ("", ""),
        ("a\tb\\c\r\nd", r"a\tb\\c\r\nd"),
        ({"a": 'x"\n'}, r'{"a": "x\\"\\n"}'),
        (date(2026, 3, 2), "2026-03-02"),
        (time(9, 30), "09:30:00"),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), "2026-03-02T09:00:00+00:00"),
        (Decimal("1.50"), "1.50"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_a_value_as_copy_reads_it(value, written):
    assert text(value) == written


def test_other_values_are_refused():
    with pytest.raises(TypeError, match="no text for"):
        text(object())


@pytest.mark.django_db
def test_a_table_that_triggers_watch_is_not_loaded():
    with pytest.raises(ValueError, match="RoleHolding has triggers on new rows"):
        load(RoleHolding, ["user_id", "role_id", "order"], [])


def test_a_column_without_a_default_must_be_given():
    with pytest.raises(ValueError, match=r"OutboxRow\.uuid must be given"):
        load.__wrapped__(OutboxRow, ["kind"], [])
