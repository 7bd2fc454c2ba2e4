"""What acts on rows below a person share: lock a row, look codes up, add a row, mark it removed."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model

from core.errors import NeedsConfirming, RuleBroken, StaleVersion
from core.models.bases import CodeRow, stamps

if TYPE_CHECKING:
    from core.models import User

Part = TypeVar("Part", bound=Model)


def lock_part(model: type[Part], pk: int, **of: Any) -> Part:
    """The row, locked.

    of       what it must belong to: person_id=1
    raises   RuleBroken GONE when somebody has removed it, or it belongs to another
    """
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=pk, removed_at=None, **of).first()
    if row is None:
        raise RuleBroken("GONE", "Someone has removed this since you opened it")
    return row


def add_part(model: type[Part], *, by: "User", at: datetime, **values: Any) -> Part:
    return model._default_manager.create(**values, **stamps(by=by, at=at))


def mark_removed(row: Any, *, because: str, version: int | None, by: "User", at: datetime) -> None:
    """Marks a row as entered by mistake, with who, when and why. The row stays; screens do not show it.

    raises   RuleBroken REASON_REQUIRED; StaleVersion when it was changed meanwhile
    """
    if not because.strip():
        raise RuleBroken("REASON_REQUIRED", "Enter why it was entered by mistake", "because")
    if version is not None and row.version != version:
        raise StaleVersion(row.version)
    row.removed_at, row.removed_by, row.removed_because = at, by, because.strip()
    row.save(update_fields=["removed_at", "removed_by", "removed_because"])


def columns(details: Any, *, leave_out: Collection[str] = (), **code_lists: type[CodeRow]) -> dict[str, Any]:
    """The columns of a details object. In the named lists a code becomes its row and "" becomes None.

    leave_out    names in the details that are no columns, such as the note to add
    code_lists   column -> model of its code list
    """
    values = {name: value for name, value in asdict(details).items() if name not in leave_out}
    for name, model in code_lists.items():
        values[name] = model._default_manager.get(code=values[name]) if values[name] else None
    return values


@contextmanager
def as_warning(*codes: str) -> Iterator[None]:
    """Turns a broken rule of one of these codes into a warning, which "Save anyway" confirms."""
    try:
        yield
    except RuleBroken as broken:
        if broken.code in codes:
            raise NeedsConfirming([broken]) from broken
        raise
