"""Who looked at a record, changed it or tried to: read from the audit."""

from collections.abc import Sequence

from django.db.models import QuerySet

from cases.models import Person
from core.models import AuditEntry


def audit_of(person: Person) -> QuerySet[AuditEntry]:
    """Entries under the person's CRN and those of records merged into it. 1 query for the CRNs."""
    return AuditEntry.objects.filter(crn__in=crns_of(person))


def crns_of(person: Person) -> Sequence[str]:
    return [person.crn, *Person.objects.filter(merged_into=person).values_list("crn", flat=True)]
