"""A date of death, and what it writes."""

from datetime import date

import pytest

from cases.record.rules import record_death
from core.errors import RuleBroken

TODAY = date(2026, 6, 15)
BORN_ON = date(1980, 6, 20)


@pytest.mark.parametrize(
    ("died_on", "confirmed", "code"),
    [
        (date(2026, 6, 16), True, "DEATH_FUTURE"),
        (date(1980, 6, 19), True, "DEATH_BEFORE_BIRTH"),
        (TODAY, False, "CONFIRM_DEATH"),
    ],
)
def test_a_death_is_dated_and_confirmed(died_on, confirmed, code):
    with pytest.raises(RuleBroken, match=code):
        record_death(
            died_on,
            born_on=BORN_ON,
            today=TODAY,
            in_custody=False,
            open_appointments=2,
            confirmed=confirmed,
        )


@pytest.mark.parametrize(("in_custody", "contact"), [(False, "DUS01"), (True, "DUS3")])
def test_a_death_writes_its_contact_and_cancels_appointments(in_custody, contact):
    effect = record_death(
        TODAY, born_on=BORN_ON, today=TODAY, in_custody=in_custody, open_appointments=2, confirmed=True
    )

    assert (effect.contact_type, effect.cancels) == (contact, 2)
