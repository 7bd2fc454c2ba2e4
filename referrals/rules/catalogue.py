"""What the catalogue offers: which entries are open, whom they are for, and which outcomes they have."""

from dataclasses import dataclass
from datetime import date

from core.errors import RuleBroken
from core.reasons import Reason
from referrals.codes import EntryOpening, OutcomeFilter

SUMMARY_LENGTH = 500
YOUNG_ADULT_MAXIMUM_AGE = 25


@dataclass(frozen=True, kw_only=True)
class OutcomeRow:
    """A desired outcome as kept in reference data.

    valid_to     the last day it is offered, None while it is current
    contracts    contract references the filter names
    """

    code: str
    valid_from: date | None = None
    valid_to: date | None = None
    filter: OutcomeFilter | None = None
    contracts: frozenset[str] = frozenset()


def is_offered(outcome: OutcomeRow, *, contract: str, on: date) -> bool:
    """Whether an outcome may be chosen on a contract on a day.

    source   docs/sources/referrals.md#desired-outcomes
    """
    if outcome.valid_from is not None and on < outcome.valid_from:
        return False
    if outcome.valid_to is not None and on > outcome.valid_to:
        return False
    if outcome.filter == OutcomeFilter.INCLUDE:
        return contract in outcome.contracts
    if outcome.filter == OutcomeFilter.EXCLUDE:
        return contract not in outcome.contracts
    return True


@dataclass(frozen=True, kw_only=True)
class Eligibility:
    """Whom a contract is for. Ages are whole years, both limits included."""

    allows_female: bool
    allows_male: bool
    minimum_age: int
    maximum_age: int | None = None


def eligibility_warnings(
    eligibility: Eligibility,
    *,
    age: int | None,
    sex: str | None = None,
    gender_identity: str | None = None,
) -> list[Reason]:
    """What about the person does not fit the contract. The practitioner may go on with a reason.

    sex, gender_identity   "F" or "M"; anything else counts as not recorded. One that fits is enough
    source                 docs/sources/referrals.md#who-a-contract-is-for
    """
    warnings = []
    if age is not None and age < eligibility.minimum_age:
        warnings.append(Reason("This service is for people aged {age} or over", age=eligibility.minimum_age))
    if age is not None and eligibility.maximum_age is not None and age > eligibility.maximum_age:
        warnings.append(Reason("This service is for people aged {age} or under", age=eligibility.maximum_age))
    recorded = {gender for gender in (sex, gender_identity) if gender in {"F", "M"}}
    allowed = {
        gender for gender, fits in (("F", eligibility.allows_female), ("M", eligibility.allows_male)) if fits
    }
    if recorded and not recorded & allowed:
        words = "This service is for women" if allowed == {"F"} else "This service is for men"
        warnings.append(Reason(words))
    return warnings


@dataclass(frozen=True, kw_only=True)
class Opening:
    """First and last day on which an entry takes referrals, both included; None means no limit."""

    hidden_before: date | None = None
    hidden_after: date | None = None


def opening_on(opening: Opening, day: date) -> EntryOpening:
    if opening.hidden_before is not None and day < opening.hidden_before:
        return EntryOpening.NOT_YET
    if opening.hidden_after is not None and day > opening.hidden_after:
        return EntryOpening.CLOSED
    return EntryOpening.OPEN


def check_open(opening: Opening, day: date) -> None:
    """Refuse a new referral to an entry that is not open. Referrals already made go on.

    raises   RuleBroken CONTRACT_CLOSED or CONTRACT_NOT_OPEN
    source   docs/sources/referrals.md#catalogue-entries
    """
    match opening_on(opening, day):
        case EntryOpening.CLOSED:
            raise RuleBroken(
                "CONTRACT_CLOSED",
                Reason("This service stopped taking referrals on {day}", day=opening.hidden_after),
            )
        case EntryOpening.NOT_YET:
            raise RuleBroken(
                "CONTRACT_NOT_OPEN",
                Reason("This service takes referrals from {day}", day=opening.hidden_before),
            )


def summary_of(description: str) -> str:
    """The first line of a description, as lists show it: at most 500 characters."""
    lines = description.strip().splitlines()
    return lines[0].strip()[:SUMMARY_LENGTH] if lines else ""
