"""People to look for, drawn from the world by a seed, so that every run looks for the same ones."""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import connection

from benchmarks.misspell import misspelt

DRAWN = """
    SELECT p.id, p.crn, p.pnc, n.surname, n.first_name, p.born_on
    FROM cases_person p JOIN cases_personname n ON n.person_id = p.id AND NOT n.is_alias AND NOT n.is_part
    WHERE p.id = ANY(%s) AND p.removed_at IS NULL AND p.merged_into_id IS NULL
    AND p.practice_learner_id IS NULL
    AND length(n.surname) > 1 AND length(n.first_name) > 1 ORDER BY p.id
"""


@dataclass(frozen=True)
class Wanted:
    """A person of the world. The slipped names have one slip each, as somebody mistypes them."""

    person_id: int
    crn: str
    pnc: str
    surname: str
    first_name: str
    born_on: date
    surname_slipped: str
    first_name_slipped: str

    @property
    def prefixes(self) -> tuple[str, str]:
        return self.surname[:4], self.first_name[:2]


def people_wanted(how_many: int, *, seed: int = 7) -> list[Wanted]:
    rng = Random(seed)
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM cases_person")
        least, most = cursor.fetchone()
        drawn = [rng.randint(least, most) for _ in range(how_many * 2)]
        cursor.execute(DRAWN, [drawn])
        rows = cursor.fetchall()
    rng.shuffle(rows)
    return [Wanted(*row, misspelt(row[3], rng), misspelt(row[4], rng)) for row in rows[:how_many]]
