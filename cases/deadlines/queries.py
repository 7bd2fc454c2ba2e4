"""What is still due."""

from django.db.models import Q, QuerySet

from cases.models import Deadline

#: neither met nor cancelled; overdue ones too
IS_OPEN = Q(met_at=None, cancelled_at=None)


def deadlines_of_person(person_id: int) -> QuerySet[Deadline]:
    """All that is due about the person, soonest first: deadlines of staff, of teams and of suppliers."""
    rows = Deadline.objects.filter(IS_OPEN, person_id=person_id)
    return rows.select_related("staff", "team", "supplier").order_by("due_at", "pk")
