"""What the application's database role may do: write rows, only add to audit and notes, not touch history.

History is written by triggers, which run as the owner of the tables: the role can neither add to it nor leave
it out. What the role can still do, and why, is in docs/operations.md.
"""

from collections.abc import Iterable
from typing import Any

import pghistory.models
import pgtrigger
from django.apps import apps
from django.db import connection
from django.db.models import Model

from core.models import AuditEntry, OutboxRow

EVERYWHERE = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}",
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {role}",
)
ADDITIONS_ONLY = "REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"
#: the history, and the user and address of its changes, are written by triggers
BY_TRIGGER_ONLY = "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"
LIBRARIES_ADD_ONLY = "REVOKE UPDATE, DELETE, TRUNCATE ON django_admin_log FROM {role}"
CONTEXTS_BY_TRIGGER_ONLY = (
    "REVOKE UPDATE (metadata, updated_at) ON pghistory_context FROM {role}",
    BY_TRIGGER_ONLY.format(table="pghistory_context", role="{role}"),
)
READING_ONLY = "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {role}"
#: the columns of a notice that its delivery changes
DELIVERY = ("position", "delivered_at", "attempts", "next_try_at", "last_error")
#: The library's setting `pgtrigger.ignore` switches triggers off in any session that sets it. It is not read.
NOTHING_IS_IGNORED = (
    "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean"
    " LANGUAGE sql IMMUTABLE AS 'SELECT false'"
)
#: Triggers look their tables up here, so that no temporary table takes the place of one.
OUR_TABLES = "SET search_path = public, pg_temp"
TRIGGERS = """
    SELECT DISTINCT function.oid::regprocedure::text, starts_with(function.proname, 'pgtrigger')
    FROM pg_trigger JOIN pg_proc AS function ON function.oid = tgfoid
    WHERE NOT tgisinternal AND function.pronamespace = 'public'::regnamespace
"""
#: whether the role of this session owns the audit, and whether it may change or hide what it should not
WRONG = """
    SELECT pg_has_role(current_user, audit.relowner, 'MEMBER'),
        has_table_privilege('pghistory_context', 'INSERT, UPDATE, DELETE, TRUNCATE')
        OR has_sequence_privilege(pg_get_serial_sequence('core_auditentry', 'id'), 'UPDATE')
        OR EXISTS (
            SELECT 1 FROM unnest(%s) AS name WHERE has_table_privilege(name, 'UPDATE, DELETE, TRUNCATE')
        )
        OR EXISTS (SELECT 1 FROM unnest(%s) AS name WHERE has_table_privilege(name, 'INSERT')),
        has_table_privilege('core_user', 'SELECT') AND has_any_column_privilege('core_auditentry', 'INSERT')
    FROM pg_class AS audit WHERE audit.oid = 'core_auditentry'::regclass
"""


def only_added_to() -> list[type[Model]]:
    """The models of history, and every model whose triggers refuse both update and delete."""
    return [model for model in apps.get_models() if is_history(model) or _is_protected(model)]


def is_history(model: type[Model]) -> bool:
    return issubclass(model, pghistory.models.Event) and model._meta.managed and not model._meta.proxy


def _is_protected(model: type[Model]) -> bool:
    """Whether triggers refuse every update and delete; False for a model with a column that may change."""
    refused = {
        str(operation)
        for trigger in getattr(model._meta, "triggers", ())
        if isinstance(trigger, pgtrigger.Protect) and trigger.condition is None and not _is_partial(trigger)
        for operation in getattr(trigger.operation, "operations", [trigger.operation])
    }
    return {"UPDATE", "DELETE"} <= refused


def _is_partial(trigger: pgtrigger.Protect) -> bool:
    return isinstance(trigger, pgtrigger.ReadOnly) and bool(trigger.fields or trigger.exclude)


def apply_grants(role: str) -> int:
    """Sets the rights of `role`; returns how many tables it may only add to. Run it as the tables' owner."""
    models, quoted = only_added_to(), _quoted(role)
    with connection.cursor() as cursor:
        for statement in (*EVERYWHERE, LIBRARIES_ADD_ONLY, *CONTEXTS_BY_TRIGGER_ONLY, READING_ONLY):
            cursor.execute(statement.format(role=quoted))
        for model in models:
            statement = BY_TRIGGER_ONLY if is_history(model) else ADDITIONS_ONLY
            cursor.execute(statement.format(table=_quoted(model._meta.db_table), role=quoted))
        numbered = [str(field.column) for field in AuditEntry._meta.fields if not field.primary_key]
        _only_columns(cursor, "INSERT", numbered, of=AuditEntry, role=quoted)
        _only_columns(cursor, "UPDATE", DELIVERY, of=OutboxRow, role=quoted)
        _bind_triggers(cursor)
    return len(models)


def _only_columns(cursor: Any, right: str, columns: Iterable[str], *, of: type[Model], role: str) -> None:
    """Leaves the role a right on some columns of a table only."""
    table, listed = _quoted(of._meta.db_table), ", ".join(map(_quoted, columns))
    cursor.execute(f"REVOKE {right} ON {table} FROM {role}")
    cursor.execute(f"GRANT {right} ({listed}) ON {table} TO {role}")


def _bind_triggers(cursor: Any) -> None:
    """Makes triggers run on our tables whatever a session sets, and those of the libraries as the owner."""
    cursor.execute(NOTHING_IS_IGNORED)
    cursor.execute(TRIGGERS)
    for function, is_of_library in cursor.fetchall():
        runs_as = "SECURITY DEFINER" if is_of_library else "SECURITY INVOKER"
        cursor.execute(f"ALTER FUNCTION {function} {runs_as} {OUR_TABLES}")
        cursor.execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")


def are_right() -> bool | None:
    """Whether the role of this session may do no more and no less than it should. 1 query.

    None for the owner of the tables: one role then does both, which `manage.py check --deploy` warns of
    """
    add_only = [model._meta.db_table for model in only_added_to()]
    history = [model._meta.db_table for model in only_added_to() if is_history(model)]
    with connection.cursor() as cursor:
        cursor.execute(WRONG, [add_only, history])
        is_owner, may_too_much, may_enough = cursor.fetchone()
    return None if is_owner else may_enough and not may_too_much


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
