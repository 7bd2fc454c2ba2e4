"""The statements of a search, each a row for a match and its person, and how they are sent."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from cases.codes import MatchedOn
from cases.search.queries.conditions import (
    NameBranch,
    PeopleSet,
    Sql,
    address_sets,
    all_of,
    born_on_all,
    branches_of,
    by_former_crn,
    filters,
    people_sets,
    whole_sets,
)
from cases.search.queries.similar import born_on, by_near_names, by_people
from cases.search.rules.box import RANKING
from cases.search.rules.ways import Wanted
from core.kept_plans import Place, Plan, Sent

#: The most names that are looked at: more than people, since one person may have several.
ROW_CAP = 1500
#: The most ways to read the names of a search whose plan is kept: those of two names.
KEPT_WAYS = 10


class Row(NamedTuple):
    """One row of the statement: a match and its person, whose columns are None if nobody may find them.

    criterion  number of the criterion that matched; a person scores once for each
    way        place in `Wanted.near` of the way that matched, from 1; 0 for what is not similar
    """

    similar: bool
    criterion: int
    score: int
    distance: float
    alias_id: int | None
    is_alias: bool
    matched_surname: str
    matched_first_name: str
    way: int
    how_surname: str
    how_first: str
    crn: str | None
    person_id: int | None
    region_id: int
    surname: str
    first_name: str
    born_on: date | None
    is_limited: bool


#: The columns of a match, in the order of `Row`.
MATCH = (
    "person_id, criterion, score, distance, alias_id, is_alias, surname, first_name, "
    "way, how_surname, how_first"
)
#: What a match has of a name, if it is none.
NO_NAME = "NULL::bigint, false, '', '', 0, '', ''"


def _beside(branches: Sequence[Sql], *, similar: bool = False) -> Sql:
    """The branches one after the other up to the cap, where PostgreSQL stops; the person beside each match.

    The person is NULL if nobody may find them, so that the cap still counts the match.
    """
    parts = " UNION ALL ".join(f"({branch.text})" for branch in branches)
    columns = ", ".join(f"f.{name}" for name in MATCH.split(", ") if name != "person_id")
    return Sql(
        f"SELECT {similar}, {columns}, p.* "
        f"FROM (SELECT * FROM ({parts}) branches LIMIT {ROW_CAP}) f ({MATCH}) "
        "LEFT JOIN search_findable p ON p.id = f.person_id",
        tuple(value for branch in branches for value in branch.params),
    )


def rows_of(whole: Sql) -> list[Row]:
    """The rows that a statement gives. 1 query."""
    if whole.kept and settings.KEEPS_PLANS:
        return _plan(whole.text, len(whole.params)).asked(connection, whole.params, _ask)
    return _ask((whole.text, whole.params))


def _ask(statement: Sent) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return [Row._make(row) for row in cursor.fetchall()]


@lru_cache(maxsize=64)
def _plan(text: str, values: int) -> Plan:
    return Plan(text, [Place(number, "") for number in range(values)], "search")


def by_whole_text(wanted: Wanted) -> Sql | None:
    """People by the words read as one address, or as one number with spaces; None if they can be neither."""
    otherwise = [sets for sets in (address_sets(wanted), whole_sets(wanted)) if sets]
    if not otherwise:
        return None
    return _beside([_from_people(n, sets, filters(wanted)) for n, sets in enumerate(otherwise)])


def by_crn_of_before(crn: str) -> Sql:
    """The records that a former CRN leads to."""
    return _beside([_by_number(by_former_crn(crn))])


def by_own_crn(crn: str) -> Sql:
    """The record of a CRN: the most frequent search, so it is quick to plan."""
    score = RANKING[MatchedOn.IDENTIFIER]
    text = f"SELECT false, 0, {score}, 0, {NO_NAME}, p.* FROM search_findable p WHERE p.crn = %s"
    return Sql(text, (crn,), kept=True)


def as_typed(wanted: Wanted) -> Sql:
    """Everybody who meets what was asked, with names as they were typed."""
    if wanted.any_of:
        return _beside(_any_of(wanted))
    if wanted.ways and not wanted.dates and not _conditions(wanted):
        return _names_alone(wanted)
    return replace(_beside(_all_of(wanted)), kept=_asks_what_many_ask(wanted))


def _asks_what_many_ask(wanted: Wanted) -> bool:
    """Whether it asks a date of birth, alone or with a few names, or one number: few statements in all."""
    if filters(wanted) or len(wanted.ways) > KEPT_WAYS:
        return False
    sets = len(people_sets(wanted))
    return not sets if len(wanted.dates) == 1 else sets == 1 and not wanted.ways and not wanted.dates


def _names_alone(wanted: Wanted) -> Sql:
    """The names as typed, by a function that keeps its plan: most searches ask no more."""
    ways = wanted.ways
    middle = [[*(term.like for term in way.others), "", ""] for way in ways]
    return Sql(
        "SELECT * FROM search_as_typed(%s::text[], %s::text[], %s::text[], %s::text[], %s, %s, %s, %s, %s)",
        (
            [way.surname.like if way.surname else "" for way in ways],
            [way.first.like if way.first else "" for way in ways],
            [names[0] for names in middle],
            [names[1] for names in middle],
            wanted.exact,
            wanted.aliases,
            ROW_CAP,
            [way.score for way in ways],
            RANKING[MatchedOn.ALIAS],
        ),
        kept=True,
    )


def near_what_was_typed(wanted: Wanted) -> Sql:
    """Names near what was typed. Where something else is asked too, the names of who meet it are compared."""
    known = [*born_on(wanted), *_sets_as_conditions(wanted)]
    if not known:
        return by_near_names(wanted, filters(wanted))
    aliases = [] if wanted.aliases else [Sql("NOT n.is_alias")]
    score = sum(one.score for one in people_sets(wanted))
    score += RANKING[MatchedOn.DATE_OF_BIRTH] if wanted.dates else 0
    return _beside(by_people(wanted, [*known, *_name_filters(wanted), *aliases], score), similar=True)


def _conditions(wanted: Wanted) -> list[Sql]:
    """What must hold of a name's person, besides the name and the date."""
    return [*_sets_as_conditions(wanted), *_name_filters(wanted)]


def _sets_as_conditions(wanted: Wanted) -> list[Sql]:
    return [Sql(f"n.person_id IN ({one.ids.text})", one.ids.params) for one in people_sets(wanted)]


def _name_filters(wanted: Wanted) -> list[Sql]:
    """The filters as a condition on the person of a name."""
    conditions = filters(wanted)
    if not conditions:
        return []
    whole = all_of(conditions)
    return [Sql(f"n.person_id IN (SELECT p.id FROM cases_person p WHERE {whole.text})", whole.params)]


def _all_of(wanted: Wanted) -> list[Sql]:
    """Branches where all criteria hold: names and dates in one name, the others for the same person."""
    conditions = _conditions(wanted)
    extra = sum(one.score for one in people_sets(wanted))
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
    """Branches for each criterion by itself. They are numbered: a person's score is the sum over them."""
    more = _name_filters(wanted)
    branches = []
    for number, way in enumerate(wanted.ways):
        for branch in branches_of(way, exact=wanted.exact):
            branches.append(_from_names(wanted, number, branch, more, 0, 0))
    for number, day in enumerate(wanted.dates, start=len(wanted.ways)):
        bare = NameBranch(born_on_all([day]), Sql("0"), "n.person_id DESC", 0)
        branches.append(_from_names(wanted, number, bare, more, RANKING[MatchedOn.DATE_OF_BIRTH], 0))
    sets = people_sets(wanted)
    branches += [_from_people(1000 + n, [one], filters(wanted)) for n, one in enumerate(sets)]
    return branches


def _from_names(
    wanted: Wanted, number: int, branch: NameBranch, more: Iterable[Sql], score_of_birth: int, extra: int
) -> Sql:
    own = branch.score + score_of_birth + extra
    where = [branch.where, *more]
    if not wanted.aliases:
        where.append(Sql("NOT n.is_alias"))
    if wanted.exact:
        where.append(Sql("NOT n.is_part"))
    whole = all_of(where)
    score = f"CASE WHEN n.is_alias THEN {RANKING[MatchedOn.ALIAS] + extra} ELSE {own} END"
    return Sql(
        f"SELECT n.person_id, {number}, {score}, {branch.distance.text}, n.alias_id, n.is_alias, n.surname, "
        f"n.first_name, 0, '', '' FROM cases_personname n WHERE {whole.text} "
        f"ORDER BY {branch.order} LIMIT {ROW_CAP}",
        (*branch.distance.params, *whole.params),
    )


def _from_people(number: int, sets: list[PeopleSet], conditions: list[Sql]) -> Sql:
    """People who are in every set and pass every filter, newest first."""
    score = sum(one.score for one in sets)
    if len(sets) == 1 and not conditions:
        return _by_number(sets[0].ids, number=number, score=score)
    whole = all_of([*(Sql(f"p.id IN ({one.ids.text})", one.ids.params) for one in sets), *conditions])
    return Sql(
        f"SELECT p.id, {number}, {score}, 0, {NO_NAME} FROM cases_person p WHERE {whole.text} "
        f"ORDER BY p.id DESC LIMIT {ROW_CAP}",
        whole.params,
    )


def _by_number(ids: Sql, *, number: int = 0, score: int = RANKING[MatchedOn.IDENTIFIER]) -> Sql:
    """The people of one set, newest first."""
    return Sql(
        f"SELECT DISTINCT ids.id, {number}, {score}, 0, {NO_NAME} FROM ({ids.text}) ids (id) "
        f"ORDER BY 1 DESC LIMIT {ROW_CAP}",
        ids.params,
    )
