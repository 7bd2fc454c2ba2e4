"""What the application's database role may do: write all rows, but only add to audit, history and notes."""

import pghistory.models
import pgtrigger
from django.apps import apps
from django.db import connection
from django.db.models import Model

EVERYWHERE = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {role}",
)
ADDITIONS_ONLY = "REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}"
#: the admin's log, and the context of changes (user, address): pghistory updates its row within a request
LIBRARIES_ADD_ONLY = (
    "REVOKE UPDATE, DELETE, TRUNCATE ON django_admin_log, pghistory_context FROM {role}",
    "GRANT UPDATE (metadata, updated_at) ON pghistory_context TO {role}",
)
READING_ONLY = "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {role}"


def only_added_to() -> list[type[Model]]:
    """The models of history, and every model whose triggers refuse both update and delete."""
    return [model for model in apps.get_models() if _is_history(model) or _is_protected(model)]


def _is_history(model: type[Model]) -> bool:
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
    models = only_added_to()
    quoted = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        for statement in (*EVERYWHERE, *LIBRARIES_ADD_ONLY, READING_ONLY):
            cursor.execute(statement.format(role=quoted))
        for model in models:
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(ADDITIONS_ONLY.format(table=table, role=quoted))
    return len(models)
