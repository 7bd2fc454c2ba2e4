"""The querysets of people that every read starts from."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from cases.models import LimitedAccess, Person

if TYPE_CHECKING:
    from core.models import User

#: Takes a queryset of people and returns it with more of each person
More = Callable[[QuerySet[Person]], QuerySet[Person]]


def real() -> QuerySet[Person]:
    """People whose records stand: not removed, not merged away, no practice record."""
    return Person.objects.filter(removed_at=None, merged_into=None, practice_learner=None)


#: `real()` as a condition on rows about a person. Lists and counts use it, so that a practice record is in
#: none of them, not even for its learner, who opens it by its address.
OF_REAL_PEOPLE = Q(person__removed_at=None, person__merged_into=None, person__practice_learner=None)


def practice_of(user: "User") -> QuerySet[Person]:
    """A learner's own practice records."""
    return Person.objects.filter(removed_at=None, merged_into=None, practice_learner=user)


def real_or_practice_of(user: "User") -> QuerySet[Person]:
    """People whose records a user may open by address, before cases.access asks about limited access.

    Lists, counts and searches start from `real` instead, which leaves out practice records.
    """
    mine = Q(practice_learner=None) | Q(practice_learner_id=user.pk)
    return Person.objects.filter(mine, removed_at=None, merged_into=None)


def find_by_crn(
    crn: str, *, user: "User", limits_at: datetime | None = None, more: More = lambda rows: rows
) -> Person | None:
    """The record a CRN leads to, following merges; None if it was removed or is another's practice record.

    Costs 1 query, and 1 more for each merge after the first. A record reached by a merge has neither `limits`
    nor what `more` adds.

    limits_at   reads the limited access open then into `person.limits`, for cases.access.look_at
    more        adds more of the person to the query
    """
    rows = Person.objects.select_related("merged_into", "sex", "region").filter(crn=crn.upper())
    if limits_at is not None:
        open_then = Q(ended_at=None) | Q(ended_at__gt=limits_at)
        limits = LimitedAccess.objects.filter(open_then, person=OuterRef("pk"))
        facts = JSONObject(kind="kind", user_id="user_id", message="message")
        rows = rows.annotate(limits=ArraySubquery(limits.values(json=facts)))
    person = more(rows).first()
    while person is not None and person.merged_into is not None:
        person = person.merged_into
    if person is None or person.removed_at or person.practice_learner_id not in (None, user.pk):
        return None
    return person


def by_crn(crn: str) -> Person | None:
    """The record a CRN leads to, for commands; None if it was removed. 1 query, and 1 for each merge."""
    person = Person.objects.filter(crn=crn.upper()).first()
    while person is not None and person.merged_into is not None:
        person = person.merged_into
    return None if person is None or person.removed_at else person
