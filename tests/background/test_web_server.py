"""The web server as it is deployed, with gunicorn.conf.py: what it refuses, loads, and renews."""

import http.client
import os
import signal
import socket
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from django.db import connection

from core.tests.factories import UserFactory
from tests.conftest import Process

#: as it is deployed, but for headers that say what an answer took
SERVER = ["-m", "gunicorn", "--config", "gunicorn.conf.py", "tests.background.counted:application"]
#: bytes of "GET " and " HTTP/1.1" around an address
AROUND = len("GET  HTTP/1.1")
LONGEST = 8190


class OverSocket(http.client.HTTPConnection):
    """A connection to a server that listens on a Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=20)
        self.path = str(path)

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


@dataclass(frozen=True)
class Served:
    """A gunicorn of ours with one worker; its answers say which process gave them and what it loaded."""

    path: Path
    master: psutil.Process

    def ask(self, address, **headers):
        """The status, the body and the headers of the answer to one GET."""
        with closing(OverSocket(self.path)) as connection:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", address, headers=named)
            with connection.getresponse() as answer:
                return answer.status, answer.read().decode(), answer.headers

    def loaded(self, address, **headers):
        """The pid of the worker that opened a page, and what it loaded to do so."""
        status, _body, said = self.ask(address, **headers)
        assert status == 200, address
        return int(said["X-Process"]), said["X-Loaded"]

    def renewed(self, old):
        """The pid of the worker that answers, once it is another than `old`; None before that."""
        try:
            pid, _loaded = self.loaded("/health/liveness")
        except OSError:
            return None
        return pid if pid != old else None


@contextmanager
def gunicorn(log, *, seconds=60, **environment):
    """Runs the server until the end of the block, which begins once its worker is there."""
    with (
        tempfile.TemporaryDirectory(prefix="probation-web-") as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        path = Path(folder) / "s"
        for name, value in {"WEB_BIND": f"unix:{path}", "WEB_WORKERS": "1", **environment}.items():
            patch.setenv(name, value)
        server = Process(SERVER, log)
        try:
            ends = time.monotonic() + seconds
            while b"Booting worker" not in log.read_bytes():
                assert time.monotonic() < ends, log.read_text()
                time.sleep(0.1)
            yield Served(path, psutil.Process(server.process.pid))
        finally:
            server.kill()


@pytest.fixture(scope="module")
def served(django_db_setup, tmp_path_factory):
    """One server for all tests of this module."""
    with gunicorn(tmp_path_factory.mktemp("web") / "log") as running:
        yield running


@pytest.fixture
def ask(served):
    """`ask(address, **headers)` gives the status and the body of the server's answer to one GET."""
    return lambda address, **headers: served.ask(address, **headers)[:2]


def of_bytes(bytes_of_line):
    """An address with which the request line has so many bytes."""
    return "/health/liveness?" + "x" * (bytes_of_line - AROUND - len("/health/liveness?"))


def test_an_address_over_the_limit_is_a_414_and_the_longest_is_served(ask):
    """As docs/api.md and docs/operations.md say."""
    assert ask(of_bytes(LONGEST))[0] == 200

    status, body = ask(of_bytes(LONGEST + 1))

    assert status == 414
    assert "Traceback" not in body
    assert ask("/health/liveness")[0] == 200


def test_headers_over_the_limits_are_a_431_and_the_longest_are_served(ask):
    line = LONGEST - len("Cookie: a=") - len("\r\n")
    too_long, too_many = {"Cookie": "a=" + "x" * LONGEST}, {f"X_Of_Mine_{n}": "x" for n in range(101)}
    assert ask("/health/liveness", Cookie="a=" + "x" * line)[0] == 200

    for headers in (too_long, too_many):
        status, body = ask("/health/liveness", **headers)
        assert status == 431
        assert "Traceback" not in body
        assert "xxx" not in body
    assert ask("/health/liveness")[0] == 200


def test_a_character_set_that_is_none_breaks_no_page(ask):
    for charset in ("rot13", "hex", "undefined", "idna", '"rot13"', "no-such", "", "utf-8"):
        status, _body = ask("/sign-in?next=%2Fcase%C3%A9", Content_Type=f"text/html; charset={charset}")
        assert status == 200, charset


# --- what is loaded before the workers are forked -----------------------------------------------------------
def sessions_of_others():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return {pid for (pid,) in cursor.fetchall()}


def test_a_new_worker_holds_no_connection_and_loads_nothing_for_its_first_pages(
    served, transactional_db, client_of, eventually
):
    cookies = client_of(UserFactory(practitioner=True)).cookies
    signed_in = "; ".join(f"{name}={one.value}" for name, one in cookies.items())
    before, _loaded = served.loaded("/health/liveness")

    earlier = sessions_of_others()

    os.kill(served.master.pid, signal.SIGHUP)
    worker = eventually(lambda: served.renewed(before))

    assert sessions_of_others() <= earlier
    held = [*served.master.net_connections(), *psutil.Process(worker).net_connections()]
    assert [one.raddr for one in held if one.raddr] == []
    for address in ("/", "/diary/day", "/search"):
        assert served.loaded(address, Cookie=signed_in) == (worker, ""), address


def test_a_worker_that_was_killed_is_replaced_by_one_that_is_warm(served, eventually):
    before, _loaded = served.loaded("/health/liveness")

    os.kill(before, signal.SIGKILL)
    worker = eventually(lambda: served.renewed(before))

    assert worker != served.master.pid
    assert served.loaded("/sign-in") == (worker, "")


def test_the_server_starts_without_the_database_and_says_so(db, tmp_path):
    nowhere = dict.fromkeys(("DATABASE_URL", "MIGRATION_DATABASE_URL"), "postgresql://app@127.0.0.1:1/none")

    with gunicorn(tmp_path / "log", **nowhere) as running:
        assert running.ask("/health/liveness")[0] == 200
        assert running.ask("/health/readiness")[0] == 503
