"""Deployment checks that ask the database: what a pooler dropped on the way to it, its version, its memory.

`manage.py check --deploy --database default`, run with the address that the service uses.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

#: searches find a name from its sound by `daitch_mokotoff`, which came with it
OLDEST_VERSION = 16
#: kB that a sort or a hash may use before it goes to disk. With PostgreSQL's own 4 MB a list took seconds
LEAST_WORK_MEM = 16 * 1024


@register(Tags.database, deploy=True)
def the_database_is_set_up(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """What is wrong with the connection. Queries only if `databases` says so."""
    if not databases or "default" not in databases:
        return []
    return faults_of(connections["default"])


def faults_of(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """6 queries, 1 of them by a second connection."""
    with connection.cursor() as cursor:
        return [
            *_shared_connection(connection, cursor),
            *_dropped_settings(cursor),
            *_hidden_tables(cursor),
            *_old_server(cursor),
            *_little_memory(cursor),
        ]


def settings_asked_for() -> dict[str, str]:
    """Names and values of what the service asks the database for when it connects, as SHOW writes them."""
    sent = settings.DATABASES["default"].get("OPTIONS", {}).get("options", "")
    return dict(re.findall(r"-c\s*(\w+)=(\S+)", sent)) | {"TimeZone": "UTC"}


def _dropped_settings(cursor: Any) -> Iterator[CheckMessage]:
    asked = settings_asked_for()
    cursor.execute("SELECT name, current_setting(name) FROM unnest(%s) name ORDER BY 1", [list(asked)])
    for name, value in cursor.fetchall():
        if value != asked[name]:
            yield Error(
                f"The database works with {name} = {value}; the service asked for {asked[name]}.",
                hint="A pooler such as PgBouncer drops what a connection asks for. Give it to the role: "
                f"ALTER ROLE {_role()} SET {name} = '{asked[name]}'; then connect anew.",
                id="core.E004",
            )


def _shared_connection(connection: BaseDatabaseWrapper, cursor: Any) -> Iterator[CheckMessage]:
    """Where a pooler hands connections out by transaction, a second transaction takes what the first had."""
    first = _backend(cursor)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as taken:
            _backend(taken)
            second = _backend(cursor)
        other.rollback()
    finally:
        other.close()
    if settings.KEEPS_PLANS and first != second:
        yield Error(
            "Each transaction gets another connection to the database, and the service keeps plans on one.",
            hint="Set CONN_MAX_AGE=0: then no statement is prepared by name.",
            id="core.E007",
        )


def _backend(cursor: Any) -> int:
    """The number of the server's process that answers."""
    cursor.execute("SELECT pg_backend_pid()")
    ((number,),) = cursor.fetchall()
    return number


def _hidden_tables(cursor: Any) -> Iterator[CheckMessage]:
    cursor.execute(
        "SELECT min(relnamespace::regnamespace::text) FROM pg_class"
        " WHERE relname = 'core_user' AND relkind = 'r' HAVING NOT bool_or(pg_table_is_visible(oid))"
    )
    for (schema,) in cursor.fetchall():
        yield Error(
            f"The tables are in the schema {schema}, which is not on the search_path.",
            hint=f"ALTER ROLE {_role()} SET search_path = {schema}; then connect anew.",
            id="core.E005",
        )


def _old_server(cursor: Any) -> Iterator[CheckMessage]:
    cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
    ((version,),) = cursor.fetchall()
    if version < OLDEST_VERSION:
        yield Error(
            f"The database is PostgreSQL {version}.",
            hint=f"Upgrade it to PostgreSQL {OLDEST_VERSION} or newer.",
            id="core.E006",
        )


def _little_memory(cursor: Any) -> Iterator[CheckMessage]:
    cursor.execute("SELECT setting::int, current_setting(name) FROM pg_settings WHERE name = 'work_mem'")
    ((kilobytes, words),) = cursor.fetchall()
    if kilobytes < LEAST_WORK_MEM:
        yield Warning(
            f"A sort in the database goes to disk beyond {words} (work_mem).",
            hint=f"Set it to {LEAST_WORK_MEM // 1024} MB or more: docs/operations.md, PostgreSQL's memory.",
            id="core.W002",
        )


def _role() -> str:
    return settings.APPLICATION_ROLE
