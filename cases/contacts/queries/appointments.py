"""Appointments of a person: their two tables, the overview, the model for a new one."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from cases.contacts.queries.log import of_person
from cases.contacts.queries.waiting import still_to_come
from cases.models import Contact, Person
from core.clock import day_of

LAST_SHOWN = 12
WITHOUT_OUTCOME_SHOWN = 5


def at_a_glance(person: Person, *, at: datetime) -> tuple[list[Contact], Contact | None, list[Contact]]:
    """The last 12 before today, the next one still to come, and the 5 oldest without an outcome. 1 query.

    The oldest come first.
    """
    all_of_them = Contact.objects.filter(person=person, is_appointment=True, removed_at=None)
    today = day_of(at)
    past, ahead = all_of_them.filter(on__lt=today), all_of_them.filter(still_to_come(at), outcome=None)
    lacking = past.filter(outcome=None)
    rows = (
        all_of_them.filter(
            Q(pk__in=_first(past.order_by("-on", "-pk"), LAST_SHOWN))
            | Q(pk__in=_first(ahead.order_by("on", "start_time", "pk"), 1))
            | Q(pk__in=_first(lacking.order_by("on", "pk"), WITHOUT_OUTCOME_SHOWN))
        )
        .select_related("type", "outcome", "office", "staff")
        .order_by("on", "start_time", "pk")
    )
    found = list(rows)
    before = [row for row in found if row.on < today]
    coming = next((row for row in found if row.on >= today), None)
    without = [row for row in before if row.outcome_id is None][:WITHOUT_OUTCOME_SHOWN]
    return before[-LAST_SHOWN:], coming, without


def _first(rows: QuerySet[Contact], count: int) -> QuerySet:
    return rows.values("pk")[:count]


def open_appointments(person: Person, *, today: date) -> QuerySet[Contact]:
    """Appointments for today or later that have no outcome, soonest first."""
    return Contact.objects.filter(
        person=person, is_appointment=True, removed_at=None, outcome=None, on__gte=today
    ).order_by("on", "pk")


def appointments(person: Person) -> QuerySet[Contact]:
    return (
        of_person(person)
        .filter(is_appointment=True)
        .select_related("type", "outcome", "enforcement_action", "staff", "office")
    )


def coming_appointments(person: Person, *, at: datetime) -> list[Contact]:
    """Appointments still to come without an outcome, soonest first, 100 at most.

    1 query, by the index appointments_of_a_person.
    """
    rows = appointments(person).filter(still_to_come(at), on__gte=day_of(at), outcome=None)
    return list(rows.order_by("on", "start_time", "pk")[:100])


def past_appointments(person: Person, *, at: datetime) -> QuerySet[Contact]:
    """Appointments that have begun or have an outcome, unsorted."""
    return appointments(person).exclude(still_to_come(at), outcome=None)


def last_appointment(person: Person, *, before: Contact | None = None) -> Contact | None:
    """The last appointment with a time that somebody arranged: the model for a new one. 1 query.

    before   an appointment to take instead, without a query
    """
    if before is not None:
        return before
    rows = appointments(person).filter(is_system=False, origin="", start_time__isnull=False)
    return rows.order_by("-on", "-pk").first()


def outcome_recorded_at(contact: Contact) -> datetime:
    """When the outcome that the contact has was recorded: when its row last had another, or none. 1 query."""
    others = contact.history.filter(~Q(outcome_id=contact.outcome_id) | Q(outcome_id=None))
    changed_at = others.order_by("-pgh_created_at").values_list("pgh_created_at", flat=True).first()
    return changed_at or contact.created_at
