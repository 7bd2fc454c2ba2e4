"""A copy of the rows of the test database at one moment, which is restored in a fraction of a second.

    kept = KeptRows.taken()
    ...                     # anything, committed or not
    kept.restore()

Only tables that differ are written, and no trigger fires, so the rows come back with the same keys and
history. Sequences are not reset, so no key is used twice. The role that runs the tests must be a superuser,
or be allowed to SET session_replication_role.
"""

import io
from dataclasses import dataclass

from django.db import connection, transaction

TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'django_migrations'
    ORDER BY relname
"""
#: the same for the same rows in any order
FINGERPRINT = 'SELECT \'{0}\', count(*), sum(hashtextextended("{0}"::text, 0)) FROM "{0}"'


@dataclass(frozen=True)
class KeptRows:
    fingerprints: dict[str, tuple]
    rows: dict[str, bytes]

    @classmethod
    def taken(cls) -> "KeptRows":
        with connection.cursor() as cursor:
            found = _fingerprints(cursor)
            return cls(
                found, {table: _read(cursor, table) for table, (count, _sum) in found.items() if count}
            )

    def restore(self) -> None:
        """Puts the rows back, in the open transaction or else in one of its own."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for table, fingerprint in _fingerprints(cursor).items():
                if fingerprint != self.fingerprints[table]:
                    cursor.execute(f'DELETE FROM "{table}"')
                    cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.BytesIO(self.rows.get(table, b"")))
            cursor.execute("SET LOCAL session_replication_role = origin")


def _fingerprints(cursor) -> dict[str, tuple]:
    cursor.execute(TABLES)
    cursor.execute(" UNION ALL ".join(FINGERPRINT.format(table) for (table,) in cursor.fetchall()))
    return {table: (count, total) for table, count, total in cursor.fetchall()}


def _read(cursor, table: str) -> bytes:
    written = io.BytesIO()
    cursor.copy_expert(f'COPY "{table}" TO STDOUT', written)
    return written.getvalue()
