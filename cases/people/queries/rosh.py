"""What is said of the risk of serious harm of a person in a list, a banner or beside a name."""

from datetime import date

from cases.people.queries.policies import rosh_current_weeks
from cases.people.rules.rosh import RoshFacts, RoshShown, what_is_shown


def rosh_of(facts: RoshFacts, *, today: date, weeks: int | None = None) -> RoshShown:
    """What is said of the person.

    weeks   for how long a summary counts as current; None reads it: 1 query, none for who was never assessed
    """
    if weeks is None:
        weeks = rosh_current_weeks() if facts.rosh_assessed_level else 0
    return what_is_shown(facts, on=today, within_weeks=weeks)
