"""A stored notice is rebuilt unchanged."""

from datetime import UTC, date, datetime

import pytest

from core.notices import restore
from core.tests.notices_for_tests import SomethingHappened

HAPPENED = SomethingHappened(
    crn="X000001", on=date(2026, 3, 2), at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC), names=("surname",)
)


def test_a_stored_notice_comes_back_equal():
    assert restore(HAPPENED.kind, HAPPENED.payload()) == HAPPENED


def test_a_notice_is_named_by_its_app_and_its_name():
    assert HAPPENED.kind == "core.SomethingHappened"


def test_notices_about_a_person_are_delivered_in_order_of_that_person():
    assert HAPPENED.key == "X000001"


def test_an_unknown_notice_is_refused():
    with pytest.raises(KeyError, match="NeverDeclared"):
        restore("core.NeverDeclared", {})
