"""What waits for somebody: today's appointments, outcomes, enforcement, deadlines."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from cases.codes import OutcomeFlag
from cases.models import Contact, Deadline
from cases.people.queries.records import OF_REAL_PEOPLE
from core.calendar.working_days import add_months
from core.models import Office, Staff

OUTCOMES_LOOK_BACK_MONTHS = 24
DEADLINES_AHEAD = timedelta(days=14)
ROW = ("person", "type", "outcome", "office")


def _appointments() -> QuerySet[Contact]:
    rows = Contact.objects.filter(OF_REAL_PEOPLE, is_appointment=True, removed_at=None)
    return rows.select_related(*ROW)


def appointments_on(staff: Staff, day: date) -> QuerySet[Contact]:
    """One officer's appointments of a day by time. By appointments_of_staff."""
    return _appointments().filter(staff=staff, on=day).order_by("start_time", "pk")


def appointments_at(office: Office, day: date) -> QuerySet[Contact]:
    """Every officer's appointments at an office that day. By appointments_at_an_office."""
    rows = _appointments().filter(office=office, on=day).select_related(*ROW, "staff")
    return rows.order_by("start_time", "pk")


def outcomes_to_record(staff: Staff, *, today: date, since: date | None = None) -> QuerySet[Contact]:
    """Past appointments without an outcome, of the last two years unless told. By outcomes_to_record."""
    begins = since or add_months(today, -OUTCOMES_LOOK_BACK_MONTHS)
    rows = _appointments().filter(staff=staff, outcome=None, on__lt=today, on__gte=begins)
    return rows.exclude(type__outcome_flag=OutcomeFlag.NOT_ALLOWED.value)


def enforcement_due(staff: Staff, *, today: date) -> QuerySet[Contact]:
    """Contacts of the past that need the officer's input on enforcement.

    National standards appointments without an outcome, outcomes whose action is still to be chosen, and
    actions that wait for an answer (both of the last kept in `enforcement_open`).
    By enforcement_of_staff and outcomes_to_record. Source: docs/sources/cases.md#enforcement-list
    """
    begins = add_months(today, -OUTCOMES_LOOK_BACK_MONTHS)
    no_outcome = Q(is_appointment=True, outcome=None, is_national_standards=True, on__gte=begins)
    no_outcome &= ~Q(type__outcome_flag=OutcomeFlag.NOT_ALLOWED.value)
    rows = _past_contacts(staff, today).filter(no_outcome | Q(enforcement_open=True))
    return rows.select_related(*ROW, "enforcement_action")


def enforcement_to_decide(staff: Staff, *, today: date) -> QuerySet[Contact]:
    """The same without the appointments whose outcome is still to be recorded: My day has those already.

    By enforcement_of_staff.
    """
    rows = _past_contacts(staff, today).filter(enforcement_open=True)
    return rows.select_related(*ROW, "enforcement_action")


def _past_contacts(staff: Staff, today: date) -> QuerySet[Contact]:
    return Contact.objects.filter(OF_REAL_PEOPLE, staff=staff, on__lt=today, removed_at=None)


def open_deadlines(
    staff: Staff, *, today: date, within: timedelta | None = DEADLINES_AHEAD
) -> QuerySet[Deadline]:
    """Overdue ones and those due within the time, soonest first. By open_deadlines_of_staff."""
    rows = Deadline.objects.filter(OF_REAL_PEOPLE, staff=staff, met_at=None, cancelled_at=None)
    if within is not None:
        rows = rows.filter(due_on__lte=today + within)
    return rows.select_related("person").order_by("due_on", "pk")


def nothing() -> QuerySet[Contact]:
    """For a user without a staff record, whose lists are empty."""
    return Contact.objects.none()


def no_deadlines() -> QuerySet[Deadline]:
    return Deadline.objects.none()
