"""Makes loading millions of rows quick: without checks of each row, and with indexes built afterwards."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index
    WHERE indrelid = ANY(%s::regclass[])
      AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY indrelid, indexrelid
"""


@contextmanager
def indexes_afterwards(tables: Iterable[str]) -> Iterator[None]:
    """Drops the indexes that no constraint needs and builds them again at the end, in one transaction."""
    dropped = _drop_indexes(list(tables))
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for definition in dropped:
            cursor.execute(definition)


def _drop_indexes(tables: list[str]) -> list[str]:
    """Drops the indexes; returns their definitions, [] for a role that does not own the tables."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [tables])
        found = cursor.fetchall()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name, _ in found:
                cursor.execute(f"DROP INDEX {name}")
    except DatabaseError:
        return []
    return [definition for _, definition in found]


def analyse(tables: Iterable[str]) -> None:
    """Updates the planner's statistics of the tables."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'ANALYZE "{table}"')
