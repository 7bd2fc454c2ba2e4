"""Non-statutory interventions of a person, and the statuses and outcomes that a type may have."""

from django.db.models import Q, QuerySet

from cases.models import Nsi, NsiOutcome, NsiStatus, NsiType, Person
from cases.nsis.rules import NsiLists

CRS_FAMILY = "CRS"


def nsis_of(person: Person) -> list[Nsi]:
    """NSIs of a person, running ones first, then the newest. 1 query."""
    rows = Nsi.objects.filter(person=person, removed_at=None)
    found = list(rows.select_related("type", "status", "outcome", "staff").order_by("-referred_on", "-pk"))
    return sorted(found, key=lambda nsi: nsi.ended_on is not None)


def lists_of(type: NsiType) -> NsiLists:
    """The statuses and outcomes a type may have. 2 queries."""
    return NsiLists(
        statuses=frozenset(statuses_for(type).values_list("code", flat=True)),
        outcomes=frozenset(outcomes_for(type).values_list("code", flat=True)),
    )


def statuses_for(type: NsiType) -> QuerySet[NsiStatus]:
    return NsiStatus.objects.filter(_of_family(type))


def outcomes_for(type: NsiType) -> QuerySet[NsiOutcome]:
    return NsiOutcome.objects.filter(_of_family(type))


def _of_family(type: NsiType) -> Q:
    """The entries for a type: its own, those of its family (the commissioned services), and those for all."""
    serves = Q(family="") | Q(family=type.code)
    return serves | Q(family=CRS_FAMILY) if type.kept_by_referrals else serves


def status_of(type: NsiType, code: str) -> NsiStatus:
    """The status of that code which a type may have, its own before one for all types. 1 query.

    raises   NsiStatus.DoesNotExist
    """
    return statuses_for(type).filter(code=code).latest("family")
