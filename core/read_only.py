"""Read-only mode: every change is refused where all of them pass, on the way to the database.

Reading must still be recorded, and people must be able to sign in and keep what they typed: the tables named
here stay open. A trigger's own rows follow the statement that caused them, so they need no entry.
"""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from core.errors import ReadOnly

#: seconds after which asking again is worth while
READ_ONLY_RETRY = 300
#: tables that are written to while reading
OPEN_TABLES = frozenset(
    {
        "core_auditentry",
        "core_draft",
        "django_session",
        "cases_savedsearch",  # what was typed to search by, kept a day
        "cases_recentlyviewed",  # the last people opened
        "axes_accessattempt",
        "axes_accesslog",
        "axes_accessfailurelog",
        "oauth2_provider_accesstoken",
    }
)
#: Django notes each sign-in on the account; any other column of it is a change.
SIGN_IN_NOTED = re.compile(r'UPDATE "core_user" SET "last_login" = %s WHERE ')
_WRITES = re.compile(
    r"\b(?:INSERT\s+INTO|(?<!DO )(?<!FOR )UPDATE(?:\s+ONLY)?|DELETE\s+FROM|MERGE\s+INTO"
    r'|TRUNCATE(?:\s+TABLE)?|COPY)\s+"?(?P<table>\w+)"?',
    re.IGNORECASE,
)
_READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET", "SHOW", "EXPLAIN", "DECLARE", "FETCH", "CLOSE")

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def is_on() -> bool:
    """Never for the owner of the tables, who migrates."""
    return settings.READ_ONLY and not settings.AS_OWNER


def refuse_changes(execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """The wrapper of every statement.

    raises   ReadOnly when the mode is on and the statement changes anything but the open tables
    """
    if is_on() and changes_a_record(sql if isinstance(sql, str) else str(sql)):
        raise ReadOnly
    return execute(sql, params, many, context)


def changes_a_record(sql: str) -> bool:
    statement = sql.lstrip(" \t\r\n(")
    if statement.upper().startswith(_READS) or SIGN_IN_NOTED.match(statement):
        return False
    return any(found["table"].lower() not in OPEN_TABLES for found in _WRITES.finditer(statement))


def guard(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """First of the connection's wrappers: others come and go at the end of the list."""
    if refuse_changes not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, refuse_changes)
