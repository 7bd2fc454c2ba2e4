"""Checks Django runs at start-up and in ./check: what the program relies on is there."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Warning, register


@register(deploy=True)
def two_database_roles(**_: Any) -> list[Any]:
    """With one role for both, the application could rewrite its own audit."""
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
