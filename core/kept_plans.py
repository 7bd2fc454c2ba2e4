"""Statements whose plan PostgreSQL keeps as long as the connection: PREPARE once, then EXECUTE.

Making the plan of a page's statements takes longer than running them. PostgreSQL plans a statement anew for
its first five runs, and keeps one plan from then on if that is no dearer than a new one would be.

Behind a pooler that gives each transaction another connection nothing is kept (settings.KEEPS_PLANS).
A migration that gives a table's column another type makes a kept plan wrong: PostgreSQL says so, and the
statement is prepared anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, TypeVar

from django.db import NotSupportedError
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg2.extensions import AsIs

#: what is sent: a statement with %s, and its parameters
Sent = tuple[str, tuple[Any, ...]]
#: the connection that has prepared statements, and their names, the first prepared first
NOBODY: tuple[Any, dict[str, None]] = (None, {})
#: Statements a connection keeps at most: each takes some 170 kB of the database's memory (docs/operations.md)
MOST = 150
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Place:
    """Where a value goes: the number of the value, and its type in PostgreSQL, "" for the column's."""

    number: int
    sql_type: str


class Plan:
    """A statement that each connection prepares at its first use.

    sql      with %s for each of the params
    params   constants, and places for the values
    words    begin the name of the plan, as an administrator of the database sees it
    """

    def __init__(self, sql: str, params: Sequence[Any], words: str = "kept") -> None:
        self.sql, self.params = sql, params
        self.places = [param for param in params if isinstance(param, Place)]
        whole = blake2b(f"{sql}{params}".encode(), digest_size=6).hexdigest()
        self.name = f"{words[:50]}_{whole}"
        holders = f" ({', '.join(['%s'] * len(self.places))})" if self.places else ""
        self.execute = f"EXECUTE {self.name}{holders}"

    def plain(self, values: Sequence[Any]) -> Sent:
        """The statement, to be planned anew."""
        return self.sql, tuple(values[p.number] if isinstance(p, Place) else p for p in self.params)

    def kept_by(self, connection: BaseDatabaseWrapper) -> Callable[[Sequence[Any]], Sent]:
        """Prepares it if the connection has not yet; gives what to send for the values."""
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        raw = connection.connection
        known_to, names = getattr(connection, "_kept_plans", NOBODY)
        if known_to is not raw:
            names = {}
            connection._kept_plans = (raw, names)  # type: ignore[attr-defined]
        if self.name not in names:
            with connection.wrap_database_errors, raw.cursor() as cursor:
                if len(names) >= MOST:
                    cursor.execute(f"DEALLOCATE {(first := next(iter(names)))}")
                    del names[first]
                cursor.execute(f"PREPARE {self.name} AS {self._numbered(cursor)}")
            names[self.name] = None
        return lambda values: (self.execute, tuple(values[place.number] for place in self.places))

    def asked(
        self, connection: BaseDatabaseWrapper, values: Sequence[Any], ask: Callable[[Sent], Answer]
    ) -> Answer:
        """The answer to the statement by its kept plan.

        A plan that a migration has made wrong is made anew. Within a transaction, which the fault has ended,
        the fault is raised, and the connection is closed after the request.

        ask   sends a statement with its parameters
        """
        try:
            return ask(self.kept_by(connection)(values))
        except NotSupportedError:
            connection.close_at = 0
            if connection.in_atomic_block:
                raise
            self._forget(connection)
            return ask(self.kept_by(connection)(values))

    def _forget(self, connection: BaseDatabaseWrapper) -> None:
        _known_to, names = connection._kept_plans  # type: ignore[attr-defined]
        if self.name in names:
            with connection.wrap_database_errors, connection.connection.cursor() as cursor:
                cursor.execute(f"DEALLOCATE {self.name}")
            del names[self.name]

    def _numbered(self, cursor: Any) -> str:
        """The statement with its constants, and $1, $2 ... for the values."""
        numbers = iter(range(1, len(self.places) + 1))
        params = [AsIs(f"${next(numbers)}{p.sql_type}") if isinstance(p, Place) else p for p in self.params]
        return cursor.mogrify(self.sql, params).decode()
