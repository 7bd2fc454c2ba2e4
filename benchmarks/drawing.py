"""Draws what each copy of a world has of its own, and sends it by COPY to temporary tables.

Names, numbers and addresses are drawn by the demonstration's own functions, so that a large world has as many
different names as one in which every life was drawn. The tables, by key of the row and number of the copy:

drawn_person      names, days by which the birth is moved, CRN, PNC, CRO, NOMS and National Insurance numbers
drawn_alias       names; those that the alias shares with its person stay shared
drawn_address     number, street, postcode
drawn_staff       names of staff, and of the user of each
drawn_prefix      first six characters of the codes of teams and of their staff
drawn_reference   numbers of referrals
drawn_office      another office of the region, so that the copies of a team share the country's offices out
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import product
from random import Random
from typing import Any

from benchmarks.shifts import days_either_way
from cases.people.rules.identifiers import CRN_LETTERS, CRNS_PER_LETTER, crn_from_sequence
from probation.demonstration import names, people
from referrals.rules.referrals import reference_numbers

TABLES = {
    "drawn_person": "id bigint, k int, crn text, first_name text, second_name text, surname text, "
    "previous_surname text, preferred_name text, days int, pnc text, cro text, noms_number text, "
    "ni_number text",
    "drawn_alias": "id bigint, k int, first_name text, surname text",
    "drawn_address": "id bigint, k int, number text, street text, postcode text",
    "drawn_staff": "id bigint, k int, user_id bigint, first_name text, surname text",
    "drawn_prefix": "old text, k int, new text",
    "drawn_reference": "old text, k int, new text",
    "drawn_office": "id bigint, k int, new bigint",
}
PEOPLE = """
    SELECT p.id, p.crn, sex.code AS sex, coalesce(ethnicity.code, '') AS ethnicity,
           coalesce(nationality.code, '') AS nationality, p.born_on, p.first_name, p.second_name, p.surname,
           p.previous_surname, p.preferred_name, p.pnc, p.cro, p.noms_number, p.ni_number,
           ARRAY(
               SELECT p.died_on UNION SELECT min(sanctioned_on) FROM cases_sanction WHERE person_id = p.id
               UNION SELECT day::date FROM risk_score, LATERAL (
                   VALUES (inputs ->> 'convicted_on'), (inputs ->> 'followup_on')
               ) AS days (day) WHERE person_id = p.id
           ) AS days_of_age
    FROM cases_person p JOIN cases_sex sex ON sex.id = p.sex_id
    LEFT JOIN cases_ethnicity ethnicity ON ethnicity.id = p.ethnicity_id
    LEFT JOIN cases_nationality nationality ON nationality.id = p.nationality_id
    ORDER BY p.id
"""
ALIASES = "SELECT id, person_id, first_name, surname FROM cases_alias ORDER BY id"
ADDRESSES = "SELECT id, number, street, postcode FROM cases_address ORDER BY id"
STAFF = "SELECT id, user_id, code FROM core_staff ORDER BY id"
PREFIXES = "SELECT code FROM core_team UNION SELECT left(code, 6) FROM core_staff ORDER BY 1"
REFERENCES = "SELECT reference FROM referrals_referral WHERE reference IS NOT NULL ORDER BY 1"
OFFICES = "SELECT o.id, p.region_id FROM core_office o JOIN core_pdu p ON p.id = o.pdu_id ORDER BY o.code"
LETTERS, DIGITS = "ABCDEFGHJKLMNPQRSTVWXYZ", "0123456789"
#: characters of a team's code that are its region's
REGION = 3


@dataclass(frozen=True, slots=True)
class Copied:
    """A person to copy.

    earlier, later   days by which the birth may move without a change of age on a day that counts
    """

    id: int
    woman: bool
    backgrounds: tuple[tuple[names.Background, ...], tuple[int, ...]]
    first_name: str
    second_name: str
    surname: str
    previous_surname: str
    preferred_name: str
    pnc: str
    cro: str
    noms_number: str
    ni_number: str
    earlier: int
    later: int


def draw(cursor: Any, *, copies: int, seed: int) -> None:
    """Makes and fills the temporary tables for copies 1, 2, ... of what is in the database now."""
    for table, columns in TABLES.items():
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        cursor.execute(f"CREATE TEMPORARY TABLE {table} ({columns})")
    rng = Random(seed)
    _draw_people(cursor, copies, rng)
    _send(cursor, "drawn_staff", _staff(_rows(cursor, STAFF), copies, rng))
    codes = [code for (code,) in _rows(cursor, PREFIXES)]
    _send(cursor, "drawn_prefix", _prefixes(codes, copies))
    references = [reference for (reference,) in _rows(cursor, REFERENCES)]
    _send(cursor, "drawn_reference", _references(references, copies, rng))
    _send(cursor, "drawn_office", _offices(_rows(cursor, OFFICES), copies))
    for table, columns in TABLES.items():
        cursor.execute(f"CREATE UNIQUE INDEX ON {table} (k, {columns.split()[0]})")
        cursor.execute(f"ANALYZE {table}")
    cursor.execute("CREATE INDEX ON drawn_staff (user_id, k)")


def _draw_people(cursor: Any, copies: int, rng: Random) -> None:
    cursor.execute(PEOPLE)
    columns = [column.name for column in cursor.description]
    read = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    copied = [_copied(row) for row in read]
    serial = 1 + max((_serial(row["crn"]) for row in read), default=0)
    aliases, addresses = _rows(cursor, ALIASES), _rows(cursor, ADDRESSES)
    for k in range(1, copies + 1):
        called: dict[int, tuple[Any, ...]] = {}
        _send(cursor, "drawn_person", _people(copied, k, serial, called, rng))
        _send(cursor, "drawn_alias", _aliases(aliases, k, {one.id: one for one in copied}, called, rng))
        _send(cursor, "drawn_address", _addresses(addresses, k, rng))
        serial += len(copied)


def _copied(row: dict[str, Any]) -> Copied:
    earlier, later = days_either_way(row["born_on"], filter(None, row["days_of_age"]))
    kept = Copied.__slots__  # type: ignore[attr-defined]
    return Copied(
        woman=row["sex"] == "F",
        backgrounds=names.backgrounds_of(row["ethnicity"], row["nationality"]),
        earlier=earlier,
        later=later,
        **{name: row[name] for name in kept if name in row},
    )


def _serial(crn: str) -> int:
    """The place of a CRN in the sequence of CRNs; 0 for one with a letter that is not issued."""
    return CRN_LETTERS.find(crn[0]) * CRNS_PER_LETTER + int(crn[1:]) if crn[0] in CRN_LETTERS else 0


def _people(
    copied: list[Copied], k: int, serial: int, called: dict[int, tuple[Any, ...]], rng: Random
) -> Iterator[tuple[Any, ...]]:
    """Rows of drawn_person; fills `called`: key -> origin, first name, surname."""
    for number, one in enumerate(copied, start=serial):
        origin = rng.choices(*one.backgrounds)[0]
        first_name = names.first_name(rng, origin, woman=one.woman) if one.first_name else ""
        surname = names.surname(rng, origin)
        called[one.id] = (origin, first_name, surname)
        yield (
            one.id,
            k,
            crn_from_sequence(number),
            first_name,
            names.first_name(rng, origin, woman=one.woman) if one.second_name else "",
            surname,
            names.surname(rng, origin) if one.previous_surname else "",
            first_name[:3] if one.preferred_name else "",
            rng.randint(-one.earlier, one.later),
            people.pnc_number(rng, int(one.pnc[:4])) if one.pnc else "",
            _cro(rng, one.cro),
            people.noms_number(number) if one.noms_number else "",
            people.ni_number(rng) if one.ni_number else "",
        )


def _cro(rng: Random, cro: str) -> str:
    """A CRO number of the same year; one from a short file, SF83/50058Z, keeps its number."""
    return people.cro_number(rng, int(cro[7:9])) if cro[:1].isdigit() else cro


def _aliases(
    aliases: list[tuple], k: int, people: dict[int, Copied], called: dict[int, tuple[Any, ...]], rng: Random
) -> Iterator[tuple[Any, ...]]:
    for key, person_id, first, last in aliases:
        one, (origin, first_name, surname) = people[person_id], called[person_id]
        if first != one.first_name:
            first_name = names.first_name(rng, origin, woman=one.woman)
        yield key, k, first_name, surname if last == one.surname else names.surname(rng, origin)


def _addresses(addresses: list[tuple], k: int, rng: Random) -> Iterator[tuple[Any, ...]]:
    for key, number, street, postcode in addresses:
        if street:
            number, street = people.number_and_street(rng)
        district, _, inward = postcode.partition(" ")
        yield key, k, number, street, people.postcode_of(rng, district) if inward else postcode


def _staff(staff: list[tuple], copies: int, rng: Random) -> Iterator[tuple[Any, ...]]:
    for k, (key, user_id, code) in product(range(1, copies + 1), staff):
        origin = names.background(rng)
        if code.endswith("U"):
            yield key, k, user_id, "", "Unallocated"
        else:
            yield (
                key,
                k,
                user_id,
                names.first_name(rng, origin, woman=rng.random() < 0.65),
                names.surname(rng, origin),
            )


def _prefixes(codes: list[str], copies: int) -> Iterator[tuple[str, int, str]]:
    taken = set(codes)
    unused = {region: _unused(region, taken) for region in {code[:REGION] for code in codes}}
    for k, code in product(range(1, copies + 1), codes):
        yield code, k, next(unused[code[:REGION]])


def _unused(region: str, taken: set[str]) -> Iterator[str]:
    """Codes of teams that are not in use: the region's characters, a letter and two more."""
    for more in product(LETTERS, DIGITS + LETTERS, DIGITS + LETTERS):
        code = region + "".join(more)
        if code not in taken:
            yield code


def _references(references: list[str], copies: int, rng: Random) -> Iterator[tuple[str, int, str]]:
    taken = set(references)
    for k, reference in product(range(1, copies + 1), references):
        new = next(one for one in reference_numbers(reference[-2:], rng) if one not in taken)
        taken.add(new)
        yield reference, k, new


def _offices(offices: list[tuple[int, int]], copies: int) -> Iterator[tuple[int, int, int]]:
    """The office as many places further in its region as the copy's number says."""
    of_region: dict[int, list[int]] = {}
    for key, region in offices:
        of_region.setdefault(region, []).append(key)
    for k, keys in product(range(1, copies + 1), of_region.values()):
        for place, key in enumerate(keys):
            yield key, k, keys[(place + k) % len(keys)]


def _rows(cursor: Any, statement: str) -> list[tuple]:
    cursor.execute(statement)
    return cursor.fetchall()


def _send(cursor: Any, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    lines = ("\t".join(r"\N" if value is None else str(value) for value in row) for row in rows)
    cursor.copy_expert(f"COPY {table} FROM STDIN", StringIO("\n".join([*lines, ""])))
