"""The entries that limit access to a record, and the choices of the form that adds one."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from cases.models import LimitedAccess, LimitedAccessReason, Person
from core.models.bases import may_be_chosen


def entries_of(person: Person) -> QuerySet[LimitedAccess]:
    """Every entry of a person: open ones first, then newest first."""
    return (
        LimitedAccess.objects.filter(person=person)
        .select_related("user", "reason", "created_by", "updated_by")
        .order_by("-ended_at", "-started_at", "-pk")
    )


def open_entries_of(person: Person, *, at: datetime) -> QuerySet[LimitedAccess]:
    return entries_of(person).filter(Q(ended_at=None) | Q(ended_at__gt=at))


def reasons(*, today: date) -> list[tuple[str, str]]:
    """Key and words of the reasons in use, by kind; the words end with the kind, if there is one. 1 query."""
    found = LimitedAccessReason.objects.filter(may_be_chosen(today)).order_by("kind", "words__alphabetical")
    return [(str(row.pk), f"{row.words} ({row.kind.lower()})" if row.kind else row.words) for row in found]
