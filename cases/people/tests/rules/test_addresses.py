"""Addresses: what each needs, and how a main address follows another."""

from dataclasses import replace
from datetime import date

import pytest

from cases.codes import AddressStatus
from cases.people.rules.addresses import AddressEntry, EndedMain, OpenAddress, plan_address
from cases.people.tests.rules.refusals import codes
from core.errors import RuleBroken

TODAY = date(2026, 6, 15)
TOMORROW = date(2026, 6, 16)
YESTERDAY = date(2026, 6, 14)
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
