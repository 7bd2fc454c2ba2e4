"""Pictures of twelve pages of a running demonstration, and how two sets of them differ, pixel by pixel.

    ./run                                                   in another terminal
    python -m tests.pictures take before                    pictures of it as PNG files in the folder before/
    python -m tests.pictures take after --server http://localhost:8001
    python -m tests.pictures compare before after           a figure for each picture; 1 when any differs

For a change that must not be seen, such as a new layout of the templates. The demonstration's world depends
on the day only, so that two fresh ones of the same day are equal. Run by hand: pytest does not collect this.
"""

import argparse
import base64
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from probation.setup.browser import find_chromium

#: as ./run prints it: manage.py demo_sign_ins
PASSWORD = "Lantern-Meadow-27"
WIDTHS = (1280, 400)
HEIGHT = 900
READY = "html[data-ready]"


@dataclass(frozen=True)
class View:
    """A page to picture.

    follow   selector of a link on the page at `address`, which leads to the page that is meant
    search   words to type into the search box of the header
    """

    name: str
    who: str
    address: str
    follow: str = ""
    search: str = ""


VIEWS = (
    View("my-day", "practitioner", "/"),
    View("caseload", "practitioner", "/cases"),
    View("overview", "practitioner", "/case/X000001/"),
    View("contacts", "practitioner", "/case/X000017/contacts"),
    View("contact", "practitioner", "/case/X000004/contacts", follow="tbody th a"),
    View("personal", "practitioner", "/case/X000006/personal/"),
    View("sentence", "practitioner", "/case/X000003/sentence/1"),
    View("search", "practitioner", "/", search="ashdown"),
    View("referral", "practitioner", "/referrals", follow="tbody td a"),
    View("supplier-list", "supplier.manager", "/supplier/referrals?tab=unassigned"),
    View("supplier-referral", "supplier.manager", "/supplier/referrals?tab=open", follow="tbody td a"),
    View("admin", "administrator", "/admin/core/team/"),
)
#: evens out what differs between equal worlds: random references of referrals, and recently viewed people
STEADY = r"""() => {
  document.querySelector("section[aria-labelledby=recently-viewed]")?.remove();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    text.data = text.data.replace(/\b[A-Z]{2}\d{4}[A-Z]{2}\b/g, "AB1234CD");
  }
}"""
#: draws both pictures in the page and counts the pixels that differ; all of them if the sizes differ
DIFFERING = """async ([before, after]) => {
  const pixels = async data => {
    const image = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  };
  const [a, b] = [await pixels(before), await pixels(after)];
  const size = `${a.width} x ${a.height}` + (a.height === b.height ? "" : ` became ${b.width} x ${b.height}`);
  if (a.width !== b.width || a.height !== b.height) return [a.width * a.height, size];
  const [x, y] = [new Uint32Array(a.data.buffer), new Uint32Array(b.data.buffer)];
  return [x.reduce((many, pixel, at) => many + (pixel !== y[at]), 0), size];
}"""


def main(arguments: list[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    with chromium() as browser:
        if asked.act == "compare":
            return compare(browser, asked.before, asked.after)
        take(browser, asked.folder, asked.server, asked.password)
        return 0


def parser() -> argparse.ArgumentParser:
    asks = argparse.ArgumentParser(
        "python -m tests.pictures", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    acts = asks.add_subparsers(dest="act", required=True)
    taking = acts.add_parser("take", help="pictures of every page at every width, into a folder")
    taking.add_argument("folder", type=Path)
    taking.add_argument("--server", default="http://localhost:8000")
    taking.add_argument("--password", default=PASSWORD)
    comparing = acts.add_parser("compare", help="how many pixels differ between two folders of pictures")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    return asks


@contextmanager
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if not path:
        sys.exit("No Chromium on this machine: CHROMIUM names one, and ./test installs it where it may.")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=as_root)
        yield browser
        browser.close()


# --- taking ------------------------------------------------------------------------------------------
def take(browser: Browser, folder: Path, server: str, password: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    contexts: dict[str, BrowserContext] = {}
    for view in VIEWS:
        if view.who not in contexts:
            contexts[view.who] = signed_in(browser, server, view.who, password)
        page = contexts[view.who].new_page()
        open_view(page, view)
        page.evaluate(STEADY)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.mouse.move(0, 0)
            page.screenshot(
                path=folder / f"{view.name}-{width}.png",
                full_page=True,
                animations="disabled",
                caret="hide",
            )
        print(f"{view.name:<18} {page.url}")
        page.close()


def signed_in(browser: Browser, server: str, who: str, password: str) -> BrowserContext:
    context = browser.new_context(base_url=server, locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=username]", who)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
    if "/sign-in" in page.url:
        sys.exit(f"{who} could not sign in to {server}.")
    page.close()
    return context


def open_view(page: Page, view: View) -> None:
    page.goto(view.address)
    if view.search:
        page.fill("#header-search", view.search)
        page.press("#header-search", "Enter")
        page.wait_for_url("**/search*")
    if view.follow:
        page.goto(page.locator(view.follow).first.get_attribute("href") or view.address)
    if not view.address.startswith("/admin/"):
        page.wait_for_selector(READY, state="attached")
    page.wait_for_load_state("networkidle")


# --- comparing ---------------------------------------------------------------------------------------
def compare(browser: Browser, before: Path, after: Path) -> int:
    names = sorted({path.name for folder in (before, after) for path in folder.glob("*.png")})
    if not names:
        sys.exit(f"There are no pictures in {before} and {after}.")
    page = browser.new_page()
    unequal = 0
    for name in names:
        pair = (before / name, after / name)
        missing = [str(path) for path in pair if not path.exists()]
        many, note = (1, f"no {missing[0]}") if missing else differing(page, *pair)
        unequal += bool(many)
        print(f"{name:<32} {many:>9} pixels differ  {note}")
    print(f"{len(names) - unequal} of {len(names)} pictures are equal")
    return 1 if unequal else 0


def differing(page: Page, before: Path, after: Path) -> Any:
    data = [path.read_bytes() for path in (before, after)]
    if data[0] == data[1]:
        return 0, ""
    return page.evaluate(DIFFERING, [base64.b64encode(one).decode() for one in data])


if __name__ == "__main__":
    sys.exit(main())
