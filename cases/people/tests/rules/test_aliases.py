"""Aliases: which differ from the main record, and which a change leaves behind."""

from datetime import date

import pytest

from cases.people.rules.aliases import Naming, alias_after_change, check_alias
from core.errors import RuleBroken

ALEX = Naming(first_name="Alex", surname="O'River", born_on=date(1980, 6, 20))


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
