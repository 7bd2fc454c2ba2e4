"""People: where every read of them starts."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from cases.models import LimitedAccess, Person

if TYPE_CHECKING:
    from core.models import User

#: A queryset of people, and the same with more to each
More = Callable[[QuerySet[Person]], QuerySet[Person]]


def real() -> QuerySet[Person]:
    """People whose records stand: not removed, not merged away, not somebody's practice."""
    return Person.objects.filter(removed_at=None, merged_into=None, practice_learner=None)


#: The people of `real()`, as a condition on rows about a person: whom lists and counts know. A practice
#: record is in no list, its learner's included: it opens by its address.
OF_REAL_PEOPLE = Q(person__removed_at=None, person__merged_into=None, person__practice_learner=None)


def practice_of(user: "User") -> QuerySet[Person]:
    """A learner's own practice records."""
    return Person.objects.filter(removed_at=None, merged_into=None, practice_learner=user)


def real_or_practice_of(user: "User") -> QuerySet[Person]:
    """Whose records open to a user by their address, limited access aside (cases.access decides that).

    Lists, counts and searches start from `real`: practice records are in none of them.
    """
    mine = Q(practice_learner=None) | Q(practice_learner_id=user.pk)
    return Person.objects.filter(mine, removed_at=None, merged_into=None)


def find_by_crn(
    crn: str, *, user: "User", limits_at: datetime | None = None, more: More = lambda rows: rows
) -> Person | None:
    """The record a CRN leads to, following merges; None if removed or another's practice. 1 query.

    limits_at   brings along what limited access is open then, for cases.access.look_at: `person.limits`
    more        adds to the same query; a record reached by a merge is without limits and without more
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
    """For the terminal: the record that stands under a CRN, following merges. 1 query for each merge."""
    person = Person.objects.filter(crn=crn.upper()).first()
    while person is not None and person.merged_into is not None:
        person = person.merged_into
    return None if person is None or person.removed_at else person
