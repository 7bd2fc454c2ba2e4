"""Finding people: the candidates of a search, best first, within what the user may know.

One statement: index look-ups on names or numbers, cut off at a cap, so that its cost does not grow with the
records; and beside each find the person. Misspellings are looked up in the same statement, and only where few
have the very name typed.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from django.db import connection
from django.db.models import Exists, OuterRef

from cases.codes import MatchedOn
from cases.models import LimitedAccess
from cases.people.queries import records
from cases.search.queries.conditions import (
    NameBranch,
    PeopleSet,
    Sql,
    all_of,
    at_street,
    born_on_all,
    branches_of,
    by_former_crn,
    filters,
    people_sets,
)
from cases.search.queries.similar import similar_branches
from cases.search.rules.box import RANKING
from cases.search.rules.ways import Wanted

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


def find(wanted: Wanted, *, blocked: Blocked) -> Found:
    """Costs 1 query, and 1 more each where somebody found is under limited access, where only streets are
    left, and where a CRN is no record's own any more.

    blocked   of some people, those the user may not open: found, and counted, by a CRN alone
    """
    tray = _Tray(blocked)
    if not wanted.crn or wanted.any_of:
        tray.take(_run(_strict(wanted), _similar(wanted)))
    if not tray.hits and len(wanted.street) > 1 and not wanted.dates and not wanted.either:
        street = PeopleSet(at_street(wanted.street), RANKING[MatchedOn.STREET])
        tray.take(_run([_from_people(0, [street], filters(wanted))]))
    if wanted.crn:
        tray.take(_rows(_own_crn(wanted.crn)), by_crn=True)
        if not tray.hits:
            tray.take(_run([_by_number(by_former_crn(wanted.crn))]), by_crn=True)
    return tray.found()


class _Tray:
    """Gathers rows into one hit a person, leaving out who must not be found."""

    def __init__(self, blocked: Blocked) -> None:
        self.blocked = blocked
        self.hits: dict[int, Hit] = {}
        self.worths: dict[int, dict[int, int]] = {}
        self.cut_off = False

    def take(self, rows: list[tuple], *, by_crn: bool = False) -> None:
        """Rows as `_run` gives them. Costs 1 query where somebody among them is under limited access."""
        limited = {row[6] for row in rows if row[-1]}
        hidden = self.blocked(limited) if limited else ()
        exact = 0
        for similar, criterion, worth, off, alias_id, _crn, person_id, *columns, _limited in rows:
            exact += not similar
            if person_id is None or (person_id in hidden and not by_crn):
                continue
            hit = self.hits.get(person_id)
            if hit is None:
                hit = self.hits[person_id] = Hit(person_id, *columns, hidden=person_id in hidden)
            worths = self.worths.setdefault(person_id, {})
            if worth > worths.get(criterion, 0):
                worths[criterion] = worth
                hit.worth = sum(worths.values())
            hit.off = min(hit.off, float(off))
            hit.similar &= similar
            if alias_id:
                hit.alias_ids.add(alias_id)
        self.cut_off |= exact >= ROW_CAP

    def found(self) -> Found:
        ordered = sorted(self.hits.values(), key=lambda hit: (-hit.worth, hit.off, -hit.person_id))
        return Found(ordered[:COUNT_CAP], more=self.cut_off or len(ordered) > COUNT_CAP)


# --- the statement ---------------------------------------------------------------------------------------


@cache
def _findable() -> Sql:
    """`people.real()` as a table to join; `is_limited` where limited access has to be asked about."""
    limited = Exists(LimitedAccess.objects.filter(person=OuterRef("pk")))
    columns = ("crn", "id", "region_id", "surname", "first_name", "born_on")
    rows = records.real().annotate(is_limited=limited).values_list(*columns, "is_limited")
    return Sql(*rows.query.sql_with_params())


def _beside(found: Sql, *, similar: bool) -> Sql:
    """Each find with its person; NULL for one who must not be found, so that the cap still counts it."""
    known = _findable()
    return Sql(
        f"SELECT {similar}, f.criterion, f.worth, f.off, f.alias_id, p.* "
        f"FROM ({found.text}) f (person_id, criterion, worth, off, alias_id) "
        f"LEFT JOIN ({known.text}) p ON p.id = f.person_id",
        (*found.params, *known.params),
    )


def _run(strict: Sequence[Sql], similar: Sequence[Sql] = ()) -> list[tuple]:
    """The branches one after the other until the cap: PostgreSQL stops at the limit."""
    whole = _beside(_capped(strict), similar=False)
    if similar:
        near = _beside(_capped(similar), similar=True)
        whole = Sql(
            f"WITH strict AS MATERIALIZED ({whole.text}) SELECT * FROM strict UNION ALL ({near.text} "
            "WHERE (SELECT count(DISTINCT id) FROM strict WHERE off = 0 AND NOT is_limited) < %s)",
            (*whole.params, *near.params, ENOUGH_EXACT),
        )
    return _rows(whole)


def _rows(whole: Sql) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(whole.text, whole.params)
        return cursor.fetchall()


def _own_crn(crn: str) -> Sql:
    """The record of a CRN, in the columns of `_beside`: the commonest search, and the quickest to plan."""
    known, worth = _findable(), RANKING[MatchedOn.IDENTIFIER]
    return Sql(
        f"SELECT false, 0, {worth}, 0, NULL, p.* FROM ({known.text}) p WHERE p.crn = %s", (*known.params, crn)
    )


def _capped(branches: Sequence[Sql]) -> Sql:
    parts = " UNION ALL ".join(f"({branch.text})" for branch in branches)
    params = tuple(value for branch in branches for value in branch.params)
    return Sql(f"SELECT * FROM ({parts}) branches LIMIT {ROW_CAP}", params)


def _strict(wanted: Wanted) -> list[Sql]:
    return _any_of(wanted) if wanted.any_of else _all_of(wanted)


def _similar(wanted: Wanted) -> list[Sql]:
    may_be_misspelt = not wanted.exact and not wanted.any_of
    return similar_branches(wanted, _conditions(wanted)) if may_be_misspelt else []


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
        return [_from_people(0, people_sets(wanted), filters(wanted))]
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
    branches += [_from_people(1000 + n, [one], filters(wanted)) for n, one in enumerate(sets)]
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


def _from_people(number: int, sets: list[PeopleSet], kept: list[Sql]) -> Sql:
    """Who is in every set and passes every filter, the newest first."""
    worth = sum(one.worth for one in sets)
    if len(sets) == 1 and not kept:
        return _by_number(sets[0].ids, number=number, worth=worth)
    whole = all_of([*(Sql(f"p.id IN ({one.ids.text})", one.ids.params) for one in sets), *kept])
    return Sql(
        f"SELECT p.id, {number}, {worth}, 0, NULL::bigint FROM cases_person p WHERE {whole.text} "
        f"ORDER BY p.id DESC LIMIT {ROW_CAP}",
        whole.params,
    )


def _by_number(ids: Sql, *, number: int = 0, worth: int = RANKING[MatchedOn.IDENTIFIER]) -> Sql:
    """Who is in one set, the newest first."""
    return Sql(
        f"SELECT DISTINCT ids.id, {number}, {worth}, 0, NULL::bigint FROM ({ids.text}) ids (id) "
        f"ORDER BY 1 DESC LIMIT {ROW_CAP}",
        ids.params,
    )
