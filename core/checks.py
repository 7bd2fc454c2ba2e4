"""Django's system checks of what the program relies on: database roles, settings, reference codes."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Error, Warning, register
from django.db import ProgrammingError


@register(deploy=True)
def two_database_roles(**_: Any) -> list[Any]:
    """Warns of one database role for everything: the application could then rewrite its own audit."""
    if settings.MIGRATION_DATABASE_URL == settings.DATABASE_URL:
        return [
            Warning(
                "The application signs in to the database as the owner of its tables.",
                hint="Set MIGRATION_DATABASE_URL to the owner and DATABASE_URL to a plain role, then run "
                "manage.py apply_grants.",
                id="core.W001",
            )
        ]
    return []


@register(deploy=True)
def demonstration_is_off(**_: Any) -> list[Any]:
    if settings.DEMONSTRATION:
        return [Error("The demonstration flag is on.", hint="Unset DEMONSTRATION.", id="core.E001")]
    return []


@register("reference", deploy=True)
def codes_are_loaded(databases: Sequence[str] | None = None, **_: Any) -> list[Any]:
    """An error for each list that lacks a code the program branches on. Queries only if `databases` says so.

    It is a deployment check, because migrate runs the others and must work before the rows are loaded.
    """
    from core.reference_data import missing_codes

    if not databases or "default" not in databases:
        return []
    try:
        return [
            Error(
                f"{model._meta.label} has no {', '.join(codes)}, which the program names.",
                hint="Add the codes to the list's file in reference/ and run manage.py load_reference.",
                id="core.E002",
            )
            for model, codes in missing_codes()
        ]
    except ProgrammingError:
        return [Error("The tables are not made.", hint="Run manage.py migrate.", id="core.E003")]
