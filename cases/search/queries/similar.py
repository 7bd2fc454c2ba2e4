"""Misspelt names: found by the delete dictionaries, by the sound of a name, and by the date of birth."""

from cases.codes import MatchedOn
from cases.people.rules.names import delete_forms
from cases.search.queries.conditions import Sql, all_of, born_on_all
from cases.search.rules.box import RANKING, NameTerm
from cases.search.rules.slips import MOST_SLIPS, slips_allowed
from cases.search.rules.ways import NameWay, Wanted, near_dates

SURNAMES_KEPT, FIRST_NAMES_KEPT = 80, 40
PEOPLE_PER_PAIR, PEOPLE_KEPT = 20, 100
#: The distance of a person with the name as typed and a near date of birth: as much as two slips.
DISTANCE_BY_DATE = 2


def similar_branches(wanted: Wanted, conditions: list[Sql]) -> list[Sql]:
    """Branches in the form that cases.search.queries.finding runs; none when no whole name was typed.

    The delete dictionary holds every surname with one of its letters left out: two names that share a form
    are close. Looking a form up costs the same whatever the number of records.

    source   docs/sources/cases.md#searching
    """
    ways = [way for way in wanted.ways if way.may_be_misspelt]
    if not ways:
        return []
    own = all_of([*conditions, *([] if wanted.aliases else [Sql("NOT n.is_alias")])])
    if not wanted.dates:
        return [_by_spelling(way, own) for way in ways]
    branches = [_by_birth(wanted, ways, own)]
    if len(wanted.dates) == 1:
        branches += [_by_near_date(wanted, way, own) for way in ways]
    return branches


def _by_spelling(way: NameWay, own: Sql) -> Sql:
    """Pairs of names in the dictionaries, closest first; people of those names, until enough are found."""
    names, pairs = [], []
    for table, column, term, kept in (
        ("surname", "surname", way.surname, SURNAMES_KEPT),
        ("firstname", "first_name", way.first, FIRST_NAMES_KEPT),
    ):
        if term is not None:
            names.append(_close_names(table, column, term, kept))
            pairs.append(column)
    sources = " CROSS JOIN ".join(f"({one.text}) {column}s" for one, column in zip(names, pairs, strict=True))
    distance = " + ".join(f"{column}s.distance" for column in pairs)
    chosen = ", ".join(f"{column}s.name AS {column}" for column in pairs)
    same = " AND ".join(f"n.{column} = pair.{column}" for column in pairs)
    return Sql(
        f"SELECT who.person_id, 0, who.score, pair.distance, who.alias_id "
        f"FROM (SELECT {chosen}, {distance} AS distance FROM {sources} "
        f"ORDER BY {distance} LIMIT {SURNAMES_KEPT * FIRST_NAMES_KEPT}) pair "
        f"CROSS JOIN LATERAL (SELECT n.person_id, {_score(way.score)} AS score, n.alias_id "
        f"FROM cases_personname n WHERE {same} AND {own.text} LIMIT {PEOPLE_PER_PAIR}) who "
        f"LIMIT {PEOPLE_KEPT}",
        tuple(value for one in names for value in one.params) + own.params,
    )


def _close_names(table: str, column: str, term: NameTerm, kept: int) -> Sql:
    name = term.whole or ""
    forms = sorted(delete_forms(name))
    return Sql(
        f"SELECT {column} AS name, levenshtein_less_equal({column}, %s, {MOST_SLIPS}) AS distance FROM ("
        f"SELECT {column} FROM cases_{table}delete WHERE key = ANY(%s) "
        f"UNION SELECT {column} FROM cases_{table}entry WHERE sound = search_sound(%s) AND sound <> ''"
        f") close WHERE levenshtein_less_equal({column}, %s, {MOST_SLIPS}) <= %s ORDER BY 2, 1 LIMIT {kept}",
        (name, forms, name, name, slips_allowed(name)),
    )


def _by_birth(wanted: Wanted, ways: list[NameWay], own: Sql) -> Sql:
    """People born on the day, closest name first: the cheapest way to find a badly misspelt person."""
    far = [_slips(way) for way in ways]
    slips = Sql(
        f"least({', '.join(one.text for one in far)})", tuple(value for one in far for value in one.params)
    )
    letters = max(len(_letters(way)) for way in ways)
    score = RANKING[MatchedOn.DATE_OF_BIRTH] + max(way.score for way in ways)
    born = born_on_all(wanted.dates)
    return Sql(
        f"SELECT n.person_id, 0, {_score(score)}, {slips.text}, n.alias_id FROM cases_personname n "
        f"WHERE {born.text} AND {own.text} AND {slips.text} <= %s "
        f"ORDER BY {slips.text} LIMIT {PEOPLE_KEPT}",
        (*slips.params, *born.params, *own.params, *slips.params, max(2, letters // 2), *slips.params),
    )


def _by_near_date(wanted: Wanted, way: NameWay, own: Sql) -> Sql:
    """People with the name as typed, born on a date easily mistaken for the one typed."""
    same = all_of(
        Sql(f"{column} = %s", (term.whole,))
        for column, term in (("n.surname", way.surname), ("n.first_name", way.first))
        if term
    )
    return Sql(
        f"SELECT n.person_id, 0, {_score(way.score)}, {DISTANCE_BY_DATE}, n.alias_id FROM cases_personname n "
        f"WHERE {same.text} AND n.born_on = ANY(%s) AND {own.text} LIMIT {PEOPLE_KEPT}",
        (*same.params, list(near_dates(wanted.dates[0])), *own.params),
    )


def _slips(way: NameWay) -> Sql:
    parts = [
        (f"levenshtein({column}, %s)", term.whole or "")
        for column, term in (("n.surname", way.surname), ("n.first_name", way.first))
        if term
    ]
    return Sql(" + ".join(text for text, _ in parts), tuple(value for _, value in parts))


def _letters(way: NameWay) -> str:
    return "".join(term.whole or "" for term in (way.surname, way.first) if term)


def _score(score: int) -> str:
    return f"CASE WHEN n.is_alias THEN {RANKING[MatchedOn.ALIAS]} ELSE {score} END"
