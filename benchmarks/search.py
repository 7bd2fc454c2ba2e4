"""Finding people: the query of the search page against look-ups by index, and against a search engine."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import connection

from benchmarks import lucene
from benchmarks.measure import Act, alternate
from benchmarks.report import Finding, Line, Share
from benchmarks.samples import Wanted, people_wanted
from cases import access
from cases.people.rules.names import name_key
from cases.search.queries import finding, statements
from cases.search.rules.criteria import read_criteria
from core import clock
from core.models import User

SHOWN = 20
PERSON = "p.id, p.region_id, p.surname, p.first_name, p.born_on"
FROM_NAMES = f"SELECT {PERSON} FROM cases_personname n JOIN cases_person p ON p.id = n.person_id"
BARE = {
    "CRN": f"SELECT {PERSON} FROM cases_person p WHERE p.crn = %s",
    "PNC": f"SELECT {PERSON} FROM cases_person p WHERE p.pnc = %s",
    "prefixes": f"{FROM_NAMES} WHERE n.surname LIKE %s AND n.first_name LIKE %s "
    f"ORDER BY n.surname USING ~<~, n.first_name USING ~<~ LIMIT {statements.ROW_CAP}",
    "birth": f"{FROM_NAMES} WHERE n.born_on = %s LIMIT {statements.ROW_CAP}",
    "birth and name": f"{FROM_NAMES} WHERE n.born_on = %s AND n.surname LIKE %s LIMIT {statements.ROW_CAP}",
}


class Finder:
    """Finds what the search page finds for the text typed. `in_sql` gives the seconds of its statements."""

    def __init__(self) -> None:
        self.user = User.objects.get(username="practitioner")
        self.today = clock.today()

    def find(self, typed: str) -> list[finding.Hit]:
        wanted = read_criteria({"form": "box", "q": typed}, today=self.today)
        return finding.find(
            wanted,
            blocked=lambda ids: access.limited_access_of(ids, self.user, at=clock.now()),
        ).hits

    def in_sql(self, typed: str) -> float:
        with sql_seconds() as spent:
            self.find(typed)
        return spent()


@contextmanager
def sql_seconds() -> Iterator[Callable[[], float]]:
    """Gives a function that returns the seconds spent in SQL so far, with fetching the first rows."""
    spent = [0.0]

    def timed(execute: Any, *args: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*args)
        finally:
            spent[0] += time.perf_counter() - began

    with connection.execute_wrapper(timed):
        yield lambda: spent[0]


def bare(kind: str, *params: Any) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(BARE[kind], params)
        return cursor.fetchall()


def timed_bare(kind: str, *params: Any) -> float:
    with connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(BARE[kind], params)
        return time.perf_counter() - began


Typed = Callable[[Wanted], str]
Params = Callable[[Wanted], tuple]
KINDS: dict[str, tuple[str, Typed, str, Params]] = {
    "CRN": ("CRN", lambda one: one.crn, "by the unique index", lambda one: (one.crn,)),
    "PNC": ("PNC", lambda one: one.pnc, "by its index", lambda one: (one.pnc,)),
    "prefixes": (
        "beginnings of both names",
        lambda one: "{}* {}*".format(*one.prefixes),
        "by names_by_surname, as many rows",
        lambda one: tuple(f"{prefix}%" for prefix in one.prefixes),
    ),
    "birth": (
        "date of birth",
        lambda one: f"{one.born_on:%d/%m/%Y}",
        "by names_by_birth",
        lambda one: (one.born_on,),
    ),
    "birth and name": (
        "date of birth and surname",
        lambda one: f"{one.surname} {one.born_on:%d/%m/%Y}",
        "by names_by_birth",
        lambda one: (one.born_on, f"{one.surname}%"),
    ),
}


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    finder, wanted = Finder(), people_wanted(sample)
    for kind, (what, typed, reference, params) in KINDS.items():
        cases = [one for one in wanted if kind != "PNC" or one.pnc]
        yield from _against_bare(finder, cases, kind, what, typed, reference, params, rounds)
    yield from _misspelt(finder, wanted, rounds)


def _against_bare(
    finder: Finder,
    cases: list[Wanted],
    kind: str,
    what: str,
    typed: Typed,
    reference: str,
    params: Params,
    rounds: int,
) -> Iterator[Finding]:
    acts: dict[str, Act] = {
        "sql": lambda one: finder.in_sql(typed(one)),
        "bare sql": lambda one: timed_bare(kind, *params(one)),
        "whole": lambda one: finder.find(typed(one)),
        "bare": lambda one: bare(kind, *params(one)),
    }
    met = alternate(acts, cases, rounds=rounds)
    met["sql"].rows, met["bare sql"].rows = met["whole"].rows, met["bare"].rows
    yield Line(what=f"{what}, SQL", reference=reference, real=met["sql"], bare=met["bare sql"], most=3)
    yield Line(what=f"{what}, with Python", reference=reference, real=met["whole"], bare=met["bare"])


def _misspelt(finder: Finder, wanted: list[Wanted], rounds: int) -> Iterator[Finding]:
    """The engine runs in this process, while the finder also pays for the way to the database."""
    engine, named = lucene.engine(), "tantivy, fuzzy 1 + 2"
    for what, typed, names in (
        ("surname misspelt", lambda one: f"{one.first_name} {one.surname_slipped}", "_surname"),
        (
            "both names misspelt",
            lambda one: f"{one.first_name_slipped} {one.surname_slipped}",
            "_both",
        ),
    ):
        acts: dict[str, Act] = {
            "sql": lambda one, typed=typed: finder.in_sql(typed(one)),
            "whole": lambda one, typed=typed: finder.find(typed(one)),
            "engine": partial(_with_engine, engine, names == "_both"),
        }
        met = alternate(acts, wanted, rounds=rounds)
        met["sql"].rows = met["whole"].rows
        yield Line(what=f"{what}, SQL", reference=named, real=met["sql"], bare=met["engine"], most=1)
        yield Line(what=f"{what}, with Python", reference=named, real=met["whole"], bare=met["engine"])
        found = sum(_is_among(one, finder.find(typed(one))[:SHOWN]) for one in wanted)
        least = 0.95 if names == "_both" else 0.97
        yield Share(what=f"{what}: in the first {SHOWN}", found=found, of=len(wanted), least=least)
        found = sum(
            f"{one.surname} {one.first_name}" in _with_engine(engine, names == "_both", one) for one in wanted
        )
        yield Share(what=f"{what}: in the engine's first {SHOWN}", found=found, of=len(wanted))


def _with_engine(engine: Callable[[str, str], list[Any]], both: bool, one: Wanted) -> list[Any]:
    return engine(one.surname_slipped, one.first_name_slipped if both else one.first_name)


def _is_among(one: Wanted, hits: list[finding.Hit]) -> bool:
    """Whether a hit is the person or has the same two names: by these the two cannot be distinguished."""
    return any(
        hit.person_id == one.person_id
        or (name_key(hit.surname), name_key(hit.first_name)) == (one.surname, one.first_name)
        for hit in hits
    )
