"""People: where every read of them starts."""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from cases.models import Person

if TYPE_CHECKING:
    from core.models import User


def real() -> QuerySet[Person]:
    """People whose records stand: not removed, not merged away, not somebody's practice."""
    return Person.objects.filter(removed_at=None, merged_into=None, practice_learner=None)


def practice_of(user: "User") -> QuerySet[Person]:
    """A learner's own practice records."""
    return Person.objects.filter(removed_at=None, merged_into=None, practice_learner=user)


def real_or_practice_of(user: "User") -> QuerySet[Person]:
    """What a user may know to exist, limited access aside (cases.access decides that)."""
    mine = Q(practice_learner=None) | Q(practice_learner_id=user.pk)
    return Person.objects.filter(mine, removed_at=None, merged_into=None)


def find_by_crn(crn: str, *, user: "User") -> Person | None:
    """The record a CRN leads to, following merges; None if removed or another's practice. 1 query."""
    person = Person.objects.select_related("merged_into", "sex", "region").filter(crn=crn.upper()).first()
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
