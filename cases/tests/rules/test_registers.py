"""What the open registrations say together."""

from datetime import date

import pytest

from cases.codes import RegisterColour
from cases.rules.registers import current_mappa, rosh_colour
from cases.rules.registrations import OpenRegistration, RegisterTypeFacts


def rosh(code, words, colour):
    return RegisterTypeFacts(code=code, words=words, colour=colour, duplicate_group="ROSH")


HIGH = rosh("RHRH", "High RoSH", RegisterColour.RED)
MEDIUM = rosh("RMRH", "Medium RoSH", RegisterColour.AMBER)
LOW = rosh("RLRH", "Low RoSH", RegisterColour.GREEN)
MAPPA = RegisterTypeFacts(code="MAPP", words="MAPPA", records_level=True, records_category=True)
WEAPONS = RegisterTypeFacts(code="WEAP", words="Weapons")


def opened(type, on=date(2026, 1, 31), id=1, **fields):
    return OpenRegistration(id=id, type=type, registered_on=on, **fields)


@pytest.mark.parametrize(
    ("open_now", "colour"),
    [
        ([], None),
        ([opened(WEAPONS)], None),
        ([opened(MEDIUM), opened(WEAPONS, id=2)], RegisterColour.AMBER),
        ([opened(LOW), opened(HIGH, id=2)], RegisterColour.RED),
    ],
)
def test_the_rosh_colour_is_that_of_the_open_rosh_registration(open_now, colour):
    assert rosh_colour(open_now) == colour


def test_the_latest_mappa_registration_decides_and_unknown_codes_are_nought():
    old = opened(MAPPA, id=1, on=date(2026, 1, 1), level="M3", category="M2")
    new = opened(MAPPA, id=2, on=date(2026, 2, 1), level="M1", category="X9")

    assert (current_mappa([new, old]).category, current_mappa([new, old]).level) == (0, 1)
    assert (current_mappa([old]).category, current_mappa([old]).level) == (2, 3)
    assert current_mappa([opened(HIGH)]) is None
