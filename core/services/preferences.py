"""Keeping how somebody likes their screens."""

from typing import TYPE_CHECKING, Any

from django.db import transaction

from core.models import Preferences

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def save_preferences(changes: dict[str, Any], *, by: "User") -> Preferences:
    """Only the fields named change. Last one wins: they are the user's own."""
    kept, _ = Preferences.objects.select_for_update().get_or_create(user=by)
    for name, value in changes.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(changes))
    return kept
