"""Birth, age, death, text messages, aliases."""

from datetime import date

import pytest

from cases.people.rules.aliases import Naming, alias_after_change, check_alias
from cases.people.rules.birth import check_birth
from cases.record.rules import record_death
from core.errors import RuleBroken

TODAY = date(2026, 6, 15)
ALEX = Naming(first_name="Alex", surname="O'River", born_on=date(1980, 6, 20))


@pytest.mark.parametrize(
    ("born_on", "code"),
    [
        (TODAY, None),
        (date(2026, 6, 16), "DOB_FUTURE"),
        (date(1906, 6, 16), None),
        (date(1906, 6, 15), "DOB_TOO_LONG_AGO"),
    ],
)
def test_a_birth_is_in_the_past_and_within_a_lifetime(born_on, code):
    if code is None:
        check_birth(born_on, today=TODAY)
        return
    with pytest.raises(RuleBroken, match=code):
        check_birth(born_on, today=TODAY)


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
            born_on=ALEX.born_on,
            today=TODAY,
            in_custody=False,
            open_appointments=2,
            confirmed=confirmed,
        )


@pytest.mark.parametrize(("in_custody", "contact"), [(False, "DUS01"), (True, "DUS3")])
def test_a_death_writes_its_contact_and_cancels_appointments(in_custody, contact):
    effect = record_death(
        TODAY, born_on=ALEX.born_on, today=TODAY, in_custody=in_custody, open_appointments=2, confirmed=True
    )

    assert (effect.contact_type, effect.cancels) == (contact, 2)


@pytest.mark.parametrize(
    ("alias", "refused"),
    [
        (Naming(first_name="alex", surname="Oriver"), True),
        (Naming(first_name="Alex", surname="O'River", born_on=date(1980, 6, 20)), True),
        (Naming(first_name="Alex", surname="O'River", born_on=date(1980, 6, 21)), False),
        (Naming(first_name="Al", surname="O'River"), False),
    ],
)
def test_an_alias_differs_from_the_main_record(alias, refused):
    if not refused:
        check_alias(alias, main=ALEX)
        return
    with pytest.raises(RuleBroken, match="ALIAS_SAME"):
        check_alias(alias, main=ALEX)


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        (Naming(first_name="Alexis", surname="O'River", born_on=ALEX.born_on), False),
        (Naming(first_name="Alex", surname="Brook", born_on=ALEX.born_on), True),
        (Naming(first_name="Alex", surname="O'River", born_on=date(1981, 6, 20)), True),
    ],
)
def test_a_changed_surname_or_birth_is_kept_as_an_alias(after, kept):
    assert alias_after_change(ALEX, after) == (ALEX if kept else None)
