"""Addresses, circumstances, personal contacts, disabilities."""

from dataclasses import replace
from datetime import date

import pytest

from cases.codes import AddressStatus
from cases.people.rules.addresses import AddressEntry, EndedMain, OpenAddress, plan_address
from cases.people.rules.circumstances import (
    CircumstanceEntry,
    CircumstanceTypeFacts,
    check_circumstance,
    check_update,
)
from cases.people.rules.disabilities import DisabilityRow, check_adjustment, check_disability
from cases.people.rules.periods import is_open
from cases.people.rules.personal_contacts import PersonalContactEntry, check_personal_contact
from core.errors import RuleBroken

TODAY = date(2026, 6, 15)
TOMORROW = date(2026, 6, 16)
YESTERDAY = date(2026, 6, 14)


def codes(check, *args, **facts):
    try:
        check(*args, **facts)
    except RuleBroken as refused:
        return [broken.code for broken in refused.all]
    return []


@pytest.mark.parametrize(
    ("ended_on", "day", "open"),
    [(None, TODAY, True), (TODAY, TODAY, False), (TOMORROW, TODAY, True), (None, date(2025, 12, 31), False)],
)
def test_a_row_is_open_until_the_day_it_ends(ended_on, day, open):
    assert is_open(date(2026, 1, 1), ended_on, on=day) is open


HOME = AddressEntry(status=AddressStatus.MAIN, started_on=TODAY, lines=("1 High Street",), postcode="ls14ap")
OLD = OpenAddress(id=7, status=AddressStatus.MAIN, started_on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        ({}, []),
        ({"lines": (" ",)}, ["ADDRESS_REQUIRED"]),
        ({"lines": (), "no_fixed_abode": True, "postcode": ""}, []),
        ({"postcode": "LS1"}, ["POSTCODE_SHAPE"]),
        ({"started_on": TOMORROW}, ["START_IN_FUTURE"]),
        ({"started_on": TOMORROW, "status": AddressStatus.PROPOSED}, []),
        ({"ended_on": YESTERDAY}, ["END_BEFORE_START"]),
        ({"ended_on": TODAY}, []),
        ({"status": AddressStatus.PREVIOUS}, ["END_REQUIRED"]),
        ({"status": AddressStatus.PREVIOUS, "ended_on": TODAY}, []),
    ],
)
def test_an_address_can_be_found_on_a_map_or_is_no_fixed_abode(changed, broken):
    assert codes(plan_address, replace(HOME, **changed), open_now=[], today=TODAY, confirmed=True) == broken


def test_a_new_main_address_ends_the_old_one_after_a_warning():
    with pytest.raises(RuleBroken, match="MAIN_REPLACED"):
        plan_address(HOME, open_now=[OLD], today=TODAY, confirmed=False)

    ended = plan_address(HOME, open_now=[OLD], today=TODAY, confirmed=True)

    assert ended == EndedMain(id=7, ended_on=TODAY, status=AddressStatus.PREVIOUS)


@pytest.mark.parametrize("status", [AddressStatus.POSTAL, AddressStatus.SECONDARY, AddressStatus.BAIL])
def test_other_addresses_leave_the_main_one_alone(status):
    assert plan_address(replace(HOME, status=status), open_now=[OLD], today=TODAY, confirmed=False) is None


def test_a_main_address_already_ended_replaces_none():
    assert plan_address(replace(HOME, ended_on=TODAY), open_now=[OLD], today=TODAY, confirmed=False) is None


def test_a_new_main_address_does_not_begin_before_the_one_it_replaces():
    early = replace(HOME, started_on=date(2025, 12, 31))

    assert codes(plan_address, early, open_now=[OLD], today=TODAY, confirmed=True) == ["MAIN_BEFORE_MAIN"]


HOUSING = CircumstanceTypeFacts(
    code="A", words="accommodation", sub_types=frozenset({"A01A"}), active_duplicates=False
)
ROOF = CircumstanceEntry(type=HOUSING, sub_type="A01A", started_on=TODAY)


@pytest.mark.parametrize(
    ("changed", "open_of_type", "broken"),
    [
        ({}, 0, []),
        ({}, 1, ["OPEN_DUPLICATE"]),
        ({"ended_on": TODAY}, 1, []),
        ({"type": replace(HOUSING, active_duplicates=True)}, 1, []),
        ({"sub_type": None}, 0, ["SUB_TYPE_REQUIRED"]),
        ({"sub_type": "B01"}, 0, ["SUB_TYPE_NOT_OF_TYPE"]),
        ({"sub_type": None, "type": replace(HOUSING, sub_types=frozenset())}, 0, []),
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
    assert codes(check_update, old_started_on=date(2026, 1, 1), on=on, today=TODAY) == broken


MOTHER = PersonalContactEntry(
    relationship="Mother", relationship_type="FM01", first_name="Ann", surname="River", started_on=TODAY
)


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        ({}, []),
        ({"relationship": " "}, ["RELATIONSHIP_REQUIRED"]),
        ({"relationship_type": ""}, ["RELATIONSHIP_TYPE_REQUIRED"]),
        ({"first_name": "", "surname": ""}, ["FIRST_NAME_REQUIRED", "SURNAME_REQUIRED"]),
        ({"phone": "123"}, ["PHONE_SHAPE"]),
        ({"mobile": "07700 900123"}, []),
        ({"emergency": True}, ["PHONE_REQUIRED"]),
        ({"emergency": True, "mobile": "07700 900123"}, []),
        ({"ended_on": YESTERDAY}, ["END_BEFORE_START"]),
    ],
)
def test_a_personal_contact_has_a_name_and_a_relationship(changed, broken):
    assert codes(check_personal_contact, replace(MOTHER, **changed)) == broken


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
