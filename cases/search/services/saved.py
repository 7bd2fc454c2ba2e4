"""Keeps what a user typed to search by, for a day and for that user alone, and audits it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from cases.models import SavedSearch
from cases.search.rules.criteria import read_criteria
from core import audit, clock

if TYPE_CHECKING:
    from core.models import User

KEPT_FOR = timedelta(days=1)


@transaction.atomic
def save_search(criteria: dict[str, Any], *, by: "User", at: datetime) -> UUID:
    """Keeps a search and returns its key. The audit holds what was asked, not who was found.

    raises   RuleBroken when it cannot be searched for
    """
    read_criteria(criteria, today=clock.day_of(at))
    filled = {name: value for name, value in criteria.items() if value not in ("", None)}
    saved = SavedSearch.objects.create(owner=by, criteria=filled, created_at=at)
    audit.record("people-searched", by=by, at=at, criteria=filled)
    return saved.pk


@transaction.atomic
def drop_old_searches(*, at: datetime) -> int:
    """Deletes searches older than a day; returns how many."""
    dropped, _ = SavedSearch.objects.filter(created_at__lt=at - KEPT_FOR).delete()
    return dropped
