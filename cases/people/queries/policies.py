"""The switches of the record that the service owner may set, with their defaults."""

from cases.codes import ROSH_CURRENT_FOR_WEEKS, RecordPolicy
from core import policy
from core.policy import Policy

ROSH_CURRENT_WEEKS = RecordPolicy.ROSH_CURRENT_WEEKS.value

policy.declare(
    Policy(
        code=ROSH_CURRENT_WEEKS, default=ROSH_CURRENT_FOR_WEEKS, words=RecordPolicy.ROSH_CURRENT_WEEKS.words
    )
)


def rosh_current_weeks() -> int:
    """For how many weeks a RoSH summary counts as current. 1 query."""
    return policy.value(ROSH_CURRENT_WEEKS)
