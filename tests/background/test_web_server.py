"""The web server as it is deployed, with gunicorn.conf.py: what it refuses before the service sees it."""

import http.client
import socket
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

SERVER = ["-m", "gunicorn", "--config", "gunicorn.conf.py", "probation.wsgi:application"]
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


@pytest.fixture
def ask(db, started, monkeypatch, eventually):
    """`ask(address, **headers)` gives the status and the body of the server's answer to one GET."""
    with tempfile.TemporaryDirectory(prefix="probation-web-") as folder:
        path = Path(folder) / "s"
        monkeypatch.setenv("WEB_BIND", f"unix:{path}")
        monkeypatch.setenv("WEB_WORKERS", "1")
        server = started(SERVER)
        eventually(lambda: b"Listening at" in server.log.read_bytes())

        def get(address, **headers):
            with closing(OverSocket(path)) as connection:
                named = {name.replace("_", "-"): value for name, value in headers.items()}
                connection.request("GET", address, headers=named)
                with connection.getresponse() as answer:
                    return answer.status, answer.read().decode()

        yield get


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
