"""What the tier reads from a case record."""

from datetime import date

import pytest

from risk.codes import MappaLevel, RoshLevel
from risk.rules.tier_facts import (
    ActiveRegistration,
    CurrentRequirement,
    enforcement_counts,
    has_mandate,
    read_registrations,
)

MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 2)


def registration(code, on=MARCH, key=1, level=""):
    return ActiveRegistration(code=code, registered_on=on, key=key, level=level)


def test_the_newest_rosh_registration_is_the_level_whatever_its_height():
    facts = read_registrations([registration("RVHR"), registration("rmrh", on=APRIL)])

    assert facts.rosh is RoshLevel.MEDIUM


def test_of_one_day_the_later_entry_is_the_newest():
    facts = read_registrations([registration("RHRH", key=8), registration("RLRH", key=7)])

    assert facts.rosh is RoshLevel.HIGH


def test_the_newest_mappa_registration_gives_the_level():
    entries = [registration("MAPP", level="M3"), registration("MAPP", on=APRIL, level="m1")]

    assert read_registrations(entries).mappa_level is MappaLevel.M1


def test_an_unread_mappa_level_gives_none():
    assert read_registrations([registration("MAPP", level="X9")]).mappa_level is None


def test_codes_are_distinct_and_historic_registrations_left_out():
    entries = [registration("ALSH"), registration("alsh", key=2), registration("HREG"), registration("IIOM")]
    facts = read_registrations(entries)

    assert facts.registers == {"ALSH", "IIOM"}
    assert (facts.iom, facts.unsupervised) == (True, False)


def test_without_registrations_there_is_no_level_and_no_register():
    facts = read_registrations([])

    assert (facts.rosh, facts.mappa_level, facts.registers) == (None, None, frozenset())


def test_a_prc_registration_marks_the_unsupervised_third():
    assert read_registrations([registration("PRC")]).unsupervised


@pytest.mark.parametrize(
    ("sentence_types", "requirements", "mandate"),
    [
        pytest.param([], [], False, id="nothing in force"),
        pytest.param(["NC"], [], True, id="custody"),
        pytest.param(["SC"], [], True, id="custody, other type"),
        pytest.param(["SP"], [], False, id="community sentence without requirements"),
        pytest.param([], [CurrentRequirement("F", restrictive=False)], True, id="rehabilitation activity"),
        pytest.param([], [CurrentRequirement("X", restrictive=True)], False, id="restrictive only"),
        pytest.param([], [CurrentRequirement("W", restrictive=False)], False, id="unpaid work"),
        pytest.param([], [CurrentRequirement("W1", restrictive=False)], False, id="order extended"),
        pytest.param(
            ["SP"],
            [CurrentRequirement("W", restrictive=False), CurrentRequirement("F", restrictive=False)],
            True,
            id="unpaid work and rehabilitation activity",
        ),
    ],
)
def test_custody_or_a_requirement_to_change_is_a_mandate(sentence_types, requirements, mandate):
    assert has_mandate(sentence_types=sentence_types, requirements=requirements) is mandate


@pytest.mark.parametrize("outcome", [f"BRE{n:02}" for n in range(1, 18)] + ["REC01", "REC02", "REC03"])
def test_the_published_outcomes_of_breach_and_recall_count(outcome):
    counted = {1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 16}
    expected = outcome in ("REC01", "REC02") or (outcome[:3] == "BRE" and int(outcome[3:]) in counted)

    assert enforcement_counts(outcome, ended_on=None, on=MARCH) is expected


@pytest.mark.parametrize(
    ("ended_on", "on", "counts"),
    [
        pytest.param(None, MARCH, True, id="active"),
        pytest.param(date(2025, 3, 3), MARCH, True, id="a day under a year"),
        pytest.param(date(2025, 3, 2), MARCH, False, id="a year to the day"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 27), True, id="leap day, still under a year"),
        pytest.param(date(2024, 2, 29), date(2025, 2, 28), False, id="leap day, a year clamped to the month"),
        pytest.param(date(2026, 5, 1), MARCH, True, id="ends later"),
    ],
)
def test_enforcement_counts_for_a_year_after_the_sentence_ended(ended_on, on, counts):
    assert enforcement_counts("REC01", ended_on=ended_on, on=on) is counts
