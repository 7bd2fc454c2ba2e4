"""The switches of risk that the service owner may set, with their defaults."""

from core import policy
from core.policy import Policy
from risk.codes import RiskPolicy
from risk.rules.rosh import CURRENT_FOR_WEEKS

ROSH_CURRENT_WEEKS = RiskPolicy.ROSH_CURRENT_WEEKS.value

policy.declare(
    Policy(
        code=RiskPolicy.TIER_ASSESSMENT_WEEKS.value,
        default=None,
        kind=int,
        words=RiskPolicy.TIER_ASSESSMENT_WEEKS.words,
    ),
    Policy(
        code=ROSH_CURRENT_WEEKS,
        default=CURRENT_FOR_WEEKS,
        words=RiskPolicy.ROSH_CURRENT_WEEKS.words,
    ),
)


def rosh_current_weeks() -> int:
    """For how many weeks a RoSH summary counts as current. 1 query."""
    return policy.value(ROSH_CURRENT_WEEKS)
