"""The querysets of people that every read starts from."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from cases.models import LimitedAccess, Person
from cases.models.people import IN_NO_LIST
from core.built_once import built_once

if TYPE_CHECKING:
    from core.models import User

#: Takes a queryset of people and the day it is, and returns it with more of each person. Given for the same
#: kind of page it is equal, since the statement is built once for each
More = Callable[[QuerySet[Person], date], QuerySet[Person]]


def real() -> QuerySet[Person]:
    """People whose records stand: not removed, not merged away, no practice record."""
    return Person.objects.filter(removed_at=None, merged_into=None, practice_learner=None)


#: `real()` as a condition on rows about a person. Lists and counts use it, so that a practice record is in
#: none of them, not even for its learner, who opens it by its address.
OF_REAL_PEOPLE = Q(person__removed_at=None, person__merged_into=None, person__practice_learner=None)
#: The same for lists of thousands of rows: it looks for each row's person among the few that no list shows,
#: in their own index, and reads no person.
OF_NOBODY_HIDDEN = ~Exists(Person.objects.filter(IN_NO_LIST, pk=OuterRef("person")))


def practice_of(user: "User") -> QuerySet[Person]:
    """A learner's own practice records."""
    return Person.objects.filter(removed_at=None, merged_into=None, practice_learner=user)


def real_or_practice_of(user_id: int) -> QuerySet[Person]:
    """People whose records a user may open by address, before cases.access asks about limited access.

    Lists, counts and searches start from `real` instead, which leaves out practice records.
    """
    mine = Q(practice_learner=None) | Q(practice_learner_id=user_id)
    return Person.objects.filter(mine, removed_at=None, merged_into=None)


def find_by_crn(crn: str, *, user: "User") -> Person | None:
    """The record a CRN leads to, following merges; None if it was removed or is another's practice record.

    Costs 1 query, and 1 more for each merge after the first.
    """
    return _standing(_with_crn(crn.upper()).first(), user)


def find_for_page(crn: str, *, user: "User", at: datetime, today: date, more: More) -> Person | None:
    """As `find_by_crn`, with `person.limits`: the limited access open at `at`, for cases.access.look_at.

    A record reached by a merge has neither `limits` nor what `more` adds.

    more   adds more of the person to the query
    """
    return _standing(next(iter(_for_page(crn.upper(), at, today, more=more)), None), user)


@built_once
def _for_page(crn: str, at: datetime, today: date, *, more: More) -> QuerySet[Person]:
    open_then = Q(ended_at=None) | Q(ended_at__gt=at)
    limits = LimitedAccess.objects.filter(open_then, person=OuterRef("pk"))
    facts = JSONObject(kind="kind", user_id="user_id", message="message")
    return more(_with_crn(crn).annotate(limits=ArraySubquery(limits.values(json=facts))), today)[:1]


def _with_crn(crn: str) -> QuerySet[Person]:
    return Person.objects.select_related("merged_into", "sex", "region").filter(crn=crn)


def _standing(person: Person | None, user: "User") -> Person | None:
    """The record that merges lead to; None if it was removed or is another's practice record."""
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
