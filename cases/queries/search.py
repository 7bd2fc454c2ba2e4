"""Finding people: the candidates of a search, best first, within what the user may know.

One statement of index look-ups, cut off at a cap, so that its cost does not grow with the records.
"""

from collections.abc import Iterable
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


def find(wanted: Wanted, *, among: QuerySet[Person], known: QuerySet[Person]) -> Found:
    """Costs 1 query, 2 when misspellings are tried, 3 with a CRN typed or when only streets are left.

    among   people the user may open: nobody else is found, or counted, by anything but a CRN
    known   people whose CRN the user may know to exist
    """
    tray = _Tray()
    tray.take(_run(_strict(wanted), among), similar=False)
    if tray.exact < ENOUGH_EXACT and not wanted.exact and not wanted.any_of:
        tray.take(_run(similar_branches(wanted, _conditions(wanted)), among), similar=True)
    if not tray.hits and len(wanted.street) > 1 and not wanted.dates and not wanted.either:
        street = PeopleSet(at_street(wanted.street), RANKING[MatchedOn.STREET])
        tray.take(_run([_people_branch(0, [street], filters(wanted))], among), similar=False)
    if wanted.crn:
        ids = Sql(f"p.id IN ({by_crn(wanted.crn).text})", by_crn(wanted.crn).params)
        branch = _from_people(0, ids, RANKING[MatchedOn.IDENTIFIER])
        tray.take(_run([branch], known), similar=False, hidden=True)
    return tray.found()


class _Tray:
    """Gathers rows into one hit a person."""

    def __init__(self) -> None:
        self.hits: dict[int, Hit] = {}
        self.worths: dict[int, dict[int, int]] = {}
        self.cut_off = False
        self.exact = 0

    def take(self, rows: list[tuple], *, similar: bool, hidden: bool = False) -> None:
        self.cut_off |= not similar and len(rows) >= ROW_CAP
        for person_id, region_id, surname, first_name, born_on, criterion, worth, off, alias_id in rows:
            hit = self.hits.get(person_id)
            if hit is None:
                hit = Hit(person_id, region_id, surname, first_name, born_on, hidden=hidden)
                self.hits[person_id] = hit
            elif hidden:
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

    def found(self) -> Found:
        ordered = sorted(self.hits.values(), key=lambda hit: (-hit.worth, hit.off, -hit.person_id))
        return Found(ordered[:COUNT_CAP], more=self.cut_off or len(ordered) > COUNT_CAP)


# --- the statement ---------------------------------------------------------------------------------------

_COLUMNS = "p.id, p.region_id, p.surname, p.first_name, p.born_on"


def _run(branches: list[Sql], among: QuerySet[Person]) -> list[tuple]:
    """The branches one after the other until the cap: PostgreSQL stops at the limit."""
    if not branches:
        return []
    fields = ("id", "region_id", "surname", "first_name", "born_on", "sex_id", "nationality_id")
    seen, seen_params = among.order_by().values(*fields, "second_nationality_id").query.sql_with_params()
    parts, params = [], []
    for branch in branches:
        before, after = branch.text.split("{people}")
        cut = before.count("%s")
        parts.append(f"({before}({seen}) p{after})")
        params += [*branch.params[:cut], *seen_params, *branch.params[cut:]]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({' UNION ALL '.join(parts)}) found LIMIT {ROW_CAP}", params)
        return cursor.fetchall()


def _strict(wanted: Wanted) -> list[Sql]:
    return _any_of(wanted) if wanted.any_of else _all_of(wanted)


def _conditions(wanted: Wanted) -> list[Sql]:
    """What must hold besides the name and the date."""
    sets = [Sql(f"p.id IN ({one.ids.text})", one.ids.params) for one in people_sets(wanted)]
    return [*sets, *filters(wanted)]


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
    kept = filters(wanted)
    branches = []
    for number, way in enumerate(wanted.ways):
        for branch in branches_of(way, exact=wanted.exact):
            branches.append(_from_names(wanted, number, branch, kept, 0, 0))
    for number, day in enumerate(wanted.dates, start=len(wanted.ways)):
        bare = NameBranch(born_on_all([day]), Sql("0"), "n.person_id DESC", 0)
        branches.append(_from_names(wanted, number, bare, kept, RANKING[MatchedOn.DATE_OF_BIRTH], 0))
    sets = people_sets(wanted)
    branches += [_people_branch(1000 + n, [one], kept) for n, one in enumerate(sets)]
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
        f"SELECT {_COLUMNS}, {number}, {worth}, {branch.fit.text}, n.alias_id "
        f"FROM cases_personname n JOIN {{people}} ON p.id = n.person_id WHERE {kept.text} "
        f"ORDER BY {branch.order} LIMIT {ROW_CAP}",
        (*branch.fit.params, *kept.params),
    )


def _people_branch(number: int, sets: list[PeopleSet], kept: list[Sql]) -> Sql:
    inside = [Sql(f"p.id IN ({one.ids.text})", one.ids.params) for one in sets]
    return _from_people(number, all_of([*inside, *kept]), sum(one.worth for one in sets))


def _from_people(number: int, where: Sql, worth: int) -> Sql:
    return Sql(
        f"SELECT {_COLUMNS}, {number}, {worth}, 0, NULL::bigint FROM {{people}} "
        f"WHERE {where.text} ORDER BY p.id DESC LIMIT {ROW_CAP}",
        where.params,
    )
