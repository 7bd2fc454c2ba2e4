"""Named places on a page that other apps fill, so that the page imports nothing of theirs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Panel:
    """What fills a place: a template and its words; None instead of a Panel shows nothing."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """A column another app adds to a list: heading, and a cell for each row's key."""

    heading: str | Promise
    cells: Mapping[Any, SafeString | str]


Filler = Callable[..., Panel | None]
ColumnFiller = Callable[[HttpRequest, list[Any]], Column | None]
_panels: dict[str, list[tuple[int, Filler]]] = {}
_columns: dict[str, list[tuple[int, ColumnFiller]]] = {}


def fills(place: str, *, order: int = 100) -> Callable[[Filler], Filler]:
    """Marks a function (request, **subject) -> Panel | None of an app's panels.py."""

    def register(filler: Filler) -> Filler:
        _panels.setdefault(place, []).append((order, filler))
        _panels[place].sort(key=lambda entry: entry[0])
        return filler

    return register


def adds_column(place: str, *, order: int = 100) -> Callable[[ColumnFiller], ColumnFiller]:
    """Marks a function (request, rows) -> Column | None: asked once for all rows of a list."""

    def register(filler: ColumnFiller) -> ColumnFiller:
        _columns.setdefault(place, []).append((order, filler))
        _columns[place].sort(key=lambda entry: entry[0])
        return filler

    return register


def render(place: str, request: HttpRequest, **subject: Any) -> list[SafeString]:
    """The rendered panels of a place, in order."""
    found = (filler(request, **subject) for _, filler in _panels.get(place, []))
    return [render_to_string(panel.template, dict(panel.context), request) for panel in found if panel]


def columns(place: str, request: HttpRequest, rows: Iterable[Any]) -> list[Column]:
    listed = list(rows)
    found = (filler(request, listed) for _, filler in _columns.get(place, []))
    return [column for column in found if column]
