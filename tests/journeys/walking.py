"""Opens screens in a browser: wide and narrow, with and without script, and sends their forms empty.

EVERY_THEME=1 asks for all four themes, and for axe when narrow too (`make a11y`); the ordinary run walks in
the standard one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pytest_django.live_server_helper import LiveServer

from core.tests.kept_rows import KeptRows
from tests.journeys.conftest import axe_finds, page_at, session_of, until_ready
from tests.journeys.screens import STRANGER, Visit, add_a_full_life, visits
from tests.journeys.worlds import client_for, small_world, stopped_clock

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 400, "height": 800}
STANDARD, OTHERS = "standard", ("dark", "contrast", "soft")
FORM = "main form[method=post]:has(:is(input, select, textarea):not([type=hidden]))"
#: the button that sends a form, not one that saves a draft or changes a box; or the only one there is
SENDS = "button[type=submit]:is(:not(.govuk-button--secondary, .app-link-button), :only-of-type)"
TOO_WIDE = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const over = [...document.querySelectorAll("main *, header *, footer *")].filter(
    part => part.getBoundingClientRect().right > most + 1 && !part.closest("[tabindex='0']"));
  return ["wider than the window: " + over.slice(-3).map(part => part.outerHTML.slice(0, 120)).join(" | ")];
}"""
#: a form in a closed part is opened first, as its reader would
OPENED = """form => {
  for (let part = form; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
}"""
EMPTIED = """form => form.querySelectorAll("input, select, textarea").forEach(part => {
  if (part.type === "checkbox" || part.type === "radio") part.checked = false;
  else if (part.tagName === "SELECT") part.value = "";
  else if (!["hidden", "submit", "button"].includes(part.type)) part.value = "";
})"""
UNREACHABLE = """() => {
  const seen = part => part.closest("details:not([open])") || part.checkVisibility();
  const words = part => part.outerHTML.slice(0, 120);
  const found = [];
  const main = document.querySelector("main");
  if (!main || !document.querySelector("main h1")?.checkVisibility()) found.push("no heading is shown");
  document.querySelectorAll("a[href], button[type=submit], :is(input, select, textarea)[name]").forEach(
    part => part.type === "hidden" || part.closest("dialog") || seen(part)
      || found.push("only scripts show " + words(part)));
  document.querySelectorAll("form").forEach(form => {
    if (form.closest("dialog")) return;
    const sends = [...form.elements, ...document.querySelectorAll(`[form="${form.id}"]`)].some(
      part => ["submit", "image"].includes(part.type) && seen(part));
    if (!sends) found.push("no button sends " + words(form));
  });
  return found;
}"""


@dataclass
class Walk:
    """The world behind a server, and one browser for each user, with or without script."""

    chromium: Any
    server: str
    visits: dict[str, list[Visit]]
    sessions: dict[str, str]
    _pages: dict[tuple[str, bool], Any] = field(default_factory=dict)

    def look_at(self, screen: str) -> list[str]:
        """The faults of a screen at each of its visits, and of the answer to its form sent empty."""
        found = []
        for visit in self._where(screen):
            page = self._opened(visit, script=True)
            found += _worded(visit, faults_of(page))
            if page.locator(FORM).count():
                status = send_empty(page)
                until_ready(page)
                found += _worded(visit, [*wrong_answer(page, status), *faults_of(page)])
        return found

    def use_without_script(self, screen: str) -> list[str]:
        """The faults of a screen without script, and of the answer to its form sent empty."""
        found = []
        for visit in self._where(screen):
            page = self._opened(visit, script=False)
            found += _worded(visit, page.evaluate(UNREACHABLE))
            page.set_viewport_size(NARROW)
            found += _worded(visit, page.evaluate(TOO_WIDE))
            if page.locator(FORM).count():
                found += _worded(visit, wrong_answer(page, send_empty(page)))
        return found

    def _where(self, screen: str) -> list[Visit]:
        assert self.visits[screen], f"nobody has said where {screen} is seen"
        return self.visits[screen]

    def _opened(self, visit: Visit, *, script: bool) -> Any:
        if (visit.who, script) not in self._pages:
            session = self.sessions.get(visit.who, "")
            self._pages[visit.who, script] = page_at(self.chromium, self.server, session, script=script)
        page = self._pages[visit.who, script]
        page.set_viewport_size(WIDE)
        response = page.visit(visit.address)
        assert response.status == 200, f"{visit.address} answers {response.status} to {visit.who}"
        return page

    def close(self) -> None:
        for page in self._pages.values():
            page.context.close()


def _worded(visit: Visit, faults: list[str]) -> list[str]:
    return [f"{visit.address} of {visit.who or 'a stranger'}: {fault}" for fault in faults]


def faults_of(page: Any) -> list[str]:
    """The faults of a page as it is, at both widths; in the other themes too if EVERY_THEME asks for it."""
    others = OTHERS if os.environ.get("EVERY_THEME") else ()
    found = []
    for theme in (*others, STANDARD):
        found += [f"{theme}: {fault}" for fault in axe_finds(page, theme=theme)]
    keep_picture(page)
    page.set_viewport_size(NARROW)
    found += page.evaluate(TOO_WIDE)
    if others:
        found += [f"narrow: {fault}" for fault in axe_finds(page)]
    keep_picture(page)
    page.set_viewport_size(WIDE)
    found += page.faults
    page.faults.clear()
    return found


def send_empty(page: Any) -> int:
    """Sends the first form that has fields, with all of them empty; returns the status of the answer."""
    form = page.locator(FORM).first
    form.evaluate(EMPTIED)
    form.evaluate(OPENED)
    form.evaluate("form => { form.ownerDocument.documentElement.dataset.left = ''; }")
    with page.expect_event("response", _is_the_page) as answered:
        form.locator(SENDS).last.click()
    page.wait_for_selector("html:not([data-left])", state="attached")
    page.wait_for_load_state()
    return answered.value.status


def _is_the_page(response: Any) -> bool:
    """Whether it is what the browser shows next: no redirect on the way to it, no style or picture."""
    return response.request.is_navigation_request() and response.status not in (302, 303)


def wrong_answer(page: Any, status: int) -> list[str]:
    """The faults of the answer to an empty form: it must show the errors, or accept the form."""
    if status not in (200, 400):
        return [f"an empty form is answered {status}"]
    found = []
    if status == 400 and not page.title().startswith("Error: "):
        found.append(f"errors under the title {page.title()!r}")
    if status == 400 and not page.locator("main .govuk-error-summary li").count():
        found.append("errors without a summary")
    if not page.locator("main h1").is_visible():
        found.append("an empty page answers an empty form")
    return found


def keep_picture(page: Any) -> None:
    """Saves a picture of the page in the folder that SCREENSHOTS names; without it, does nothing."""
    if folder := os.environ.get("SCREENSHOTS"):
        name = page.url.split("/", 3)[3].strip("/").replace("/", "_").replace("?", "_")[:110] or "my-day"
        theme = page.evaluate("document.documentElement.dataset.theme")
        wrong = "-error" if page.title().startswith("Error") else ""
        size = page.viewport_size["width"]
        page.screenshot(path=Path(folder) / f"{name}{wrong}-{theme}-{size}.png", full_page=True)


@contextmanager
def standing_world(chromium: Any, at_the_start: KeptRows) -> Iterator[Walk]:
    """The small world and everybody's session, committed so that a server shows them; removed afterwards."""
    server = LiveServer("127.0.0.1")
    try:
        with stopped_clock():
            small_world()
            add_a_full_life()
            where = visits()
            who = {visit.who for each in where.values() for visit in each} - {STRANGER}
            walk = Walk(chromium, server.url, where, {one: session_of(client_for(one)) for one in who})
            yield walk
            walk.close()
    finally:
        server.stop()
        at_the_start.restore()
