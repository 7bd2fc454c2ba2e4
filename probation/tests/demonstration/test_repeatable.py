"""The same arguments give the same rows; another seed gives others."""

import hashlib

from django.db import connection
from django.db.models import ForeignKey, Model

from cases import models
from core.models import Staff
from probation.tests.demonstration.worlds import small_world
from risk.models import Assessment, Score, SectionScore

TABLES: tuple[type[Model], ...] = (
    models.Person,
    models.Alias,
    models.Address,
    models.Event,
    models.EventOffence,
    models.Disposal,
    models.Requirement,
    models.Sanction,
    models.Custody,
    models.Registration,
    models.Circumstance,
    models.Transfer,
    Assessment,
    SectionScore,
    Score,
    Staff,
)
#: the fewest people that seed_demo accepts
PEOPLE = 40


def digest_of_world(seed: int) -> str:
    """A digest of every generated column that is no key, in the order of the rows."""
    whole = hashlib.sha256()
    with small_world(people=PEOPLE, seed=seed), connection.cursor() as cursor:
        for model in TABLES:
            names = [
                f'"{field.column}"'
                for field in model._meta.concrete_fields
                if not field.primary_key and not isinstance(field, ForeignKey)
            ]
            order = "code" if model is Staff else "id"
            cursor.execute(f"SELECT {', '.join(names)} FROM {model._meta.db_table} ORDER BY {order}")
            for row in cursor:
                whole.update(repr(row).encode())
    return whole.hexdigest()


def test_the_same_seed_gives_the_same_world_and_another_another(reference_data):
    first = digest_of_world(7)

    assert digest_of_world(7) == first
    assert digest_of_world(8) != first
