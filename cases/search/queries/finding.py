"""Finds the people of a search, best first, without giving away people whom the user may not know of.

One statement looks names and numbers up in indexes and stops at a cap, so that its cost does not grow with
the number of records. It reads the person beside each match. Where few people have the name as typed, a
second statement looks up who has a name near it.
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from datetime import date

from cases.search.queries import statements
from cases.search.queries.statements import ROW_CAP, Row, rows_of
from cases.search.rules.reasons import Match
from cases.search.rules.ways import Wanted

#: More people than this are not counted: "more than 1,000". Source: docs/sources/cases.md#searching
COUNT_CAP = 1000
#: Names near what was typed are looked up where fewer people than this have the name as typed.
ENOUGH_EXACT = 20


@dataclass(slots=True)
class Hit:
    """One person found.

    score      sum of the scores of what they were found by (cases.search.rules.box.RANKING)
    distance   how far the name is from what was typed: 0 the same, 0.5 for each part that only begins so,
               0.8 for a nickname or another form of it, 1 for each slip: docs/sources/cases.md#searching
    similar    whether they were found only as similar to what was typed
    hidden     whether the user may see the CRN alone
    alias_ids  keys of the aliases that matched as well as any name did
    also       the surname and first name that matched, where they are a previous or a preferred one
    match      the nearest of the names that were found as similar
    """

    person_id: int
    region_id: int
    surname: str
    first_name: str
    born_on: date | None
    score: int = 0
    distance: float = 99.0
    similar: bool = True
    hidden: bool = False
    alias_ids: set[int] = field(default_factory=set)
    also: set[tuple[str, str]] = field(default_factory=set)
    match: Match | None = None


@dataclass(frozen=True)
class Found:
    """The people found, best first. `more` is True when there are others."""

    hits: list[Hit]
    more: bool

    @property
    def misspelt(self) -> bool:
        """Whether people were found, but nobody by the name as typed."""
        return bool(self.hits) and all(hit.similar for hit in self.hits)


#: Takes keys of people; gives those whose records the user may not open
Blocked = Callable[[Iterable[int]], Container[int]]


def find(wanted: Wanted, *, blocked: Blocked) -> Found:
    """The people that a search finds.

    Costs 1 query, and 1 more where few people have the name as typed. Costs 1 more where limited access must
    be asked about, 1 more where nobody was found and the words may be an address or a number with spaces, and
    1 more where no record has the CRN any more.

    blocked   the people, of those found, whose records the user may not open: only their CRN finds them
    """
    hits = _Hits(wanted, blocked)
    if not wanted.crn or wanted.any_of:
        rows = rows_of(statements.as_typed(wanted))
        hits.take(rows)
        if wanted.near and _count_as_typed(rows) < ENOUGH_EXACT:
            hits.take(rows_of(statements.near_what_was_typed(wanted)))
    by_text = statements.by_whole_text(wanted)
    if by_text and not hits.by_person:
        hits.take(rows_of(by_text))
    if wanted.crn:
        hits.take(rows_of(statements.by_own_crn(wanted.crn)), by_crn=True)
        if not hits.by_person:
            hits.take(rows_of(statements.by_crn_of_before(wanted.crn)), by_crn=True)
    return hits.found()


class _Hits:
    """Gathers rows into one hit for each person. It leaves out people who must not be found."""

    def __init__(self, wanted: Wanted, blocked: Blocked) -> None:
        self.wanted = wanted
        self.blocked = blocked
        self.by_person: dict[int, Hit] = {}
        self.scores: dict[int, dict[int, int]] = {}
        self.cut_off = False

    def take(self, rows: list[Row], *, by_crn: bool = False) -> None:
        """Adds rows. Costs 1 query if one of them is about somebody under limited access.

        by_crn   the rows were found by a CRN: people whose records are closed to the user stay, as hidden
        """
        limited = {row.person_id for row in rows if row.person_id and row.is_limited}
        hidden = self.blocked(limited) if limited else ()
        for row in rows:
            if row.person_id and (by_crn or row.person_id not in hidden):
                self._add(row.person_id, row, hidden=row.person_id in hidden)
        self.cut_off |= sum(not row.similar for row in rows) >= ROW_CAP

    def _add(self, person_id: int, row: Row, *, hidden: bool) -> None:
        hit = self.by_person.get(person_id)
        if hit is None:
            hit = Hit(person_id, row.region_id, row.surname, row.first_name, row.born_on, hidden=hidden)
            self.by_person[person_id] = hit
        scores = self.scores.setdefault(person_id, {})
        if row.score > scores.get(row.criterion, 0):
            scores[row.criterion] = row.score
            hit.score = sum(scores.values())
        if row.similar and row.distance < hit.distance:
            hit.match = Match(
                self.wanted.near[row.way - 1],
                row.matched_surname,
                row.matched_first_name,
                row.how_surname,
                row.how_first,
            )
        if row.distance < hit.distance and not self.wanted.any_of:
            hit.alias_ids, hit.also = set(), set()
        if row.distance <= hit.distance or self.wanted.any_of:
            self._note_alias(hit, row)
        hit.distance = min(hit.distance, float(row.distance))
        hit.similar &= row.similar

    def _note_alias(self, hit: Hit, row: Row) -> None:
        if row.alias_id:
            hit.alias_ids.add(row.alias_id)
        elif row.is_alias:
            hit.also.add((row.matched_surname, row.matched_first_name))

    def found(self) -> Found:
        """The nearest name first; where one match is enough, whoever matches most of what was asked."""
        ordered = sorted(self.by_person.values(), key=_by_most if self.wanted.any_of else _by_nearest_name)
        return Found(ordered[:COUNT_CAP], more=self.cut_off or len(ordered) > COUNT_CAP)


def _by_nearest_name(hit: Hit) -> tuple[float, int, int]:
    return (hit.distance, -hit.score, -hit.person_id)


def _by_most(hit: Hit) -> tuple[int, float, int]:
    return (-hit.score, hit.distance, -hit.person_id)


def _count_as_typed(rows: list[Row]) -> int:
    """How many people have the name as typed. Limited access: not counted, so that nothing tells of them."""
    return len({row.person_id for row in rows if row.person_id and not row.distance and not row.is_limited})
