"""The same searches in a smaller and a larger world, in turn, to see what more people cost."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db import connection

from benchmarks.measure import Timings
from benchmarks.report import Finding, Line
from benchmarks.samples import Wanted, people_wanted
from benchmarks.search import Finder
from benchmarks.worlds import name_of

WARMING = 20


def run(*, people: int, smaller: int, rounds: int, sample: int) -> Iterator[Finding]:
    worlds = {people: Timings(), smaller: Timings()}
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
        yield Line(
            what=f"{what}: {people:,} people",
            reference=f"{smaller:,} people",
            real=worlds[people],
            bare=worlds[smaller],
            most=3,
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
