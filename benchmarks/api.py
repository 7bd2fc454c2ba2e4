"""The suppliers' API over HTTP: the token, the list of referrals and one referral, against the floor page."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from benchmarks.browsing import FORM, Browser, Client, act_on, served
from benchmarks.measure import alternate
from benchmarks.places import CASES, FLOOR
from benchmarks.report import Finding, Line
from core.models import User
from probation.demonstration.accounts import CLIENT_SECRET, CLIENTS
from referrals.models import ApiClient

SUPPLIER = CLIENTS[0].client_id
TOKEN, API = "/auth/oauth/token", "/api/v1"
ASKED = urlencode({"grant_type": "client_credentials", "username": "supplier.manager"})
SUMMARIES = f"{API}/sent-referrals/summaries"
#: more requests a minute than a benchmark makes
MANY = 1_000_000


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    with served() as port:
        floor_page = act_on(Browser(port, User.objects.get(username="practitioner")), [FLOOR])
        acts = {"floor": floor_page, **acts_at(port)}
        met = alternate(acts, range(min(CASES, sample)), rounds=rounds)
    floor = met.pop("floor")
    for name, timings in met.items():
        most = 2 if name == "API: token" else 5
        yield Line(what=name, reference="floor page", real=timings, bare=floor, by="p95", most=most)


def acts_at(port: int) -> dict[str, Callable[[int], Any]]:
    """What a supplier's program asks of the server at the port: name -> an act of a case's number."""
    ApiClient.objects.update(requests_per_minute=MANY)
    program = Client(port)
    bearer = Client(port, Authorization=f"Bearer {_token(program)}")
    ids = [one["id"] for one in json.loads(bearer.ask(SUMMARIES))["content"]]

    def listed(more: str = "") -> Callable[[int], Any]:
        return lambda _case: json.loads(bearer.ask(f"{SUMMARIES}{more}"))["content"]

    return {
        "API: token": lambda _case: len(_token(program)) and None,
        "API: list of referrals": listed(),
        "API: list, by caseworker": listed("?unassigned=false&completed=false&sort=assignedToUserName,ASC"),
        "API: list, searched by name": listed("?search=Ashdown"),
        "API: referral": lambda case: bearer.ask(f"{API}/sent-referral/{ids[case % len(ids)]}") and 1,
    }


def _token(program: Client) -> str:
    """A token for a user of the supplier, as its program asks for it before a morning's work."""
    pair = b64encode(f"{SUPPLIER}:{CLIENT_SECRET}".encode()).decode()
    answer = program.ask(TOKEN, ASKED, Authorization=f"Basic {pair}", **FORM)
    return json.loads(answer)["access_token"]
