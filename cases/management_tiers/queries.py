"""The management tiers of a person."""

from django.db.models import QuerySet

from cases.models import ManagementTier


def tiers_of(person_id: int) -> QuerySet[ManagementTier]:
    """The person's tiers, newest first. The first one is current if it has not ended."""
    return (
        ManagementTier.objects.filter(person_id=person_id)
        .select_related("reason")
        .order_by("-began_at", "-pk")
    )
