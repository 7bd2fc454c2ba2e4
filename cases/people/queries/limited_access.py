"""The entries that limit access to a record, and the choices of the form that adds one."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from cases.models import LimitedAccess, LimitedAccessReason, Person
from core.models import User
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


def users_named(names: Iterable[str]) -> list[User]:
    """Active users with one of these user names or email addresses, in upper or lower case. 1 query."""
    wanted = [name.lower() for name in names]
    found = User.objects.annotate(named=Lower("username"), mailed=Lower("email")).filter(
        Q(named__in=wanted) | Q(mailed__in=wanted), is_active=True, is_service_account=False
    )
    return list(found.order_by("username"))


def reasons(*, today: date) -> list[tuple[str, str]]:
    """Key and words of the reasons in use, by kind; the words end with the kind, if there is one. 1 query."""
    found = LimitedAccessReason.objects.filter(may_be_chosen(today)).order_by("kind", "words__alphabetical")
    return [(str(row.pk), f"{row.words} ({row.kind.lower()})" if row.kind else row.words) for row in found]
