"""A date of death: when it may be, and what it writes into the record."""

from dataclasses import dataclass
from datetime import date

from cases.codes import ContactTypeCode
from core.errors import RuleBroken
from core.reasons import Reason


@dataclass(frozen=True, kw_only=True)
class DeathEffect:
    """What a date of death writes: a contact of a type, and the number of open appointments it cancels."""

    contact_type: ContactTypeCode
    cancels: int


def check_death(died_on: date, *, born_on: date, today: date) -> None:
    """A person died after their birth and not in the future.

    raises   RuleBroken
    """
    if died_on > today:
        raise RuleBroken("DEATH_FUTURE", "Date of death must be today or in the past", "died_on")
    if died_on < born_on:
        words = "Date of death must be on or after the date of birth"
        raise RuleBroken("DEATH_BEFORE_BIRTH", words, "died_on")


def record_death(
    died_on: date, *, born_on: date, today: date, in_custody: bool, open_appointments: int, confirmed: bool
) -> DeathEffect:
    """Checks a date of death and says what it writes.

    raises   RuleBroken; unless `confirmed`, CONFIRM_DEATH, which is a warning
    source   docs/sources/cases.md#people
    """
    check_death(died_on, born_on=born_on, today=today)
    if not confirmed:
        reason = Reason(
            "Open appointments to be cancelled: {n}. Confirm the date of death", n=open_appointments
        )
        raise RuleBroken("CONFIRM_DEATH", reason, "confirmed")
    contact_type = ContactTypeCode.DIED_IN_CUSTODY if in_custody else ContactTypeCode.DIED
    return DeathEffect(contact_type=contact_type, cancels=open_appointments)
