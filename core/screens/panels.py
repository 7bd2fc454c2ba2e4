"""Panels: named places on a page that other apps fill, so that the page need not import those apps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Panel:
    """A template and its context, shown in a place. A filler returns None to show nothing."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


Filler = Callable[..., Panel | None]
_panels: dict[str, list[tuple[int, Filler]]] = {}


def fills(place: str, *, order: int = 100) -> Callable[[Filler], Filler]:
    """Registers a function (request, **subject) -> Panel | None of an app's panels.py for a place."""

    def register(filler: Filler) -> Filler:
        _panels.setdefault(place, []).append((order, filler))
        _panels[place].sort(key=lambda entry: entry[0])
        return filler

    return register


def render(place: str, request: HttpRequest, **subject: Any) -> list[SafeString]:
    """The rendered panels of a place, in order."""
    found = (filler(request, **subject) for _, filler in _panels.get(place, []))
    return [render_to_string(panel.template, dict(panel.context), request) for panel in found if panel]
