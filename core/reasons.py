"""Why a rule decided as it did: words and values apart, so that a screen can translate and format them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

ReasonValue = str | int | float | Decimal | date | datetime | None


@dataclass(frozen=True, init=False)
class Reason:
    """A sentence with named gaps and what fills them.

    words    the message key, in English: "Warned on {day}"
    values   what fills the gaps; dates stay dates until a screen formats them
    """

    words: str
    values: Mapping[str, ReasonValue]

    def __init__(self, words: str, /, **values: ReasonValue):
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "values", MappingProxyType(values))

    def __str__(self) -> str:
        return self.words.format(**self.values)

    def __hash__(self) -> int:
        return hash((self.words, tuple(sorted(self.values))))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reason) and (self.words, dict(self.values)) == (
            other.words,
            dict(other.values),
        )


def as_stored(reason: Reason) -> dict[str, Any]:
    """A reason as a JSON column stores it; `from_stored` turns its dates and decimals back into such."""
    return {"words": reason.words, "values": {name: _plain(value) for name, value in reason.values.items()}}


def from_stored(stored: Mapping[str, Any]) -> Reason | None:
    """The reason that `as_stored` stored; None from an empty column."""
    if not stored:
        return None
    return Reason(stored["words"], **{name: _typed(value) for name, value in stored["values"].items()})


def _plain(value: ReasonValue) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    return {"decimal": str(value)}


def _typed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((kind, text),) = value.items()
    readers: dict[str, Callable[[str], Any]] = {
        "at": datetime.fromisoformat,
        "on": date.fromisoformat,
        "decimal": Decimal,
    }
    return readers[kind](text)
