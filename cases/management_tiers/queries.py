"""The tiers a person has had."""

from django.db.models import QuerySet

from cases.models import ManagementTier


def tiers_of(person_id: int) -> QuerySet[ManagementTier]:
    """Newest first; the first one is current when it has not ended."""
    return (
        ManagementTier.objects.filter(person_id=person_id)
        .select_related("reason")
        .order_by("-began_at", "-pk")
    )
