"""Notice: a fact one app tells others, in the past tense. Pure; carries ids and dates, never a record."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

_kinds: dict[str, type["Notice"]] = {}


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Subclass it frozen, in an app's notices.py.

    kind   "<app>.<Name>", its stored name
    key    notices with the same key are delivered in order; the CRN unless a subclass says otherwise
    """

    kind: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any):
        super().__init_subclass__(**kwargs)
        cls.kind = f"{cls.__module__.partition('.')[0]}.{cls.__name__}"
        _kinds[cls.kind] = cls

    @property
    def key(self) -> str:
        return str(getattr(self, "crn", ""))

    def payload(self) -> dict[str, Any]:
        """The fields as JSON stores them: dates and instants as ISO text."""
        return {
            name: value.isoformat() if isinstance(value, date | datetime) else value
            for name, value in asdict(self).items()
        }


def restore(kind: str, payload: dict[str, Any]) -> Notice:
    """Rebuilds a notice from its stored name and payload.

    A field that the notice gained after it was stored takes its default.
    raises   KeyError if no app declares the kind
    """
    cls = _kinds[kind]
    stored = [field for field in fields(cls) if field.name in payload]
    return cls(**{field.name: _read(payload[field.name], field.type) for field in stored})


def _read(value: Any, declared: Any) -> Any:
    """A stored value in the type that its field declares: ISO text becomes a date or a datetime."""
    if isinstance(value, str) and declared in (datetime, datetime | None):
        return datetime.fromisoformat(value)
    if isinstance(value, str) and declared in (date, date | None):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
