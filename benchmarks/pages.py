"""Pages and forms over HTTP, from gunicorn on this machine to one client, against a near-empty page."""

from collections.abc import Iterator

from benchmarks.browsing import Browser, act_on, served
from benchmarks.measure import alternate
from benchmarks.places import CASES, DEEP, LONGEST, PAGE_SIZE, Place, long_list, places
from benchmarks.report import Finding, Line, Note
from core.models import User


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    first, deep = long_list()
    measured = [
        *places(),
        Place("longest contact list, page 1", "practitioner", [first]),
        Place("longest contact list, deep", "practitioner", [deep]),
    ]
    with served() as port:
        browsers = browsers_of(measured, port)
        acts = {one.name: act_on(browsers[one.sign_in], one.addresses) for one in measured}
        met = alternate(acts, range(min(CASES, sample)), rounds=rounds)
    floor = met.pop("floor")
    deep_page = met.pop("longest contact list, deep")
    for name, timings in met.items():
        yield Line(what=name, reference="floor page", real=timings, bare=floor, by="p95", most=5)
    yield Line(
        what=f"contact list, page {DEEP} of {LONGEST // PAGE_SIZE}",
        reference="its page 1",
        real=deep_page,
        bare=met["longest contact list, page 1"],
        most=2,
    )
    yield Note(
        "Pages: one gunicorn process, one keep-alive client, HTTP on the loopback, sessions in the cache."
    )


def browsers_of(measured: list[Place], port: int) -> dict[str, Browser]:
    """A browser for each sign-in that opens one of the pages."""
    sign_ins = {one.sign_in for one in measured}
    return {user.username: Browser(port, user) for user in User.objects.filter(username__in=sign_ins)}
