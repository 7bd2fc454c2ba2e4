"""What is still due."""

from django.db.models import QuerySet

from cases.models import Deadline, Person


def open_deadlines() -> QuerySet[Deadline]:
    """Deadlines that were neither met nor cancelled, overdue ones too."""
    return Deadline.objects.filter(met_at=None, cancelled_at=None)


def deadlines_of_person(person: Person) -> QuerySet[Deadline]:
    """All that is due about the person, soonest first: deadlines of staff, of teams and of suppliers."""
    rows = open_deadlines().filter(person=person)
    return rows.select_related("staff", "team", "supplier").order_by("due_at", "pk")
