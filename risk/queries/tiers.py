"""Tier calculations as screens and services read them, and whom the night works out."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from cases.models import Event, Person
from cases.people.queries import records
from risk.models import NightChunk, TierCalculation


def tier_calculations_of(person_id: int) -> QuerySet[TierCalculation]:
    """All tier calculations of a person, newest first."""
    return (
        TierCalculation.objects.filter(person_id=person_id)
        .select_related("calculated_by")
        .order_by("-calculated_at", "-pk")
    )


def current_tier_of(person_id: int) -> TierCalculation | None:
    return tier_calculations_of(person_id).filter(superseded_at=None).first()


def people_with_a_current_record() -> QuerySet[Person]:
    """Everybody with an event that has not ended; removed, merged and practice records are left out."""
    current = Event.objects.filter(person=OuterRef("pk"), ended_on=None, removed_at=None)
    return records.real().filter(Exists(current))


def next_people(*, after: int, size: int) -> list[int]:
    """Keys of the first `size` people with a current record whose keys are above `after`, in order."""
    rows = people_with_a_current_record().filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:size])


def people_between(first_id: int, last_id: int) -> list[int]:
    """Keys of the people with a current record from one key to another, in order."""
    rows = people_with_a_current_record().filter(pk__range=(first_id, last_id))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def chunks_of_people(*, size: int) -> list[tuple[int, int]]:
    """Everybody with a current record in chunks of `size`: first and last key of each, in order. 1 query."""
    keys = list(people_with_a_current_record().order_by("pk").values_list("pk", flat=True))
    chunks = (keys[place : place + size] for place in range(0, len(keys), size))
    return [(chunk[0], chunk[-1]) for chunk in chunks]


def chunks_left(night: date) -> QuerySet[NightChunk]:
    """The chunks of a night that are not done, in order."""
    return NightChunk.objects.filter(night=night, done_at=None).order_by("first_id")
