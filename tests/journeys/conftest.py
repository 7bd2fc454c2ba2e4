"""A browser for the journeys: real Chromium, a live server, and axe to check what it shows.

browser_page(user)    a page in which the user has signed in; `browser_page(None)` is a stranger's
check_axe(page)       fails on any violation of WCAG 2.2 AA or of good practice
check_narrow(page)    the same, and fails when anything is wider than a phone
"""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READY_WITHIN_MS = 20_000
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def chromium():
    """One browser for the run. Without a browser the tests are skipped, and in CI they fail."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path or not AXE.exists():
        words = "Browser tests need Chromium and the front-end packages: run them with ./test"
        pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)
    from playwright.sync_api import sync_playwright

    # Playwright's synchronous API leaves an event loop running, in which Django would refuse to query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *as_root])
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def browser_page(chromium, live_server, client_of):
    """`browser_page(user, width=400, script=False)`; `page.visit("/drafts")` waits until scripts are done."""
    contexts = []

    def open_page(user=None, **options):
        session = session_of(client_of(user)) if user is not None else ""
        page = page_at(chromium, live_server.url, session, **options)
        contexts.append(page.context)
        return page

    yield open_page
    for context in contexts:
        context.close()


def session_of(client):
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def page_at(chromium, server, session="", *, width=1280, height=900, script=True, **options):
    """A page in a browser context of its own, signed in when a session is given."""
    context = chromium.new_context(
        base_url=server,
        locale="en-GB",
        timezone_id="Europe/London",
        viewport={"width": width, "height": height},
        java_script_enabled=script,
        **options,
    )
    if session:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server}])
    page = context.new_page()
    page.set_default_timeout(READY_WITHIN_MS)
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: _note_refusal(page, message))
    page.visit = lambda address: _visit(page, address, script=script)
    return page


def _note_refusal(page, message):
    """Counts what the content security policy refuses as a fault of the page."""
    if message.type == "error" and "Content Security Policy" in message.text:
        page.faults.append(message.text)


def _visit(page, address, *, script):
    response = page.goto(address)
    if script:
        until_ready(page)
    return response


def until_ready(page):
    page.wait_for_selector("html[data-ready]", state="attached", timeout=READY_WITHIN_MS)


@pytest.fixture
def check_axe():
    """`check_axe(page)` or `check_axe(page, theme="dark")`."""

    def check(page, *, theme=""):
        violations = axe_finds(page, theme=theme)
        assert not violations, f"{page.url} {theme}\n" + "\n".join(violations)
        assert page.faults == []

    return check


@pytest.fixture
def check_narrow(check_axe):
    """`check_narrow(page)`: axe, and nothing wider than a phone's 400 pixels.

    The walk of every screen (walking.py) runs axe in a wide window; the journeys run it at a phone's width.
    """

    def check(page):
        check_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 400, page.url

    return check


def axe_finds(page, *, theme=""):
    """The violations that axe finds on the page, in words."""
    if theme:
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    # preload would fetch style sheets and media again, which none of these rules reads.
    asked = {"runOnly": RULES, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate("async asked => (await axe.run(document, asked)).violations", asked)
    return [
        f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"][:5]
    ]


@pytest.fixture(scope="module")
def walk(chromium, django_db_setup, django_db_blocker):
    """The demonstration world behind a server, shared by the tests of a module, which change nothing."""
    from tests.journeys.walking import standing_world

    with django_db_blocker.unblock(), standing_world(chromium, django_db_setup) as found:
        yield found
