"""Who holds and held a case, and its transfers."""

from django.db.models import F, QuerySet

from cases.models import Allocation, Person, Transfer


def practitioners_of(person: Person) -> QuerySet[Allocation]:
    """Allocations of the person: those still open, then by the day they ended, newest first."""
    rows = Allocation.objects.filter(person=person).select_related("staff", "team", "event", "reason")
    return rows.order_by(F("ended_on").desc(nulls_first=True), "-started_on", "-pk")


def transfers_of(person: Person) -> QuerySet[Transfer]:
    """Transfers of the person's case, newest first."""
    rows = Transfer.objects.filter(person=person).select_related(
        "from_region",
        "from_team",
        "from_staff",
        "to_region",
        "to_team",
        "to_staff",
        "reason",
        "rejection_reason",
    )
    return rows.order_by("-requested_on", "-pk")
