"""People whose names are near what was typed: by spelling, sound, another form of it, or a birth date."""

from cases.codes import MatchedOn, Nearness
from cases.search.queries.conditions import Sql, all_of, born_on_all
from cases.search.rules.box import RANKING, NameTerm
from cases.search.rules.slips import slips_allowed
from cases.search.rules.ways import NameWay, Wanted, near_dates

#: The most people that are found; more where a filter leaves out some of them afterwards.
PEOPLE_KEPT, KEPT_TO_FILTER = 100, 400
#: Of people known otherwise, by a date of birth or a postcode, the likeliest ways are compared.
WAYS_COMPARED = 4
#: The distance of a person with the name as typed and a near date of birth: as much as two slips.
DISTANCE_BY_DATE = 2


def by_near_names(wanted: Wanted, filters: list[Sql]) -> Sql:
    """Rows of cases.search.queries.statements: people by the dictionaries of names, which keep their plans.

    filters   conditions on a person `p`
    source    docs/sources/cases.md#searching
    """
    ways, where = wanted.near, all_of(filters)
    among = f" WHERE f.id IN (SELECT p.id FROM cases_person p WHERE {where.text})" if filters else ""
    return Sql(
        "SELECT * FROM search_similar("
        f"%s::text[], %s::text[], %s::text[], %s::int[], %s::int[], %s, %s, %s, %s) f{among}",
        (
            [_letters(way.surname) for way in ways],
            [_letters(way.first) for way in ways],
            [" ".join(map(_letters, way.others)) for way in ways],
            [slips_allowed(_letters(way.surname)) for way in ways],
            [slips_allowed(_letters(way.first)) for way in ways],
            wanted.aliases,
            KEPT_TO_FILTER if filters else PEOPLE_KEPT,
            [way.score for way in ways],
            RANKING[MatchedOn.ALIAS],
            *where.params,
        ),
        kept=not filters,
    )


def by_people(wanted: Wanted, conditions: list[Sql], score: int) -> list[Sql]:
    """People known otherwise, the closest name first: the cheapest way to find a badly misspelt person.

    One of the two names may be quite another: people change their last names, not their date of birth.

    conditions   what must hold of a name `n` and its person, besides the name
    score        of what they are known by
    """
    branches = [
        _compared(way, number, conditions, score) for number, way in enumerate(wanted.near[:WAYS_COMPARED], 1)
    ]
    if len(wanted.dates) == 1:
        others = conditions[1:]  # without the date
        branches += [_by_near_date(wanted, way, number, others) for number, way in enumerate(wanted.near, 1)]
    return branches


def _compared(way: NameWay, number: int, conditions: list[Sql], score: int) -> Sql:
    parts = [
        (name, near, _letters(term))
        for name, near, term in (
            ("surname", "search_near_surnames", way.surname),
            ("first_name", "search_near_first_names", way.first),
        )
        if term is not None
    ]
    joins = " ".join(
        f"LEFT JOIN {near}(%s, %s) {name}s ON {name}s.name = n.{name}" for name, near, _ in parts
    )
    is_near = " OR ".join(f"{name}s.name IS NOT NULL" for name, _, _ in parts)
    spelt = " + ".join(f"levenshtein(n.{name}, %s)" for name, _, _ in parts)
    far = " + ".join(f"coalesce({name}s.far, levenshtein(n.{name}, %s))" for name, _, _ in parts)
    how = {name: f"coalesce({name}s.how, '{Nearness.FAR}')" for name, _, _ in parts}
    typed = tuple(letters for _, _, letters in parts)
    where = all_of(conditions)
    return Sql(
        f"SELECT n.person_id, 0, CASE WHEN n.is_alias THEN {RANKING[MatchedOn.ALIAS] + score} "
        f"ELSE {way.score + score} END, {far}, n.alias_id, n.is_alias, n.surname, n.first_name, {number}, "
        f"{how.get('surname', repr(''))}, {how.get('first_name', repr(''))} "
        f"FROM cases_personname n {joins} WHERE {where.text} AND ({is_near} OR {spelt} <= %s) "
        f"ORDER BY 4, n.person_id DESC LIMIT {PEOPLE_KEPT}",
        (
            *typed,
            *(value for letters in typed for value in (letters, slips_allowed(letters))),
            *where.params,
            *typed,
            max(2, sum(map(len, typed)) // 2),
        ),
    )


def _by_near_date(wanted: Wanted, way: NameWay, number: int, conditions: list[Sql]) -> Sql:
    """People with the name as typed, born on a date easily mistaken for the one typed."""
    same = all_of(
        Sql(f"n.{column} = %s", (term.whole,))
        for column, term in (("surname", way.surname), ("first_name", way.first))
        if term
    )
    where = all_of([same, Sql("n.born_on = ANY(%s)", (list(near_dates(wanted.dates[0])),)), *conditions])
    return Sql(
        f"SELECT n.person_id, 0, CASE WHEN n.is_alias THEN {RANKING[MatchedOn.ALIAS]} ELSE {way.score} END, "
        f"{DISTANCE_BY_DATE}, n.alias_id, n.is_alias, n.surname, n.first_name, {number}, "
        f"'{Nearness.DATE}', '' FROM cases_personname n WHERE {where.text} LIMIT {PEOPLE_KEPT}",
        where.params,
    )


def born_on(wanted: Wanted) -> list[Sql]:
    return [born_on_all(wanted.dates)] if wanted.dates else []


def _letters(term: NameTerm | None) -> str:
    return (term.whole or "") if term else ""
