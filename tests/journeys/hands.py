"""How somebody uses a page: with the mouse, with the keys alone, without script, or at four times the size.

A click is a press of a link, button, tick box or radio; typing is none. A page is one that is shown after the
first; the same address shown anew is the same page.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from core import clock
from tests.journeys.conftest import until_ready

#: more stops than any page has
STOPS = 400
IS_FOCUSED = "part => part === document.activeElement"
IS_IN_THE_GROUP = """part => {
  const now = document.activeElement;
  return now.type === "radio" && now.name === part.name && now.form === part.form;
}"""
IS_SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


@dataclass(frozen=True)
class Way:
    """One way to use the pages: what the browser is opened with, and whether only keys are pressed."""

    name: str
    keys: bool = False
    options: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name

    @property
    def script(self) -> bool:
        return self.options.get("script", True)


MOUSE = Way("mouse")
KEYS = Way("keys", keys=True)
NO_SCRIPT = Way("no-script", options={"script": False})
#: a window of 1,280 pixels at 400 per cent
ZOOMED = Way("zoomed", options={"width": 320, "height": 256})
WAYS = (MOUSE, KEYS, NO_SCRIPT, ZOOMED)


class Hands:
    """What somebody does on a page, one way.

    clicks   presses so far
    pages    addresses shown after the first, without those of a redirect
    """

    def __init__(self, way: Way, browser_page, user, address: str):
        self.way, self.clicks = way, 0
        self.page = browser_page(user, **way.options)
        if way.script:
            self.page.clock.set_fixed_time(clock.now())
        self.page.visit(address)
        self.shown = [urlsplit(self.page.url).path]
        self.page.on("domcontentloaded", lambda *_: self._note())
        self.main = self.page.get_by_role("main")

    def _note(self) -> None:
        path = urlsplit(self.page.url).path
        if path != self.shown[-1]:
            self.shown.append(path)

    @property
    def pages(self) -> int:
        return len(self.shown) - 1

    # --- what counts ---
    def press(self, target) -> None:
        self.clicks += 1
        target = target.first
        if not self.way.keys:
            target.click()
        elif target.get_attribute("type") == "radio":
            self._move_to(target)
        else:
            self._reach(target, IS_FOCUSED)
            self.page.keyboard.press("Space" if target.get_attribute("type") == "checkbox" else "Enter")
        self.settle()

    def button(self, name) -> None:
        self.press(self.main.get_by_role("button", name=name, exact=isinstance(name, str)))

    def link(self, name) -> None:
        self.press(self.main.get_by_role("link", name=name, exact=isinstance(name, str)))

    def answer(self, label, *, group=None) -> None:
        where = self.main.get_by_role("group", name=group) if group else self.main
        self.press(where.get_by_label(label, exact=isinstance(label, str)))

    # --- what does not ---
    def type(self, target, words: str) -> None:
        target = target.first
        if self.way.keys:
            self._reach(target, IS_FOCUSED)
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(words)
        else:
            target.fill(words)

    def fill(self, label: str, words: str) -> None:
        self.type(self.main.get_by_label(label), words)

    def back(self) -> None:
        self.page.go_back()
        self.settle()

    def settle(self) -> None:
        self.page.wait_for_load_state("domcontentloaded")
        if self.way.script:
            until_ready(self.page)

    # --- keys ---
    def _move_to(self, radio) -> None:
        """To the group by Tab, then to the choice by the arrows."""
        self._reach(radio, IS_IN_THE_GROUP)
        self.page.keyboard.press("Space")
        for _ in range(STOPS):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {radio}")

    def _reach(self, target, found: str) -> None:
        for _ in range(STOPS):
            if target.evaluate(found):
                assert self.page.evaluate(IS_SEEN), f"no focus is seen on {target}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {target}")


def check_budget(hands: Hands, *, pages: int, clicks: int) -> None:
    assert hands.pages <= pages, hands.shown
    assert hands.clicks <= clicks, hands.clicks
