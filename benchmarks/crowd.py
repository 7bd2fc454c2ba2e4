"""Fifty users who search at once, and who open the floor page at once, on two processes of the server."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from benchmarks.browsing import Address, Browser, served
from benchmarks.measure import Timings
from benchmarks.places import FLOOR, kept_search
from benchmarks.report import Finding, Line, Note
from benchmarks.samples import people_wanted
from core.models import User

USERS, WORKERS, THREADS = 50, 2, 4


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    user, wanted = User.objects.get(username="practitioner"), people_wanted(sample)
    addresses = {
        "floor": [FLOOR],
        "search by name": [kept_search(user, f"{one.first_name} {one.surname}") for one in wanted],
        "search, misspelt": [
            kept_search(user, f"{one.first_name_slipped} {one.surname_slipped}") for one in wanted
        ],
    }
    met = {name: Timings() for name in addresses}
    seconds = dict.fromkeys(addresses, 0.0)
    with served(workers=WORKERS, threads=THREADS) as port, ThreadPoolExecutor(USERS) as crowd:
        browsers = [Browser(port, user) for _ in range(USERS)]
        for number in range(rounds + 1):
            for name, opened in list(addresses.items())[:: 1 if number % 2 else -1]:
                began = time.perf_counter()
                took = list(crowd.map(_visit, browsers, [opened] * USERS, range(USERS)))
                if number:
                    seconds[name] += time.perf_counter() - began
                    met[name].seconds += [one for visits in took for one in visits]
    floor = met.pop("floor")
    for name, timings in met.items():
        what = f"{name}, {USERS} users at once"
        yield Line(what=what, reference="floor page, as many at once", real=timings, bare=floor, by="p95")
    speeds = (
        f"{name} {len((met | {'floor': floor})[name].seconds) / took:,.0f}" for name, took in seconds.items()
    )
    yield Note(
        f"Requests a second, {WORKERS} processes of {THREADS} threads, clients on the same cores: "
        f"{', '.join(speeds)}."
    )


def _visit(browser: Browser, addresses: list[Address], number: int, times: int = 4) -> list[float]:
    """Asks for a page some times; the seconds of each."""
    took = []
    for visit in range(times):
        began = time.perf_counter()
        browser.ask(addresses[(number * times + visit) % len(addresses)])
        took.append(time.perf_counter() - began)
    return took
