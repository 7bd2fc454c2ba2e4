"""Versions of rows: a form that was opened before somebody else's change cannot overwrite that change."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.errors import StaleVersion
from core.models.bases import Versioned

if TYPE_CHECKING:
    from core.models import User


def check_version(row: Versioned, version: int | None) -> None:
    """Refuses a change to a row that somebody else has changed since the form was opened.

    version   the one that the form was opened with; None is never refused
    raises    StaleVersion
    """
    if version is not None and row.version != version:
        raise StaleVersion(row.version)


def save_changes(
    row: Versioned, changes: dict[str, Any], *, version: int | None, by: "User | None", at: datetime
) -> list[str]:
    """Writes the changed fields of a locked row and raises its version; returns their names.

    version   the version the form was opened with; None where the caller has just locked and checked the row
    raises    StaleVersion when the stored version is another
    """
    check_version(row, version)
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(row, name, changes[name])
    raise_version(row, changed, by=by, at=at)
    return changed


def raise_version(row: Versioned, changed: Sequence[str] = (), *, by: "User | None", at: datetime) -> None:
    """Saves a locked row under its next version.

    changed   names of its changed columns; none when only a row that belongs to it changed
    """
    row.version += 1
    row.updated_at, row.updated_by = at, by
    row.save(update_fields=[*changed, "version", "updated_at", "updated_by"])
