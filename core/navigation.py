"""The primary navigation: apps add their items; a user sees those they have permission for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from core.access import may


@dataclass(frozen=True)
class Item:
    """words, URL name, the permission that shows it, its place, the prefixes that mark it current."""

    words: str | Promise
    url_name: str
    permission: str
    order: int
    prefixes: tuple[str, ...] = ()


_items: list[Item] = []
_counts: dict[str, Callable[[HttpRequest], int]] = {}


def add(item: Item) -> None:
    _items.append(item)
    _items.sort(key=lambda entry: entry.order)


def count_in_header(name: str, count: Callable[[HttpRequest], int]) -> None:
    """A number beside a header link ("alerts"); `count` may cost one query."""
    _counts[name] = count


def primary_navigation(request: HttpRequest) -> list[dict[str, object]]:
    shown: list[dict[str, object]] = []
    for item in _items:
        if not may(request.user, item.permission):
            continue
        address = reverse(item.url_name)
        prefixes = item.prefixes or (address,)
        current = request.path == "/" if address == "/" else request.path.startswith(prefixes)
        shown.append({"words": item.words, "href": address, "current": current})
    return shown


class _LazyCounts(dict):
    """Counts are asked for only when a template prints them."""

    def __init__(self, request: HttpRequest):
        super().__init__()
        self._request = request

    def __missing__(self, name: str) -> int:
        self[name] = _counts[name](self._request) if name in _counts else 0
        return self[name]


def header_counts(request: HttpRequest) -> dict[str, int]:
    return _LazyCounts(request)
