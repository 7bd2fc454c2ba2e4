"""Keeps the last 16 people a user opened."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.models import RecentlyViewed

if TYPE_CHECKING:
    from core.models import User

KEPT = 16


@transaction.atomic
def note_viewed(person_id: int, *, by: "User", at: datetime) -> None:
    """Moves the person to the top of the user's list and drops the 17th. Costs 2 to 4 queries."""
    _, is_new = RecentlyViewed.objects.update_or_create(
        user=by, person_id=person_id, defaults={"viewed_at": at}
    )
    if is_new:
        mine = RecentlyViewed.objects.filter(user=by)
        kept = mine.order_by("-viewed_at", "-pk").values_list("pk", flat=True)[:KEPT]
        mine.exclude(pk__in=list(kept)).delete()
