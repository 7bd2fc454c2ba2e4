"""When a person may have been born."""

from datetime import date

from core.calendar.working_days import MONTHS_IN_YEAR, add_months
from core.errors import RuleBroken
from core.reasons import Reason

OLDEST_YEARS = 120


def check_birth(born_on: date, *, today: date) -> None:
    """A person was born today or earlier, and less than 120 years ago.

    raises   RuleBroken DOB_FUTURE, DOB_TOO_LONG_AGO
    """
    if born_on > today:
        raise RuleBroken("DOB_FUTURE", "Date of birth must be today or in the past", "date_of_birth")
    if add_months(born_on, OLDEST_YEARS * MONTHS_IN_YEAR) <= today:
        reason = Reason("Date of birth must be less than {years} years ago", years=OLDEST_YEARS)
        raise RuleBroken("DOB_TOO_LONG_AGO", reason, "date_of_birth")
