"""Reads policy switches: the row if there is one, else the default its app declared."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.built_once import built_once
from core.models import PolicySetting


@dataclass(frozen=True)
class Policy:
    """A switch: its code, default and words for administrators. An app declares it in queries/policies.py.

    default   a bool, a whole number, a text, or a list of several of the choices
    choices   (value, words) of the values allowed; empty when any value is
    kind      the type of the value, needed where the default is None
    most      the highest whole number
    """

    code: str
    default: Any
    words: str
    choices: tuple[tuple[str, str], ...] = ()
    kind: type | None = None
    most: int = 9_999

    @property
    def value_kind(self) -> type:
        return self.kind or type(self.default)


_declared: dict[str, Policy] = {}


def declare(*policies: Policy) -> None:
    for policy in policies:
        _declared[policy.code] = policy


def find(code: str) -> Policy:
    return _declared[code]


def declared() -> list[Policy]:
    return sorted(_declared.values(), key=lambda policy: policy.code)


def value(code: str) -> Any:
    """Today's value: the row's, or the default where there is no row or it is empty. Costs 1 query."""
    return value_from(code, next(iter(_stored(code)), None))


def stored(code: str) -> QuerySet[PolicySetting, Any]:
    """A queryset of the switch's stored value, for a subquery that reads it along with other rows."""
    return PolicySetting.objects.filter(code=code).order_by("pk").values_list("value", flat=True)


@built_once
def _stored(code: str) -> QuerySet[PolicySetting, Any]:
    return stored(code)[:1]


def value_from(code: str, stored_value: Any) -> Any:
    """Today's value, from the value that `stored` found; None stands for the default."""
    return _declared[code].default if stored_value is None else stored_value
