"""The switches of risk that the service owner may set, with their defaults."""

from core import policy
from core.policy import Policy
from risk.codes import RiskPolicy

policy.declare(
    Policy(
        code=RiskPolicy.TIER_ASSESSMENT_WEEKS.value,
        default=None,
        kind=int,
        words=RiskPolicy.TIER_ASSESSMENT_WEEKS.words,
    ),
)
