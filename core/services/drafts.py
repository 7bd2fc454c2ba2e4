"""Discarding a draft."""

from typing import TYPE_CHECKING

from django.db import transaction

from core.models import Draft

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def discard_draft(draft_id: int, *, by: "User") -> bool:
    """Deletes a draft of the user's own; returns whether there was one."""
    return Draft.objects.filter(pk=draft_id, user=by).delete()[0] > 0
