"""Who is in custody: the one answer to it."""

from django.db.models import QuerySet

from cases.models import Custody


def standing_custody() -> QuerySet[Custody]:
    """Custody rows, past and present, that were not removed and whose sentence and event were not either."""
    return Custody.objects.filter(
        disposal__event__removed_at=None, disposal__removed_at=None, removed_at=None
    )


def present_custody() -> QuerySet[Custody]:
    """Custody rows of people who are in custody now, under a sentence that was not terminated.

    risk_known, the function of the database that the tier reads, asks the same.
    """
    return standing_custody().filter(disposal__terminated_on=None, status__in_custody=True)
