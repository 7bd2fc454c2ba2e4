"""Notice: a fact one app tells others, in the past tense. Pure; carries ids and dates, never a record."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

_kinds: dict[str, type["Notice"]] = {}


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Subclass it frozen, in an app's notices.py.

    kind   "<app>.<Name>", its stored name
    key    notices of one key are told in order: the CRN, or what the subclass says
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
        return {
            name: value.isoformat() if isinstance(value, date | datetime) else value
            for name, value in asdict(self).items()
        }


def restore(kind: str, payload: dict[str, Any]) -> Notice:
    """The notice again, from its stored name and payload. KeyError if no app declares the kind."""
    cls = _kinds[kind]
    values = {}
    for field in fields(cls):
        if field.name not in payload:
            continue
        value, declared = payload[field.name], str(field.type)
        if isinstance(value, str) and "datetime" in declared:
            value = datetime.fromisoformat(value)
        elif isinstance(value, str) and "date" in declared:
            value = date.fromisoformat(value)
        elif isinstance(value, list):
            value = tuple(value)
        values[field.name] = value
    return cls(**values)
