"""What makes loading millions of rows quick: indexes afterwards, checks once, all in one transaction."""

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
def checks_off() -> Iterator[None]:
    """Within a transaction, keys and triggers are not checked row by row.

    Only the owner of an embedded or like database may ask for it; anybody else waits longer. Tests hold
    that what is loaded keeps every key: they load with the checks on.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
    except DatabaseError:
        yield
        return
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = origin")


@contextmanager
def indexes_afterwards(tables: Iterable[str]) -> Iterator[None]:
    """Drops the indexes that no constraint needs and builds them again from the rows, in one transaction."""
    dropped = _drop_indexes(list(tables))
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for definition in dropped:
            cursor.execute(definition)


def _drop_indexes(tables: list[str]) -> list[str]:
    """The definitions of what was dropped; nothing for a role that does not own the tables."""
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
    """Tells the planner how many rows there are now."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'ANALYZE "{table}"')
