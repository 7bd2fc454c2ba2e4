"""A person's own details: birth, death, aliases."""

from dataclasses import dataclass
from datetime import date

from cases.codes import ContactTypeCode
from cases.rules.names import name_key
from core.errors import RuleBroken
from core.reasons import Reason
from core.working_days import MONTHS_IN_YEAR, add_months

OLDEST_YEARS = 120


# --- birth, age, death ----------------------------------------------------------------------------------


def check_birth(born_on: date, *, today: date) -> None:
    if born_on > today:
        raise RuleBroken("DOB_FUTURE", "Date of birth must be today or in the past", "date_of_birth")
    if add_months(born_on, OLDEST_YEARS * MONTHS_IN_YEAR) <= today:
        reason = Reason("Date of birth must be less than {years} years ago", years=OLDEST_YEARS)
        raise RuleBroken("DOB_TOO_LONG_AGO", reason, "date_of_birth")


@dataclass(frozen=True, kw_only=True)
class DeathEffect:
    """What a date of death writes. `cancels` open appointments, of which the user is warned."""

    contact_type: ContactTypeCode
    cancels: int


def record_death(
    died_on: date, *, born_on: date, today: date, in_custody: bool, open_appointments: int, confirmed: bool
) -> DeathEffect:
    """source   docs/sources/cases.md#people"""
    if died_on > today:
        raise RuleBroken("DEATH_FUTURE", "Date of death must be today or in the past", "died_on")
    if died_on < born_on:
        raise RuleBroken(
            "DEATH_BEFORE_BIRTH", "Date of death must be on or after the date of birth", "died_on"
        )
    if not confirmed:
        reason = Reason(
            "Open appointments to be cancelled: {n}. Confirm the date of death", n=open_appointments
        )
        raise RuleBroken("CONFIRM_DEATH", reason, "confirmed")
    contact_type = ContactTypeCode.DIED_IN_CUSTODY if in_custody else ContactTypeCode.DIED
    return DeathEffect(contact_type=contact_type, cancels=open_appointments)


# --- names and aliases ------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Naming:
    """One way a person is known: the main record or an alias."""

    first_name: str
    surname: str
    born_on: date | None = None


def same_name(wanted: str, stored: str) -> bool:
    return bool(wanted) and name_key(wanted) == name_key(stored)


def check_alias(alias: Naming, *, main: Naming) -> None:
    """An alias differs from the main record in a name or the date of birth."""
    same_names = same_name(alias.first_name, main.first_name) and same_name(alias.surname, main.surname)
    if same_names and alias.born_on in (None, main.born_on):
        raise RuleBroken("ALIAS_SAME", "Alias must have a different name or date of birth", "surname")


def alias_after_change(before: Naming, after: Naming) -> Naming | None:
    """The old naming to offer as an alias when surname or date of birth changed."""
    changed = not same_name(before.surname, after.surname) or before.born_on != after.born_on
    return before if changed else None
