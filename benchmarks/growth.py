"""The same searches and pages in a smaller and a larger world, in turn, to see what more people cost."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial

from django.db import connection

from benchmarks.api import acts_at
from benchmarks.browsing import act_on, served
from benchmarks.measure import Timings, alternate
from benchmarks.pages import browsers_of
from benchmarks.places import CASES, places
from benchmarks.report import Finding, Line
from benchmarks.samples import Wanted, people_wanted
from benchmarks.search import Finder
from benchmarks.worlds import addresses_of, name_of

WARMING = 20


def run(*, people: int, smaller: int, rounds: int, sample: int) -> Iterator[Finding]:
    yield from _searches(people=people, smaller=smaller, rounds=rounds, sample=sample)
    yield from _pages(people=people, smaller=smaller, rounds=rounds, sample=sample)


def _searches(*, people: int, smaller: int, rounds: int, sample: int) -> Iterator[Finding]:
    for what, typed in (
        ("beginnings of both names", lambda one: "{}* {}*".format(*one.prefixes)),
        ("both names misspelt", lambda one: f"{one.first_name_slipped} {one.surname_slipped}"),
    ):
        worlds = {size: Timings() for size in (people, smaller)}
        for _ in range(rounds):
            for size, timings in worlds.items():
                _move_to(size)
                _ask(typed, people_wanted(sample), timings)
        _move_to(people)
        yield _line(what, people, smaller, worlds[people], worlds[smaller], most=2)


def _pages(*, people: int, smaller: int, rounds: int, sample: int) -> Iterator[Finding]:
    """Every page, form and list of the interface of both worlds, from a server for each, by turns."""
    acts = {}
    with ExitStack() as servers:
        for size in (smaller, people):
            _move_to(size)
            measured, port = places(), servers.enter_context(served(**addresses_of(name_of(size))))
            browsers = browsers_of(measured, port)
            acts |= {(one.name, size): act_on(browsers[one.sign_in], one.addresses) for one in measured}
            acts |= {(name, size): act for name, act in acts_at(port).items()}
        names = dict.fromkeys(name for name, _ in acts)
        for name in names:
            pair = {size: acts[name, size] for size in (smaller, people)}
            met = alternate(pair, range(min(CASES, sample)), rounds=rounds)
            yield _line(name, people, smaller, met[people], met[smaller], most=1.5)


def _line(what: str, people: int, smaller: int, large: Timings, small: Timings, *, most: float) -> Line:
    return Line(
        what=f"{what}: {people:,} people", reference=f"{smaller:,} people", real=large, bare=small, most=most
    )


def _ask(typed: Callable[[Wanted], str], wanted: list[Wanted], timings: Timings) -> None:
    finder = Finder()
    for one in wanted[:WARMING]:
        finder.find(typed(one))
    for one in wanted:
        timings.seconds.append(finder.in_sql(typed(one)))
        timings.rows += len(partial(finder.find, typed(one))())


def _move_to(people: int) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name_of(people)
