"""The switches of referrals that the service owner may turn, with their defaults."""

from core import policy
from core.policy import Policy
from referrals.codes import ReferralPolicy

policy.declare(
    Policy(
        code=ReferralPolicy.SHARE_ROSH_LEVELS.value,
        default=False,
        words=ReferralPolicy.SHARE_ROSH_LEVELS.words,
    )
)


def shares_rosh_levels() -> bool:
    """Whether service providers see the community levels by group. 1 query."""
    return bool(policy.value(ReferralPolicy.SHARE_ROSH_LEVELS.value))
