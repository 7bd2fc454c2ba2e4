"""Finding people: the candidates of a search, best first, within what the user may know.

A statement of index look-ups on names alone, cut off at a cap, so that its cost does not grow with the
records; then the people it met, and which of them are limited. Kept apart, each plans in no time.
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet

from cases.codes import MatchedOn
from cases.models import Person
from cases.queries.search_criteria import (
    NameBranch,
    PeopleSet,
    Sql,
    all_of,
    at_street,
    born_on_all,
    branches_of,
    by_crn,
    filters,
    people_sets,
)
from cases.queries.search_similar import similar_branches
from cases.rules.search import RANKING
from cases.rules.search_ways import Wanted

#: More people than this are not counted: "more than 1,000". Source: docs/sources/cases.md#searching
COUNT_CAP = 1000
#: Names looked at, since one person may have several.
ROW_CAP = 1500
#: With this many people of the very name typed, nobody looks for a misspelling.
ENOUGH_EXACT = 20


@dataclass(slots=True)
class Hit:
    """One person found.

    worth      what they were found by, by weight (rules.search.RANKING)
    off        how far the name is from what was typed: 0 the same, 1.5 begins so, else slips
    similar    found only by looking for something close to what was typed
    alias_ids  aliases that matched
    hidden     True when the user may know the CRN alone
    """

    person_id: int
    region_id: int
    surname: str
    first_name: str
    born_on: object
    worth: int = 0
    off: float = 99.0
    similar: bool = True
    hidden: bool = False
    alias_ids: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Found:
    """Everybody found, best first; `more` when the search was cut off."""

    hits: list[Hit]
    more: bool

    @property
    def misspelt(self) -> bool:
        """Nobody of the name typed, but somebody of a name close to it."""
        return bool(self.hits) and all(hit.similar for hit in self.hits)


Blocked = Callable[[Iterable[int]], Container[int]]


def find(wanted: Wanted, *, known: QuerySet[Person], blocked: Blocked) -> Found:
    """Costs 3 queries, 6 when misspellings are tried, 3 more when only streets are left.

    known     people the user may know to exist
    blocked   of some people, those the user may not open: found, and counted, by a CRN alone
    """
    tray = _Tray(known, blocked)
    if not wanted.crn or wanted.any_of:
        tray.take(_run(_strict(wanted)), similar=False)
    if tray.exact < ENOUGH_EXACT and not wanted.exact and not wanted.any_of:
        tray.take(_run(similar_branches(wanted, _conditions(wanted))), similar=True)
    if not tray.hits and len(wanted.street) > 1 and not wanted.dates and not wanted.either:
        street = PeopleSet(at_street(wanted.street), RANKING[MatchedOn.STREET])
        tray.take(_run([_people_branch(0, [street], filters(wanted))]), similar=False)
    if wanted.crn:
        ids = Sql(f"p.id IN ({by_crn(wanted.crn).text})", by_crn(wanted.crn).params)
        tray.take(_run([_from_people(0, ids, RANKING[MatchedOn.IDENTIFIER])]), similar=False, by_crn=True)
    return tray.found()


class _Tray:
    """Gathers rows into one hit a person, leaving out who must not be found."""

    def __init__(self, known: QuerySet[Person], blocked: Blocked) -> None:
        self.known, self.blocked = known, blocked
        self.hits: dict[int, Hit] = {}
        self.worths: dict[int, dict[int, int]] = {}
        self.cut_off = False
        self.exact = 0

    def take(self, rows: list[tuple], *, similar: bool, by_crn: bool = False) -> None:
        self.cut_off |= not similar and len(rows) >= ROW_CAP
        self._meet({row[0] for row in rows} - self.hits.keys(), by_crn=by_crn)
        for person_id, criterion, worth, off, alias_id in rows:
            hit = self.hits.get(person_id)
            if hit is None:
                continue
            worths = self.worths.setdefault(person_id, {})
            if worth > worths.get(criterion, 0):
                worths[criterion] = worth
                hit.worth = sum(worths.values())
            self.exact += off == 0 and hit.off > 0
            hit.off = min(hit.off, float(off))
            hit.similar &= similar
            if alias_id:
                hit.alias_ids.add(alias_id)

    def _meet(self, ids: set[int], *, by_crn: bool) -> None:
        """New hits for those of the people who may be found. Costs 2 queries."""
        if not ids:
            return
        columns = ("pk", "region_id", "surname", "first_name", "born_on")
        hidden = self.blocked(ids)
        for person_id, *rest in self.known.filter(pk__in=ids).order_by().values_list(*columns):
            if by_crn or person_id not in hidden:
                self.hits[person_id] = Hit(person_id, *rest, hidden=person_id in hidden)

    def found(self) -> Found:
        ordered = sorted(self.hits.values(), key=lambda hit: (-hit.worth, hit.off, -hit.person_id))
        return Found(ordered[:COUNT_CAP], more=self.cut_off or len(ordered) > COUNT_CAP)


# --- the statement ---------------------------------------------------------------------------------------


def _run(branches: list[Sql]) -> list[tuple]:
    """The branches one after the other until the cap: PostgreSQL stops at the limit."""
    if not branches:
        return []
    parts = " UNION ALL ".join(f"({branch.text})" for branch in branches)
    params = [value for branch in branches for value in branch.params]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({parts}) found LIMIT {ROW_CAP}", params)
        return cursor.fetchall()


def _strict(wanted: Wanted) -> list[Sql]:
    return _any_of(wanted) if wanted.any_of else _all_of(wanted)


def _conditions(wanted: Wanted) -> list[Sql]:
    """What must hold besides the name and the date."""
    sets = [Sql(f"n.person_id IN ({one.ids.text})", one.ids.params) for one in people_sets(wanted)]
    return [*sets, *_kept(wanted)]


def _kept(wanted: Wanted) -> list[Sql]:
    """The filters, as a condition on a name's person."""
    kept = filters(wanted)
    if not kept:
        return []
    whole = all_of(kept)
    return [Sql(f"n.person_id IN (SELECT p.id FROM cases_person p WHERE {whole.text})", whole.params)]


def _all_of(wanted: Wanted) -> list[Sql]:
    """Names and dates within one name, everything else of the same person."""
    conditions = _conditions(wanted)
    extra = sum(one.worth for one in people_sets(wanted))
    if not wanted.ways and not wanted.dates:
        return [_people_branch(0, people_sets(wanted), filters(wanted))]
    born = [born_on_all(wanted.dates)] if wanted.dates else []
    extra_born = RANKING[MatchedOn.DATE_OF_BIRTH] if wanted.dates else 0
    if not wanted.ways:
        bare = NameBranch(all_of([]), Sql("0"), "n.person_id DESC", 0)
        return [_from_names(wanted, 0, bare, [*born, *conditions], extra_born, extra)]
    return [
        _from_names(wanted, 0, branch, [*born, *conditions], extra_born, extra)
        for way in wanted.ways
        for branch in branches_of(way, exact=wanted.exact)
    ]


def _any_of(wanted: Wanted) -> list[Sql]:
    """Each criterion by itself, numbered, so that a person's worth adds up over those that hold."""
    kept = _kept(wanted)
    branches = []
    for number, way in enumerate(wanted.ways):
        for branch in branches_of(way, exact=wanted.exact):
            branches.append(_from_names(wanted, number, branch, kept, 0, 0))
    for number, day in enumerate(wanted.dates, start=len(wanted.ways)):
        bare = NameBranch(born_on_all([day]), Sql("0"), "n.person_id DESC", 0)
        branches.append(_from_names(wanted, number, bare, kept, RANKING[MatchedOn.DATE_OF_BIRTH], 0))
    sets = people_sets(wanted)
    branches += [_people_branch(1000 + n, [one], filters(wanted)) for n, one in enumerate(sets)]
    return branches


def _from_names(
    wanted: Wanted, number: int, branch: NameBranch, more: Iterable[Sql], worth_of_birth: int, extra: int
) -> Sql:
    own = branch.worth + worth_of_birth + extra
    where = [branch.where, *more]
    if not wanted.aliases:
        where.append(Sql("NOT n.is_alias"))
    if wanted.exact:
        where.append(Sql("NOT n.is_part"))
    kept = all_of(where)
    worth = f"CASE WHEN n.is_alias THEN {RANKING[MatchedOn.ALIAS] + extra} ELSE {own} END"
    return Sql(
        f"SELECT n.person_id, {number}, {worth}, {branch.fit.text}, n.alias_id "
        f"FROM cases_personname n WHERE {kept.text} "
        f"ORDER BY {branch.order} LIMIT {ROW_CAP}",
        (*branch.fit.params, *kept.params),
    )


def _people_branch(number: int, sets: list[PeopleSet], kept: list[Sql]) -> Sql:
    inside = [Sql(f"p.id IN ({one.ids.text})", one.ids.params) for one in sets]
    return _from_people(number, all_of([*inside, *kept]), sum(one.worth for one in sets))


def _from_people(number: int, where: Sql, worth: int) -> Sql:
    return Sql(
        f"SELECT p.id, {number}, {worth}, 0, NULL::bigint FROM cases_person p WHERE {where.text} "
        f"AND p.removed_at IS NULL AND p.merged_into_id IS NULL ORDER BY p.id DESC LIMIT {ROW_CAP}",
        where.params,
    )
