"""What is said of a person's risk of serious harm: the assessment, and the register beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cases.codes import ROSH_CURRENT_FOR_WEEKS
from core.calendar.ages import is_within_weeks


class RoshFacts(Protocol):
    """The person's columns. A level is LOW, MEDIUM, HIGH or VERY_HIGH; "" for none.

    rosh_level            of the open RoSH registration, which began on `rosh_registered_on`
    rosh_assessed_level   the highest of the latest completed summary, completed on `rosh_assessed_on`
    """

    @property
    def rosh_level(self) -> str: ...
    @property
    def rosh_registered_on(self) -> date | None: ...
    @property
    def rosh_assessed_level(self) -> str: ...
    @property
    def rosh_assessed_on(self) -> date | None: ...


@dataclass(frozen=True, kw_only=True)
class RoshShown:
    """What a badge says.

    level          of the assessment; "" where there is none: the person was not assessed
    is_current     whether the level may be shown in its colour; one that is out of date is grey
    beside         level of the register, where it says what the assessment does not; else ""
    """

    level: str
    on: date | None = None
    is_current: bool = False
    beside: str = ""
    beside_on: date | None = None


def what_is_shown(facts: RoshFacts, *, on: date, within_weeks: int = ROSH_CURRENT_FOR_WEEKS) -> RoshShown:
    """What is said of the person on the day `on`. The register alone is no assessment.

    source   docs/decisions/0023-one-truth-about-risk.md
    """
    level, assessed_on = facts.rosh_assessed_level, facts.rosh_assessed_on
    differs = facts.rosh_level != level
    return RoshShown(
        level=level,
        on=assessed_on if level else None,
        is_current=bool(level and assessed_on and is_within_weeks(assessed_on, on=on, weeks=within_weeks)),
        beside=facts.rosh_level if differs else "",
        beside_on=facts.rosh_registered_on if differs and facts.rosh_level else None,
    )
