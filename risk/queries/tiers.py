"""Tier calculations as screens and services read them."""

from django.db.models import Exists, OuterRef, QuerySet

from cases.models import Event, Person
from cases.people.queries import records
from risk.models import TierCalculation


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
