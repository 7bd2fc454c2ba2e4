"""The enforcement list of one person."""

from datetime import date

from django.db.models import QuerySet

from cases.contacts.queries.waiting import needs_enforcement
from cases.models import Contact


def enforcement_of(person_id: int, *, today: date) -> QuerySet[Contact]:
    """Past contacts of the person, whoever the officer, that need input on enforcement, unsorted.

    Uses the index contacts_of_a_person. Source: docs/sources/cases.md#enforcement-list
    """
    rows = Contact.objects.filter(needs_enforcement(today=today), person_id=person_id, removed_at=None)
    return rows.select_related("person", "type", "outcome", "office", "enforcement_action", "staff")
