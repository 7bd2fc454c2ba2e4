"""Pages over HTTP, from gunicorn on this machine to one client and user, against a near-empty page."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cached_db import SessionStore

from benchmarks.measure import Timings, alternate
from benchmarks.report import Finding, Line, Note
from benchmarks.samples import people_wanted
from benchmarks.worlds import ROOT, as_owner
from cases.contacts.queries import log
from cases.contacts.services.rows import insert_contacts
from cases.models import Contact
from cases.people.queries import records
from cases.search.services.saved import save_search
from core import clock
from core.models import User
from core.screens.paging import keyset_page

SECONDS_TO_START = 30
CASES = 12
#: contacts of a record as long as the longest there are; a page deep in it; contacts on a page
LONGEST, DEEP, PAGE_SIZE = 20_000, 600, 25
Address = str


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    user = User.objects.get(username="practitioner")
    pages = _pages(user)
    with served() as port:
        met = alternate(_acts(pages, Browser(port, user)), range(min(CASES, sample)), rounds=rounds)
    yield from _lines(met)
    yield Note(
        "Pages: one gunicorn process, one keep-alive client, HTTP on the loopback, sessions in the cache."
    )


def _acts(pages: dict[str, list[Address]], browser: "Browser") -> dict[str, Any]:
    return {
        name: lambda number, addresses=addresses: browser.get(addresses[number % len(addresses)])
        for name, addresses in pages.items()
    }


def _lines(met: dict[str, Timings]) -> Iterator[Finding]:
    floor = met["floor"]
    limits = {
        "search by name": 5,
        "search, misspelt": 5,
        "case overview": 8,
        "my day": 8,
        "officer's diary": 8,
    }
    for name, most in limits.items():
        yield Line(what=name, reference="floor page", real=met[name], bare=floor, by="p95", most=most)
    yield Line(
        what="contact list, page 1", reference="floor page", real=met["contacts"], bare=floor, by="p95"
    )
    deep = met["contacts, deep"]
    yield Line(
        what=f"contact list, page {DEEP} of {LONGEST // PAGE_SIZE}",
        reference="its page 1",
        real=deep,
        bare=met["contacts"],
        most=2,
    )


def _pages(user: User) -> dict[str, list[Address]]:
    wanted = people_wanted(CASES)
    held = records.real().filter(allocations__staff__user=user, allocations__ended_on=None).distinct()
    cases = list(held.order_by("pk").values_list("crn", flat=True)[:CASES])
    crn, mark = _long_list()
    typed = {
        "search by name": [f"{one.first_name} {one.surname}" for one in wanted],
        "search, misspelt": [f"{one.first_name_slipped} {one.surname_slipped}" for one in wanted],
    }
    return {
        "floor": ["/benchmarks/floor"],
        "case overview": [f"/case/{each}/" for each in cases],
        "my day": ["/"],
        "officer's diary": ["/diary/day"],
        "contacts": [f"/case/{crn}/contacts"],
        "contacts, deep": [f"/case/{crn}/contacts?after={mark}"],
        **{name: [_kept_search(user, text) for text in texts] for name, texts in typed.items()},
    }


def _kept_search(user: User, text: str) -> Address:
    key = save_search({"form": "box", "q": text, "match": "all"}, by=user, at=clock.now())
    return f"/search?s={key}"


def _long_list() -> tuple[str, str]:
    """CRN of a record with LONGEST contacts, and the mark of page DEEP. A shorter record is lengthened."""
    held = records.real().filter(contacts__isnull=False, management_tiers__isnull=False)
    person = held.order_by("-pk").first()
    if person is None:
        raise SystemExit("Nobody in this world has a contact.")
    missing = LONGEST - Contact.objects.filter(person=person).count()
    if missing > 0:
        _lengthen(person.pk, missing)
    passed = Contact.objects.filter(person=person).order_by("-on", "-id")[DEEP * PAGE_SIZE]
    rows = Contact.objects.filter(person=person, on__lte=passed.on)
    mark = keyset_page(rows, log.LIST_KEYS, after="", before="", size=PAGE_SIZE).next
    return person.crn, mark or ""


def _lengthen(person_id: int, missing: int) -> None:
    """Repeats one of the contacts on earlier and earlier days."""
    one = Contact.objects.select_related("type").filter(person=person_id).earliest("pk")
    own = {"id", "uuid", "on", "origin"}
    names = [field.attname for field in Contact._meta.concrete_fields if field.attname not in own]
    values = {"type_code": one.type.code} | {name: getattr(one, name) for name in names}
    contacts = [{**values, "on": one.on - timedelta(days=number // 4)} for number in range(1, missing + 1)]
    insert_contacts(contacts, by=None, at=clock.now())
    as_owner("VACUUM (ANALYZE) cases_contact")


# --- the server and its one client -----------------------------------------------------------------------


class Browser:
    """Keeps its connection and its session, as a browser does."""

    def __init__(self, port: int, user: User) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        self.headers = {
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}",
            "Host": "localhost",
        }

    def get(self, address: Address) -> int:
        """The number of table rows on the page; stops the run when it is not 200."""
        self.connection.request("GET", address, headers=self.headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status != HTTPStatus.OK:
            raise SystemExit(f"{address} answered {response.status}: nothing measured is worth reading.")
        return text.count(b"<tr")


@contextmanager
def served() -> Iterator[int]:
    """Runs gunicorn with one process, and gives its port. It is stopped at the end."""
    port = _free_port()
    environment = {"WEB_BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "1", "WEB_THREADS": "2"}
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
