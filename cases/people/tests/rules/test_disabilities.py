"""Disabilities and adjustments: which may be open beside others."""

from dataclasses import replace
from datetime import date

import pytest

from cases.people.rules.disabilities import DisabilityRow, check_adjustment, check_disability
from cases.people.tests.rules.refusals import codes

TODAY = date(2026, 6, 15)
TOMORROW = date(2026, 6, 16)
HEARING = DisabilityRow(type="HD", started_on=date(2026, 1, 1))
SIGHT = DisabilityRow(type="VI", started_on=date(2026, 1, 1))
NONE = DisabilityRow(type="ND", started_on=date(2026, 1, 1), no_disability=True)


@pytest.mark.parametrize(
    ("entry", "others", "broken"),
    [
        (HEARING, [], []),
        (HEARING, [SIGHT], []),
        (HEARING, [HEARING], ["OPEN_DUPLICATE"]),
        (HEARING, [replace(HEARING, ended_on=TODAY)], []),
        (HEARING, [NONE], ["NO_DISABILITY_OPEN"]),
        (HEARING, [replace(NONE, ended_on=TODAY)], []),
        (NONE, [HEARING], ["HAS_DISABILITY"]),
        (NONE, [NONE], ["OPEN_DUPLICATE"]),
        (replace(NONE, ended_on=TODAY), [HEARING], []),
        (replace(HEARING, started_on=TOMORROW), [], ["START_IN_FUTURE"]),
    ],
)
def test_no_disability_is_never_open_beside_one(entry, others, broken):
    assert codes(check_disability, entry, others=others, today=TODAY) == broken


@pytest.mark.parametrize(
    ("started_on", "ended_on", "disability", "broken"),
    [
        (date(2026, 1, 1), None, HEARING, []),
        (date(2025, 12, 31), None, HEARING, ["BEFORE_DISABILITY"]),
        (date(2025, 12, 31), None, None, []),
        (TODAY, None, NONE, ["NO_DISABILITY"]),
        (date(2026, 2, 1), None, replace(HEARING, ended_on=TODAY), ["END_REQUIRED"]),
        (date(2026, 2, 1), TODAY, replace(HEARING, ended_on=TODAY), []),
        (date(2026, 2, 1), None, replace(HEARING, ended_on=TOMORROW), []),
    ],
)
def test_an_adjustment_lies_within_its_disability(started_on, ended_on, disability, broken):
    facts = {"started_on": started_on, "ended_on": ended_on, "disability": disability, "today": TODAY}

    assert codes(check_adjustment, **facts) == broken


@pytest.mark.parametrize(
    ("started_on", "broken"), [(TODAY, []), (TOMORROW, ["AFTER_DISABILITY"])], ids=["its last day", "later"]
)
def test_an_adjustment_does_not_begin_after_its_disability_ended(started_on, broken):
    ended = replace(HEARING, ended_on=TODAY)
    facts = {"started_on": started_on, "ended_on": TOMORROW, "disability": ended, "today": TOMORROW}

    assert codes(check_adjustment, **facts) == broken


@pytest.mark.parametrize(
    ("entry", "broken"),
    [
        (HEARING, []),
        (replace(HEARING, started_on=TODAY), []),
        (replace(HEARING, started_on=TOMORROW), ["AFTER_ADJUSTMENT"]),
        (replace(HEARING, ended_on=TODAY), []),
        (replace(HEARING, ended_on=date(2026, 6, 14)), ["BEFORE_ADJUSTMENT"]),
    ],
)
def test_a_disability_is_not_moved_away_from_its_adjustments(entry, broken):
    found = codes(check_disability, entry, others=[], today=TOMORROW, adjusted_on=[TODAY])

    assert found == broken
