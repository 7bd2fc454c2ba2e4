"""Follows links as one user: every kind of link on every kind of page leads to a page that answers.

Two links are of one kind when they lead from the same screen to the same screen with the same names in the
query. One of each kind is followed; an address is opened once.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from tests.journeys.markup import Markup

HERE = "http://testserver"


@dataclass
class Seen:
    """One response: a page, a file, or a refusal. `kind` is its content type."""

    address: str
    status: int
    kind: str
    html: str
    came_from: str

    @property
    def is_page(self) -> bool:
        return self.kind.startswith("text/html")

    @cached_property
    def markup(self) -> Markup:
        return Markup(self.html)


@dataclass
class Crawl:
    """A walk along the links.

    leave    whether an address is not to be followed
    most     pages to open, after which the walk fails
    pages    in the order they were opened
    broken   the links that fail, in words
    screens  names of the screens that were reached
    """

    client: Client
    leave: Callable[[str], bool] = lambda address: False
    most: int = 700
    pages: list[Seen] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    screens: set[str] = field(default_factory=set)
    _statuses: dict[str, int] = field(default_factory=dict)
    _kinds: set[tuple] = field(default_factory=set)

    def follow(self, starts: Iterable[str]) -> "Crawl":
        queue = deque((start, "") for start in starts)
        while queue:
            address, came_from = queue.popleft()
            if address in self._statuses:
                continue
            if len(self.pages) >= self.most:
                self.broken.append(f"more than {self.most} pages: the links never end")
                break
            seen = self._open(address, came_from)
            if seen.status >= 400:
                self.broken.append(f"{came_from} links to {address}: {seen.status}")
            elif seen.is_page:
                queue.extend((link, address) for link in self._new_links(seen))
        return self

    def _open(self, address: str, came_from: str) -> Seen:
        response = self.client.get(address, follow=True)
        self._statuses[address] = response.status_code
        landed = response.redirect_chain[-1][0] if getattr(response, "redirect_chain", None) else address
        self._statuses[urldefrag(landed).url] = response.status_code
        self.screens |= {screen_of(address), screen_of(landed)}
        kind = response.headers.get("Content-Type", "")
        html = response.content.decode() if kind.startswith("text/html") and not response.streaming else ""
        seen = Seen(landed, response.status_code, kind, html, came_from)
        self.pages.append(seen)
        return seen

    def _new_links(self, page: Seen) -> Iterable[str]:
        source = "admin" if page.address.startswith("/admin/") else screen_of(page.address)
        for href in page.markup.links():
            address = inside(href, page.address)
            if not address or self.leave(address):
                continue
            screen = screen_of(address)
            if not screen:
                self.broken.append(f"{page.address} links to {address}, which is no address of ours")
                continue
            kind = (source, screen, names_asked(address))
            if address in self._statuses:
                self._kinds.add(kind)
            elif kind not in self._kinds:
                self._kinds.add(kind)
                yield address


def inside(href: str, page: str) -> str:
    """The address on this site a link leads to; "" for mail, telephone and other sites."""
    whole = urldefrag(urljoin(HERE + page, href)).url
    return whole.removeprefix(HERE) or "/" if whole.startswith(HERE) else ""


def names_asked(address: str) -> frozenset[str]:
    """Names in the query. None for Django's administration, whose filters are not tested here."""
    if address.startswith("/admin/"):
        return frozenset()
    return frozenset(name for name, _value in parse_qsl(urlsplit(address).query))


def screen_of(address: str) -> str:
    """The name of the screen an address opens, "" if there is none."""
    path = urlsplit(address).path
    if path.startswith("/static/"):
        return "static"
    try:
        return resolve(path).view_name or path
    except Resolver404:
        return ""
