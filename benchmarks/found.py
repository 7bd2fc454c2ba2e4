"""Who is found by a name that was mistyped, or written another way than in the record. Shares, no times.

Slips are made in names drawn from the world. The labelled set (benchmarks/variations) is put into it, a
person for each stored name, and taken out again: its names compete with everybody else's.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from statistics import median
from typing import ClassVar

from django.db import transaction

from benchmarks import lucene
from benchmarks.report import Finding, Note
from benchmarks.search import Finder
from benchmarks.sought import SLIPS, Sought, of_the_set, slipped
from benchmarks.worlds import ROOT
from cases.people.rules.names import name_key

MISSES = ROOT / ".run" / "found_misses.csv"
#: A share of fewer names says little about the second decimal.
LEAST_DRAWN = 500
SHOWN, FIRST = 20, 5
PLACES = (SHOWN, FIRST, 1)
#: Goals of the labelled set, for the first 20 and for the first 5.
GOAL_OF_VARIATIONS, GOAL_OF_FIRST = 0.95, 0.9

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
        wanted = [*slipped(max(sample, LEAST_DRAWN)), *of_the_set()]
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
    finder = Finder()
    missed: list[tuple[Result, Result]] = []
    for kind, alike in groupby(wanted, key=attrgetter("kind")):
        real, others = [], []
        for sought in alike:
            real.append(Result.of(sought, _by_the_search(finder, sought.typed)))
            others.append(Result.of(sought, _by_the_engine(engine, sought.typed)))
        missed += [pair for pair in zip(real, others, strict=True) if is_listed(pair[0])]
        goals = (SLIPS[kind].least, None) if kind in SLIPS else (GOAL_OF_VARIATIONS, GOAL_OF_FIRST)
        yield FoundLine(kind=kind, real=real, engine=others, least=goals[0], least_first=goals[1])
    write_misses(missed)


def _by_the_search(finder: Finder, typed: str) -> Answer:
    hits = finder.find(typed)
    named = [(hit.person_id, name_key(hit.surname), name_key(hit.first_name)) for hit in hits[:SHOWN]]
    return named, len(hits)


def _by_the_engine(engine: Callable[[str], list[tuple[int, str, str]]], typed: str) -> Answer:
    found = engine(typed)
    return found, len(found)


# --- whom the search did not find --------------------------------------------------------------------------


def is_listed(one: Result) -> bool:
    return one.pair is None and one.sought.is_open


def write_misses(missed: Iterable[tuple[Result, Result]]) -> None:
    """Writes whom the first 20 do not show. Names kept back are left out."""
    MISSES.parent.mkdir(exist_ok=True)
    with MISSES.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("kind", "typed", "first_name", "surname", "hits", "place_in_tantivy"))
        for one, other in missed:
            sought = one.sought
            typed = (sought.kind, sought.typed, sought.first_name, sought.surname)
            lines.writerow((*typed, one.hits, other.pair or ""))
