"""Other names and dates of birth a person is known by."""

from dataclasses import dataclass
from datetime import date

from cases.people.rules.names import name_key
from core.errors import RuleBroken


@dataclass(frozen=True, kw_only=True)
class Naming:
    """One way a person is known: the main record or an alias."""

    first_name: str
    surname: str
    born_on: date | None = None


def same_name(wanted: str, stored: str) -> bool:
    return name_key(wanted) == name_key(stored)


def check_alias(alias: Naming, *, main: Naming) -> None:
    """An alias must differ from the main record in a name or the date of birth.

    raises   RuleBroken ALIAS_SAME
    """
    same_names = same_name(alias.first_name, main.first_name) and same_name(alias.surname, main.surname)
    if same_names and alias.born_on in (None, main.born_on):
        raise RuleBroken("ALIAS_SAME", "Alias must have a different name or date of birth", "surname")


def check_keeping(before: Naming, after: Naming, *, keep_alias: bool | None) -> None:
    """Where the surname or the date of birth changes, somebody must say whether the old one stays an alias.

    raises   RuleBroken ALIAS_ANSWER
    """
    if alias_after_change(before, after) is not None and keep_alias is None:
        words = "Select yes if the old last name or date of birth should be kept as an alias"
        raise RuleBroken("ALIAS_ANSWER", words, "keep_alias")


def alias_after_change(before: Naming, after: Naming) -> Naming | None:
    """The old naming, to offer as an alias, if surname or date of birth changed; else None."""
    changed = not same_name(before.surname, after.surname) or before.born_on != after.born_on
    return before if changed else None
