"""Personal circumstances: what each needs, and which may be open beside others."""

from dataclasses import replace
from datetime import date

import pytest

from cases.people.rules.circumstances import (
    CircumstanceEntry,
    CircumstanceTypeFacts,
    check_circumstance,
    check_update,
)
from cases.people.tests.rules.refusals import codes

TODAY = date(2026, 6, 15)
TOMORROW = date(2026, 6, 16)
YESTERDAY = date(2026, 6, 14)
HOUSING = CircumstanceTypeFacts(
    code="A", words="accommodation", subtypes=frozenset({"A01A"}), several_open=False
)
ROOF = CircumstanceEntry(type=HOUSING, subtype="A01A", started_on=TODAY)


@pytest.mark.parametrize(
    ("changed", "open_of_type", "broken"),
    [
        ({}, 0, []),
        ({}, 1, ["OPEN_DUPLICATE"]),
        ({"ended_on": TODAY}, 1, []),
        ({"type": replace(HOUSING, several_open=True)}, 1, []),
        ({"subtype": None}, 0, ["SUB_TYPE_REQUIRED"]),
        ({"subtype": "B01"}, 0, ["SUB_TYPE_NOT_OF_TYPE"]),
        ({"subtype": None, "type": replace(HOUSING, subtypes=frozenset())}, 0, []),
        ({"started_on": TOMORROW}, 0, ["START_IN_FUTURE"]),
        ({"ended_on": YESTERDAY}, 0, ["END_BEFORE_START"]),
    ],
)
def test_some_circumstances_may_be_open_once_only(changed, open_of_type, broken):
    assert (
        codes(check_circumstance, replace(ROOF, **changed), open_of_type=open_of_type, today=TODAY) == broken
    )


@pytest.mark.parametrize(
    ("on", "broken"),
    [
        (TODAY, []),
        (date(2026, 1, 1), []),
        (date(2025, 12, 31), ["BEFORE_THE_LAST"]),
        (TOMORROW, ["START_IN_FUTURE"]),
    ],
)
def test_an_update_begins_after_what_it_replaces(on, broken):
    facts = {"old_started_on": date(2026, 1, 1), "old_ended_on": None, "on": on, "today": TODAY}

    assert codes(check_update, **facts) == broken


def test_what_has_ended_is_not_updated():
    facts = {"old_started_on": date(2026, 1, 1), "old_ended_on": TODAY, "on": TODAY, "today": TODAY}

    assert codes(check_update, **facts) == ["ENDED_ALREADY"]
