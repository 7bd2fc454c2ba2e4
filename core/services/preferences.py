"""Saving a user's preferences."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.models import Preferences

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def save_preferences(changes: dict[str, Any], *, by: "User") -> Preferences:
    """Saves only the fields named. The last save wins, without a version: only their user changes them."""
    preferences, _ = Preferences.objects.select_for_update(of=("self",)).get_or_create(user=by)
    for name, value in changes.items():
        setattr(preferences, name, value)
    preferences.save(update_fields=list(changes))
    return preferences
