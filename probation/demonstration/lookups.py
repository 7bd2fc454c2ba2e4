"""Keys of the rows of reference data that the generator names."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet


def by_code(rows: type[Model] | QuerySet[Any]) -> dict[str, int]:
    """Code -> key of every row of a list."""
    found = rows.all() if isinstance(rows, QuerySet) else rows._default_manager.all()
    return dict(found.values_list("code", "pk"))


def by_words(rows: type[Model]) -> dict[str, int]:
    """Words -> key of every row, for lists whose codes are local."""
    return dict(rows._default_manager.order_by("-pk").values_list("words", "pk"))


def keys(found: dict[str, int], wanted: Iterable[str]) -> tuple[int, ...]:
    """The keys of these codes.

    raises   KeyError for a code that the reference data lack
    """
    return tuple(found[code] for code in wanted)
