"""Reads policy switches: the row if there is one, else the default its app declared."""

from dataclasses import dataclass
from typing import Any

from core.models import PolicySetting


@dataclass(frozen=True)
class Policy:
    """A switch: its code, default and words for administrators. Declared in an app's policies table."""

    code: str
    default: Any
    words: str


_declared: dict[str, Policy] = {}


def declare(*policies: Policy) -> None:
    for policy in policies:
        _declared[policy.code] = policy


def declared() -> list[Policy]:
    return sorted(_declared.values(), key=lambda policy: policy.code)


def value(code: str) -> Any:
    """Today's value. Costs one query."""
    policy = _declared[code]
    row = PolicySetting.objects.filter(code=code).first()
    return policy.default if row is None else row.value
