"""The conditions of a search in SQL. Every value is a parameter; tables and columns are named here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.codes import IdentifierKind, MatchedOn
from cases.search.rules.box import RANKING, NameTerm
from cases.search.rules.ways import NameWay, Wanted, pnc_stored_forms

OLD_CRN_TYPES = (
    IdentifierKind.MERGED_FROM_CRN,
    IdentifierKind.MERGED_TO_CRN,
    IdentifierKind.PREVIOUS_CRN,
)


@dataclass(frozen=True)
class Sql:
    """A piece of SQL and its parameters.

    kept   whether each connection keeps its plan: a whole statement whose text is the same in many searches
    """

    text: str
    params: tuple[Any, ...] = ()
    kept: bool = False


def all_of(pieces: Iterable[Sql]) -> Sql:
    listed = list(pieces)
    return Sql(
        " AND ".join(piece.text for piece in listed) or "true",
        tuple(value for piece in listed for value in piece.params),
    )


# --- names -------------------------------------------------------------------------------------------


def name_is(column: str, term: NameTerm, *, exact: bool) -> Sql:
    if term.whole is not None and exact:
        return Sql(f"{column} = %s", (term.whole,))
    return Sql(f"{column} LIKE %s", (f"{term.like}%" if term.whole is not None else term.like,))


def distance_of(column: str, term: NameTerm | None) -> Sql:
    """The distance of a name: 0 if it is as typed, 0.5 (less than one slip) if it only begins so."""
    if term is None or term.whole is None:
        return Sql("0")
    return Sql(f"CASE WHEN {column} = %s THEN 0 ELSE 0.5 END", (term.whole,))


@dataclass(frozen=True)
class NameBranch:
    """The part of a way that one index serves.

    distance   how far a match is from what was typed
    order      the order of the index
    """

    where: Sql
    distance: Sql
    order: str
    score: int


def branches_of(way: NameWay, *, exact: bool) -> list[NameBranch]:
    """One branch for each index that serves the way: a middle name may be the second name or the third."""
    named = [
        name_is(column, term, exact=exact)
        for column, term in (("n.surname", way.surname), ("n.first_name", way.first))
        if term
    ]
    surname, first_name = distance_of("n.surname", way.surname), distance_of("n.first_name", way.first)
    distance = Sql(f"{surname.text} + {first_name.text}", surname.params + first_name.params)
    order = "n.surname USING ~<~, n.first_name USING ~<~"
    if way.surname is None:
        order = "n.first_name USING ~<~"
    if not way.others:
        return [NameBranch(all_of(named), distance, order, way.score)]
    branches = []
    for column in ("n.second_name", "n.third_name"):
        first, *more = way.others
        middle = [Sql(f"{column} <> ''"), name_is(column, first, exact=exact)]
        rest = [_second_or_third(term, exact=exact) for term in more]
        order = f"{column} USING ~<~, n.surname USING ~<~"
        branches.append(NameBranch(all_of([*named, *middle, *rest]), distance, order, way.score))
    return branches


def _second_or_third(term: NameTerm, *, exact: bool) -> Sql:
    second, third = (name_is(column, term, exact=exact) for column in ("n.second_name", "n.third_name"))
    return Sql(f"({second.text} OR {third.text})", second.params + third.params)


def born_on_all(dates: Sequence[date]) -> Sql:
    return all_of(Sql("n.born_on = %s", (day,)) for day in dates)


# --- everything else: sets of people --------------------------------------------------------------------


@dataclass(frozen=True)
class PeopleSet:
    """A subquery of person keys, and the score of a person who is in it."""

    ids: Sql
    score: int


def people_sets(wanted: Wanted) -> list[PeopleSet]:
    """One set for each criterion that is neither a name nor a date of birth."""
    sets = [PeopleSet(_identified(group), RANKING[MatchedOn.IDENTIFIER]) for group in wanted.either]
    sets += [PeopleSet(_living_at(code), RANKING[MatchedOn.POSTCODE]) for code in wanted.postcodes]
    sets += [PeopleSet(_reached_by(number), RANKING[MatchedOn.IDENTIFIER]) for number in wanted.phones]
    sets += [PeopleSet(_written_to(email), RANKING[MatchedOn.IDENTIFIER]) for email in wanted.emails]
    streets = bool(wanted.ways) and not wanted.any_of
    sets += [PeopleSet(_known_by(word, streets=streets), RANKING[MatchedOn.STREET]) for word in wanted.words]
    return sets


def filters(wanted: Wanted) -> list[Sql]:
    """Conditions that the person `p` must always meet: sex, nationality, provider."""
    conditions = []
    if wanted.sex:
        conditions.append(Sql("p.sex_id = (SELECT id FROM cases_sex WHERE code = %s)", (wanted.sex,)))
    if wanted.nationality:
        known = "(SELECT id FROM cases_nationality WHERE code = %s)"
        either = f"(p.nationality_id = {known} OR p.second_nationality_id = {known})"
        conditions.append(Sql(either, (wanted.nationality, wanted.nationality)))
    if wanted.provider:
        region = "p.region_id = (SELECT id FROM core_region WHERE code = %s)"
        conditions.append(Sql(region, (wanted.provider,)))
    return conditions


def _identified(group: Iterable[tuple[str, str]]) -> Sql:
    pieces = [_by_kind(kind, key) for kind, key in group]
    return Sql(
        " UNION ALL ".join(piece.text for piece in pieces),
        tuple(value for piece in pieces for value in piece.params),
    )


_COLUMNS = {
    IdentifierKind.CRO: "cro",
    IdentifierKind.NOMS: "noms_number",
    IdentifierKind.NI: "ni_number",
}
IMMIGRATION = "IMMN"
_PRISON_NUMBER = "SELECT id FROM cases_person WHERE upper(prison_number) = %s AND prison_number <> ''"
_IMMIGRATION_NUMBER = (
    "SELECT id FROM cases_person WHERE upper(immigration_number) = %s AND immigration_number <> ''"
)
_ADDITIONAL = (
    "SELECT i.person_id FROM cases_additionalidentifier i WHERE i.search_key = %s AND i.removed_at IS NULL"
)
_OF_TYPES = " AND i.type_id IN (SELECT id FROM cases_identifiertype WHERE code = ANY(%s))"


def _by_kind(kind: str, key: str) -> Sql:
    if kind == IdentifierKind.CRN:
        current, former = by_crn(key.upper()), by_former_crn(key.upper())
        return Sql(f"{current.text} UNION ALL {former.text}", current.params + former.params)
    if kind == IdentifierKind.PNC:
        forms = list(pnc_stored_forms(key))
        additional = Sql(_ADDITIONAL, (key,))
        return Sql(
            f"SELECT id FROM cases_person WHERE pnc = ANY(%s) AND pnc <> '' UNION ALL {additional.text}",
            (forms, *additional.params),
        )
    if kind in _COLUMNS:
        column = _COLUMNS[IdentifierKind(kind)]
        own = f"SELECT id FROM cases_person WHERE {column} = %s AND {column} <> ''"
        return Sql(f"{own} UNION ALL {_ADDITIONAL}", (key.upper(), key))
    if kind == IdentifierKind.PRISON:
        return Sql(_PRISON_NUMBER, (key.upper(),))
    additional = Sql(_ADDITIONAL + _OF_TYPES, (key, [kind]))
    if kind == IMMIGRATION:
        return Sql(f"{_IMMIGRATION_NUMBER} UNION ALL {additional.text}", (key.upper(), *additional.params))
    return additional


def by_crn(crn: str) -> Sql:
    return Sql("SELECT id FROM cases_person WHERE crn = %s", (crn,))


def by_former_crn(crn: str) -> Sql:
    """The records that a former CRN leads to: through merges, or because they keep it as an identifier."""
    return Sql(
        "(WITH RECURSIVE chain AS ("
        " SELECT merged_into_id AS id FROM cases_person WHERE crn = %s"
        " UNION SELECT m.merged_into_id FROM cases_person m JOIN chain c ON m.id = c.id"
        f") SELECT id FROM chain WHERE id IS NOT NULL) UNION ALL {_ADDITIONAL}{_OF_TYPES}",
        (crn, crn.lower(), [str(code) for code in OLD_CRN_TYPES]),
    )


def _living_at(postcode: str) -> Sql:
    """People with an address of this postcode, open or past, written with or without its space."""
    forms = [postcode, postcode.replace(" ", ""), postcode.lower(), postcode.replace(" ", "").lower()]
    return Sql(
        "SELECT person_id FROM cases_address "
        "WHERE postcode_key = ANY(%s) AND postcode_key <> '' AND removed_at IS NULL",
        (forms,),
    )


def _reached_by(number: str) -> Sql:
    own = " UNION ALL ".join(
        f"SELECT id FROM cases_person WHERE search_phone({column}) = %s AND {column} <> ''"
        for column in ("telephone", "mobile")
    )
    at_home = (
        "SELECT person_id FROM cases_address "
        "WHERE search_phone(telephone) = %s AND telephone <> '' AND removed_at IS NULL"
    )
    return Sql(f"{own} UNION ALL {at_home}", (number,) * 3)


def _written_to(email: str) -> Sql:
    """People with this email address, whatever letters are capitals."""
    return Sql("SELECT id FROM cases_person WHERE lower(email) = lower(%s) AND email <> ''", (email,))


def _known_by(word: str, *, streets: bool) -> Sql:
    """People known by a term that reads as nothing else: a number of some kind, or (`streets`) of a house."""
    numbers = f"{_PRISON_NUMBER} UNION ALL {_IMMIGRATION_NUMBER} UNION ALL {_ADDITIONAL}"
    params = (word.upper(), word.upper(), word)
    return Sql(f"{numbers} UNION ALL {_AT_STREET}", (*params, word)) if streets else Sql(numbers, params)


_AT_STREET = (
    "SELECT person_id FROM cases_address WHERE removed_at IS NULL "
    "AND search_address(building, number, street, district, town, county) "
    "@@ plainto_tsquery('pg_catalog.simple', %s)"
)


def address_sets(wanted: Wanted) -> list[PeopleSet]:
    """The words of a search read as one address, with the postcodes beside them; [] if there are too few."""
    if len(wanted.street) < 2 or wanted.dates or wanted.either:
        return []
    at_street = Sql(_AT_STREET, (" ".join(wanted.street),))
    beside = [PeopleSet(_living_at(code), RANKING[MatchedOn.POSTCODE]) for code in wanted.postcodes]
    return [PeopleSet(at_street, RANKING[MatchedOn.STREET]), *beside]


def whole_sets(wanted: Wanted) -> list[PeopleSet]:
    """The whole text read as one number written with spaces; [] if it cannot be one."""
    if not wanted.whole:
        return []
    return [PeopleSet(_known_by(wanted.whole, streets=False), RANKING[MatchedOn.IDENTIFIER])]
