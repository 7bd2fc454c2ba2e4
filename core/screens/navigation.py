"""The primary navigation: apps add their items; a user sees those they have permission for."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise

from core.access import PUBLIC, may


@dataclass(frozen=True)
class Item:
    """An item of the navigation.

    permission   who sees it
    prefixes     beginnings of the paths on which it is marked as current; its own address by default
    begins_at    the address for the user of a request, given that of the item: "/cases?officer=team"
    """

    words: str | Promise
    url_name: str
    permission: str
    order: int
    prefixes: tuple[str, ...] = ()
    begins_at: Callable[[HttpRequest, str], str] = lambda _request, address: address


_items: list[Item] = []
_counts: dict[str, Callable[[HttpRequest], int]] = {}
_header_permissions: dict[str, str] = {}


def add(item: Item) -> None:
    _items.append(item)
    _items.sort(key=lambda entry: entry.order)


def show_in_header(name: str, permission: str) -> None:
    """Shows a part of the header ("search", "alerts") only to users with the permission."""
    _header_permissions[name] = permission


def header_offers(name: str, request: HttpRequest) -> bool:
    return name in _header_permissions and may(request.user, _header_permissions[name])


def count_in_header(name: str, count: Callable[[HttpRequest], int]) -> None:
    """A number beside a header link ("alerts"); `count` may cost one query."""
    _counts[name] = count


def opens_for(request: HttpRequest, address: str) -> bool:
    """Whether the user has the permission that the screen at an address asks for."""
    try:
        view = getattr(resolve(address.partition("?")[0]).func, "view_class", None)
    except Resolver404:
        return False
    permission = getattr(view, "permission", PUBLIC)
    return permission == PUBLIC or may(request.user, permission)


def primary_navigation(request: HttpRequest) -> list[dict[str, object]]:
    shown: list[dict[str, object]] = []
    for item in _items:
        if not may(request.user, item.permission):
            continue
        address = reverse(item.url_name)
        prefixes = item.prefixes or (address,)
        current = request.path == "/" if address == "/" else request.path.startswith(prefixes)
        shown.append({"words": item.words, "href": item.begins_at(request, address), "current": current})
    return shown


class _LazyCounts(dict):
    """A count is queried only when a template prints it."""

    def __init__(self, request: HttpRequest):
        super().__init__()
        self._request = request

    def __missing__(self, name: str) -> int:
        self[name] = _counts[name](self._request) if name in _counts else 0
        return self[name]


def header_counts(request: HttpRequest) -> dict[str, int]:
    return _LazyCounts(request)
