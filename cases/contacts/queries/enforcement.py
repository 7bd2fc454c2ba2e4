"""The enforcement list of one person."""

from datetime import date

from django.db.models import Q, QuerySet

from cases.codes import OutcomeFlag
from cases.models import Contact


def enforcement_of(person_id: int, *, today: date) -> QuerySet[Contact]:
    """Past contacts of the person, whoever the officer, that need input on enforcement, unsorted.

    Uses the index contacts_of_a_person. Source: docs/sources/cases.md#enforcement-list
    """
    no_outcome = Q(is_appointment=True, outcome=None, is_national_standards=True)
    no_outcome &= ~Q(type__outcome_flag=OutcomeFlag.NOT_ALLOWED.value)
    rows = Contact.objects.filter(person_id=person_id, on__lt=today, removed_at=None)
    rows = rows.filter(no_outcome | Q(enforcement_open=True))
    return rows.select_related("person", "type", "outcome", "office", "enforcement_action", "staff")
