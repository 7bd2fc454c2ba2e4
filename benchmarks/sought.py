"""Whom the area `found` looks for: people of the world by names with slips, and those of the labelled set."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import connection

from benchmarks.misspell import LETTERS_OF_ONE_SLIP, misspelt
from benchmarks.variations import Variation, variations
from cases.models import Person
from cases.people.rules.names import LONGEST_KEY, name_key
from core import clock
from core.models import Region

FIRST_BORN = date(1970, 1, 1)
#: CRNs of the people of the labelled set. Those of the demonstration begin with X.
CRN = "Z{:06d}"
DRAWN = """
    SELECT p.id, n.surname, n.first_name
    FROM cases_person p JOIN cases_personname n ON n.person_id = p.id AND NOT n.is_alias AND NOT n.is_part
    WHERE p.removed_at IS NULL AND p.merged_into_id IS NULL AND p.practice_learner_id IS NULL
    AND length(n.surname) > 1 AND length(n.first_name) BETWEEN 2 AND %s ORDER BY md5(p.id::text) LIMIT %s
"""


@dataclass(frozen=True, kw_only=True)
class Sought:
    """A person, and what is typed to find them.

    surname, first_name   as they are searched by
    is_open               whether a miss is listed
    """

    kind: str
    typed: str
    person_id: int
    surname: str
    first_name: str
    is_open: bool = True


@dataclass(frozen=True, kw_only=True)
class Slips:
    """How many slips are made in each name.

    least             the share to be found among the first 20; None where no goal is set
    letters           only people whose first name has at most so many letters
    in_first_letter   only slips that change the first letter
    """

    first_name: int = 0
    surname: int = 0
    least: float | None = None
    letters: int = LONGEST_KEY
    in_first_letter: bool = False

    def of(self, name: str, rng: Random, slips: int) -> str:
        other = misspelt(name, rng, slips=slips) if slips else name
        while slips and self.in_first_letter and other[0] == name[0]:
            other = misspelt(name, rng, slips=slips)
        return other


SLIPS: Mapping[str, Slips] = {
    "one slip in the surname": Slips(surname=1, least=0.98),
    "one slip in the first name": Slips(first_name=1, least=0.98),
    "two slips in the surname": Slips(surname=2, least=0.97),
    "one slip in each name": Slips(first_name=1, surname=1, least=0.95),
    "two slips in each name": Slips(first_name=2, surname=2, least=0.95),
    "one slip, the first letter of the surname": Slips(surname=1, in_first_letter=True),
    "one slip in a short first name": Slips(first_name=1, letters=LETTERS_OF_ONE_SLIP),
}


def slipped(how_many: int, *, seed: int = 11) -> Iterator[Sought]:
    """The same people for each kind of slip, as far as their names are of its length."""
    rng = Random(seed)
    for kind, slips in SLIPS.items():
        for person_id, surname, first_name in _drawn(slips.letters, how_many):
            first = slips.of(first_name, rng, slips.first_name)
            last = slips.of(surname, rng, slips.surname)
            yield Sought(
                kind=kind,
                typed=f"{first} {last}",
                person_id=person_id,
                surname=surname,
                first_name=first_name,
            )


def _drawn(letters: int, how_many: int) -> list[tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(DRAWN, [letters, how_many])
        return cursor.fetchall()


def of_the_set() -> Iterator[Sought]:
    rows = list(variations())
    people = enter(dict.fromkeys(row.stored for row in rows))
    for row in rows:
        yield _sought(row, people[row.stored])


def _sought(row: Variation, person_id: int) -> Sought:
    return Sought(
        kind=row.kind,
        typed=row.typed,
        person_id=person_id,
        surname=name_key(row.surname),
        first_name=name_key(row.first_name),
        is_open=row.is_open,
    )


def enter(names: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], int]:
    """Makes a person of each name and returns their keys by name. Triggers enter the names for searching.

    Of equals the search shows the highest key first, so half of them get keys below everybody else's.
    """
    region = Region.objects.order_by("pk").first()
    sex_id = Person.objects.order_by("pk").values_list("sex_id", flat=True)[0]
    listed, now = list(names), clock.now()
    people = Person.objects.bulk_create(
        Person(
            pk=-number if number // 2 % 2 else None,
            crn=CRN.format(number),
            first_name=first_name,
            second_name=second_name,
            surname=surname,
            born_on=FIRST_BORN + timedelta(days=7 * number),
            sex_id=sex_id,
            region=region,
            created_at=now,
            updated_at=now,
        )
        for number, (first_name, second_name, surname) in enumerate(listed, 1)
    )
    return {name: person.pk for name, person in zip(listed, people, strict=True)}
