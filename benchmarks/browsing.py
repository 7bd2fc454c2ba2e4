"""gunicorn on this machine and its clients, which ask for pages and send forms as browsers do."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore

from benchmarks.worlds import ROOT
from core.models import User
from tests.journeys.filling import errors_of, filled, posted_forms
from tests.journeys.markup import Markup

SECONDS_TO_START = 30
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
Address = str


class Client:
    """Keeps its connection. An answer that is not expected stops the run."""

    def __init__(self, port: int, **headers: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Host": "localhost"} | headers

    def ask(
        self, address: Address, body: Any = None, *, expected: int = HTTPStatus.OK, **headers: str
    ) -> str:
        """The text of the answer. GET without a body, POST with one."""
        method = "GET" if body is None else "POST"
        try:
            response = self._answer(method, address, body, self.headers | headers)
        except ConnectionError:  # the server closes a connection that has been idle for long
            self.connection.close()
            response = self._answer(method, address, body, self.headers | headers)
        text = response.read().decode()
        if response.status != expected:
            problems = "; ".join(errors_of(Markup(text))) if "<html" in text else text[:300]
            raise SystemExit(
                f"{address} answered {response.status}: nothing measured is worth reading. {problems}"
            )
        self.keep(response.headers.get_all("Set-Cookie") or [])
        return text

    def _answer(self, *request: Any) -> HTTPResponse:
        self.connection.request(*request)
        return self.connection.getresponse()

    def keep(self, cookies: list[str]) -> None:
        """Takes the cookies of an answer. A program keeps none."""


class Browser(Client):
    """A signed-in user's browser: it keeps its cookies."""

    def __init__(self, port: int, user: User) -> None:
        super().__init__(port)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        self.cookies = {settings.SESSION_COOKIE_NAME: session.session_key}
        self.keep([])

    def keep(self, cookies: list[str]) -> None:
        for cookie in cookies:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        self.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def get(self, address: Address) -> int:
        """The number of table rows on the page."""
        return self.ask(address).count("<tr")

    def send(self, address: Address, **answers: Any) -> float:
        """Opens a form, fills it in and sends it; the seconds that the sending alone took.

        answers   by name; gaps are filled with anything that will do
        """
        page = Markup(self.ask(address))
        tokens = [part.parents for part in page.every("input") if part["name"] == "form_token"]
        form = next(form for form in posted_forms(page) if any(form in parents for parents in tokens))
        body = urlencode(filled(page, form, **answers), doseq=True)
        began = time.perf_counter()
        self.ask(address, body, expected=HTTPStatus.FOUND, **FORM)
        return time.perf_counter() - began


@contextmanager
def served(*, workers: int = 1, threads: int = 2, **environment: str) -> Iterator[int]:
    """Runs gunicorn, and gives its port. It is stopped at the end."""
    port = _free_port()
    environment |= {
        "WEB_BIND": f"127.0.0.1:{port}",
        "WEB_WORKERS": str(workers),
        "WEB_THREADS": str(threads),
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "probation.wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _wait_for(port: int, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("gunicorn did not start.")


def act_on(browser: Browser, addresses: list[Address]) -> Any:
    """An act of a case's number: it asks for one of the addresses after the other."""
    return lambda number: browser.get(addresses[number % len(addresses)])
