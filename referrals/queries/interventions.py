"""Non-statutory interventions of a person."""

from cases.models import Nsi, Person


def nsis_of(person: Person) -> list[Nsi]:
    """NSIs of a person, running ones first, then the newest. 1 query."""
    rows = Nsi.objects.filter(person=person, removed_at=None)
    found = list(rows.select_related("type", "status", "outcome", "staff").order_by("-referred_on", "-pk"))
    return sorted(found, key=lambda nsi: nsi.ended_on is not None)
