"""Who is found by a name that was mistyped, or written another way than in the record. Shares, no times.

Slips are made in names drawn from the world. The labelled set (benchmarks/variations) is put into it, a
person for each stored name, and taken out again: its names compete with everybody else's.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from random import Random
from statistics import median
from typing import ClassVar

from django.db import connection, transaction

from benchmarks import lucene
from benchmarks.misspell import misspelt
from benchmarks.report import Finding, Note
from benchmarks.search import Finder
from benchmarks.variations import Variation, variations
from benchmarks.worlds import ROOT
from cases.models import Person
from cases.people.rules.names import name_key
from core import clock
from core.models import Region

MISSES = ROOT / ".run" / "found_misses.csv"
#: A share of fewer names says little about the second decimal.
LEAST_DRAWN = 500
SHOWN, FIRST = 20, 5
PLACES = (SHOWN, FIRST, 1)
FIRST_BORN = date(1970, 1, 1)
#: CRNs of the people of the labelled set. Those of the demonstration begin with X.
CRN = "Z{:06d}"
DRAWN = """
    SELECT p.id, n.surname, n.first_name
    FROM cases_person p JOIN cases_personname n ON n.person_id = p.id AND NOT n.is_alias AND NOT n.is_part
    WHERE p.removed_at IS NULL AND p.merged_into_id IS NULL AND p.practice_learner_id IS NULL
    AND n.surname <> '' AND n.first_name <> '' ORDER BY md5(p.id::text) LIMIT %s
"""
#: kind -> slips in the first name, slips in the surname, the share to be found among the first 20
SLIPS: Mapping[str, tuple[int, int, float | None]] = {
    "one slip in the surname": (0, 1, 0.98),
    "one slip in the first name": (1, 0, 0.98),
    "two slips in the surname": (0, 2, 0.97),
    "one slip in each name": (1, 1, 0.95),
    "two slips in each name": (2, 2, 0.95),
}
GOAL_OF_VARIATIONS, GOAL_OF_FIRST = 0.95, 0.9


@dataclass(frozen=True, kw_only=True)
class Sought:
    """A person, and what is typed to find them.

    surname, first_name   as they are searched by
    is_open               whether a miss is listed
    """

    kind: str
    typed: str
    person_id: int
    surname: str
    first_name: str
    is_open: bool = True


Place = int | None
#: (person, surname, first name), the best first, and how many there are
Answer = tuple[Sequence[tuple[int, str, str]], int]


@dataclass(frozen=True, kw_only=True)
class Result:
    """The place of the person among those found, from 1, and of the first of the same two names.

    None if they are not among the first 20.
    """

    sought: Sought
    hits: int
    person: Place
    pair: Place

    @classmethod
    def of(cls, sought: Sought, answer: Answer) -> "Result":
        listed, hits = answer
        person = pair = None
        for place, (person_id, *names) in enumerate(listed, 1):
            if person_id == sought.person_id and person is None:
                person = place
            same = person_id == sought.person_id or names == [sought.surname, sought.first_name]
            if same and pair is None:
                pair = place
        return cls(sought=sought, hits=hits, person=person, pair=pair)


@dataclass(frozen=True, kw_only=True)
class FoundLine:
    """How many of one kind were found, by the search and by the engine.

    least         the share to be found among the first 20, a person of the same two names counted as found
    least_first   the share to be found among the first 5, likewise
    """

    headings: ClassVar[Sequence[str]] = (
        "what was typed",
        "names",
        "found in the first 20 / 5 / 1",
        "that person",
        "kept back",
        "hits, median",
        "tantivy found",
        "tantivy, that person",
        "target",
        "",
    )

    kind: str
    real: Sequence[Result]
    engine: Sequence[Result]
    least: float | None = None
    least_first: float | None = None

    @property
    def is_met(self) -> bool:
        goals = ((SHOWN, self.least), (FIRST, self.least_first))
        return all(least is None or share(self.real, "pair", within) >= least for within, least in goals)

    def cells(self) -> tuple[str, ...]:
        goals = [f"{one:g}" for one in (self.least, self.least_first) if one is not None]
        kept_back = [one for one in self.real if not one.sought.is_open]
        return (
            self.kind,
            f"{len(self.real):,}",
            shares(self.real, "pair"),
            shares(self.real, "person"),
            f"{share(kept_back, 'pair', SHOWN):.3f}" if kept_back else "",
            f"{median(one.hits for one in self.real):g}",
            shares(self.engine, "pair"),
            shares(self.engine, "person"),
            " / ".join(goals),
            "" if not goals else "met" if self.is_met else "NOT met",
        )


def share(results: Sequence[Result], by: str, within: int) -> float:
    """The share found within so many places, by "person" or by "pair" of names."""
    places = [getattr(one, by) for one in results]
    return sum(place is not None and place <= within for place in places) / len(places)


def shares(results: Sequence[Result], by: str) -> str:
    return " / ".join(f"{share(results, by, within):.3f}" for within in PLACES) if results else ""


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    """`rounds` is not used: a search finds the same each time."""
    with transaction.atomic():
        wanted = [*slipped(max(sample, LEAST_DRAWN)), *_of_the_set()]
        yield from _measured(wanted)
        transaction.set_rollback(True)
    yield Note(
        "Found: a person of the same two names counts, since what is typed cannot tell the two apart. "
        "That person: only the very one who was meant. Hits: people listed in all."
    )
    yield Note(
        "Kept back: the share found in the first 20 of the half of the set whose misses are not listed."
    )
    yield Note(f"The other misses are in {MISSES.relative_to(ROOT)}.")


def _measured(wanted: Sequence[Sought]) -> Iterator[Finding]:
    engine = lucene.engine_of_words()
    if engine is None:
        yield Note("No tantivy here (requirements-bench.txt): the search is measured alone.")
    finder = Finder()
    missed: list[tuple[Result, Result | None]] = []
    for kind, alike in groupby(wanted, key=attrgetter("kind")):
        real, others = [], []
        for sought in alike:
            real.append(Result.of(sought, _by_the_search(finder, sought.typed)))
            if engine is not None:
                others.append(Result.of(sought, _by_the_engine(engine, sought.typed)))
        missed += [(one, others[n] if others else None) for n, one in enumerate(real) if is_listed(one)]
        slips = SLIPS.get(kind)
        yield FoundLine(
            kind=kind,
            real=real,
            engine=others,
            least=slips[2] if slips else GOAL_OF_VARIATIONS,
            least_first=None if slips else GOAL_OF_FIRST,
        )
    write_misses(missed)


def _by_the_search(finder: Finder, typed: str) -> Answer:
    hits = finder.find(typed)
    named = [(hit.person_id, name_key(hit.surname), name_key(hit.first_name)) for hit in hits[:SHOWN]]
    return named, len(hits)


def _by_the_engine(engine: Callable[[str], list[tuple[int, str, str]]], typed: str) -> Answer:
    found = engine(typed)
    return found, len(found)


# --- whom to look for ------------------------------------------------------------------------------------


def slipped(how_many: int, *, seed: int = 11) -> Iterator[Sought]:
    """The same people for each kind of slip, whatever the length of their names."""
    rng = Random(seed)
    with connection.cursor() as cursor:
        cursor.execute(DRAWN, [how_many])
        drawn = cursor.fetchall()
    for kind, (in_first, in_surname, _least) in SLIPS.items():
        for person_id, surname, first_name in drawn:
            first, last = (
                misspelt(name, rng, slips=slips) if slips else name
                for name, slips in ((first_name, in_first), (surname, in_surname))
            )
            yield Sought(
                kind=kind,
                typed=f"{first} {last}",
                person_id=person_id,
                surname=surname,
                first_name=first_name,
            )


def _of_the_set() -> Iterator[Sought]:
    rows = list(variations())
    people = enter(dict.fromkeys(row.stored for row in rows))
    for row in rows:
        yield _sought(row, people[row.stored])


def _sought(row: Variation, person_id: int) -> Sought:
    return Sought(
        kind=row.kind,
        typed=row.typed,
        person_id=person_id,
        surname=name_key(row.surname),
        first_name=name_key(row.first_name),
        is_open=row.is_open,
    )


def enter(names: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    """Makes a person of each name and returns their keys by name. Triggers enter the names for searching."""
    region = Region.objects.order_by("pk").first()
    sex_id = Person.objects.order_by("pk").values_list("sex_id", flat=True)[0]
    listed, now = list(names), clock.now()
    people = Person.objects.bulk_create(
        Person(
            crn=CRN.format(number),
            first_name=first_name,
            second_name=second_name,
            surname=surname,
            born_on=FIRST_BORN + timedelta(days=7 * number),
            sex_id=sex_id,
            region=region,
            created_at=now,
            updated_at=now,
        )
        for number, (first_name, second_name, surname) in enumerate(listed, 1)
    )
    return {name: person.pk for name, person in zip(listed, people, strict=True)}


# --- whom the search did not find --------------------------------------------------------------------------


def is_listed(one: Result) -> bool:
    return one.pair is None and one.sought.is_open


def write_misses(missed: Iterable[tuple[Result, Result | None]]) -> None:
    """Writes whom the first 20 do not show. Names kept back are left out."""
    MISSES.parent.mkdir(exist_ok=True)
    with MISSES.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("kind", "typed", "first_name", "surname", "hits", "place_in_tantivy"))
        for one, other in missed:
            sought = one.sought
            place = other.pair if other else None
            lines.writerow(
                (sought.kind, sought.typed, sought.first_name, sought.surname, one.hits, place or "")
            )
