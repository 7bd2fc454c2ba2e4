"""Makes a small world for a test and removes it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.management import call_command
from django.db import connection, transaction

ON = date(2026, 3, 2)  # a Monday
PEOPLE = 60


@contextmanager
def small_world(*, people: int = PEOPLE, seed: int = 1, on: date = ON) -> Iterator[None]:
    """Makes a world with seed_demo, checks every foreign key, and rolls it back at the end."""
    with transaction.atomic():
        call_command("seed_demo", people=people, seed=seed, on=on, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        transaction.set_rollback(True)
