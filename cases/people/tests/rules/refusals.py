"""What a rule refuses."""

from core.errors import RuleBroken


def codes(check, *args, **facts):
    """The codes of all that a check refuses, in order."""
    try:
        check(*args, **facts)
    except RuleBroken as refused:
        return [broken.code for broken in refused.all]
    return []
