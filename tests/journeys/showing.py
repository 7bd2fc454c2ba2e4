"""Every way to show a list: its tabs, its orders, the choices of its filters."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from django.urls import resolve

from core.screens.lists import ListPage
from tests.journeys.crawling import Crawl, Seen


def show_every_way(crawl: Crawl) -> Iterator[tuple[str, int]]:
    """Opens each list that the walk reached in every way; gives the address and the status of each."""
    lists = {list_of(page.address): page for page in crawl.pages if page.is_page and page.status == 200}
    lists.pop(None, None)
    for view, page in lists.items():
        for address in ways_to_show(view, page):
            yield address, crawl.client.get(address, follow=True).status_code


def list_of(address: str) -> type[ListPage] | None:
    """The list that is at the address, None for any other screen."""
    view = getattr(resolve(urlsplit(address).path).func, "view_class", None)
    return view if isinstance(view, type) and issubclass(view, ListPage) else None


def ways_to_show(view: type[ListPage], page: Seen) -> Iterator[str]:
    path = urlsplit(page.address).path
    for name in view.sorts:
        yield f"{path}?sort={name}"
        yield f"{path}?sort=-{name}"
    for href in page.markup.links():
        link = urlsplit(urljoin(page.address, href))
        if link.path == path and (tab := parse_qs(link.query).get("tab")):
            yield f"{path}?{urlencode({'tab': tab[0]})}"
    for select in page.markup.every("select"):
        form = next((parent for parent in select.parents if parent.name == "form"), None)
        options = [element["value"] for element in select.children if element.name == "option"]
        if form is not None and form["method"].lower() in ("", "get"):
            yield from (f"{path}?{urlencode({select['name']: value})}" for value in options[-2:] if value)
