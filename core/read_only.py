"""Read-only mode: a statement that changes a record is refused before it reaches the database.

Reading is still audited, and users can still sign in and keep drafts: OPEN_TABLES may be written to. Only the
statements of the program are checked, so the tables that a trigger writes to need no entry.
"""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from core.errors import ReadOnly

#: seconds after which a client may try again (the Retry-After header)
READ_ONLY_RETRY = 300
#: tables that may be written to in read-only mode
OPEN_TABLES = frozenset(
    {
        "core_auditentry",
        "core_draft",
        "django_session",
        "core_usersession",
        "cases_savedsearch",  # criteria of a search, kept for a day
        "cases_recentlyviewed",  # the last people opened
        "axes_accessattempt",
        "axes_accesslog",
        "axes_accessfailurelog",
        "oauth2_provider_accesstoken",
    }
)
#: Django stores the time of each sign-in on the account. An update of any other column is refused.
SIGN_IN_NOTED = re.compile(r'UPDATE "core_user" SET "last_login" = %s WHERE ')
_WRITES = re.compile(
    r"\b(?:INSERT\s+INTO|(?<!DO )(?<!FOR )UPDATE(?:\s+ONLY)?|DELETE\s+FROM|MERGE\s+INTO"
    r'|TRUNCATE(?:\s+TABLE)?|COPY)\s+"?(?P<table>\w+)"?',
    re.IGNORECASE,
)
_READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET", "SHOW", "EXPLAIN", "DECLARE", "FETCH", "CLOSE")

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def is_on() -> bool:
    """Whether changes are refused. They never are for the owner of the tables, who migrates."""
    return settings.READ_ONLY and not settings.AS_OWNER


def refuse_changes(execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Wraps the execution of every statement.

    raises   ReadOnly when the mode is on and the statement writes to a table that is not open
    """
    if is_on() and changes_a_record(sql if isinstance(sql, str) else str(sql)):
        raise ReadOnly
    return execute(sql, params, many, context)


def changes_a_record(sql: str) -> bool:
    """Whether a statement writes to a table that is not open."""
    statement = sql.lstrip(" \t\r\n(")
    if statement.upper().startswith(_READS) or SIGN_IN_NOTED.match(statement):
        return False
    if statement.upper().startswith("CALL "):  # a procedure writes; what only reads is a function
        return True
    return any(write["table"].lower() not in OPEN_TABLES for write in _WRITES.finditer(statement))


def guard(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Puts `refuse_changes` first among the connection's wrappers, as others come and go at the end."""
    if refuse_changes not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, refuse_changes)
