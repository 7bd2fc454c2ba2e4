"""The work of an officer, a team or an office: appointments of a day, outcomes, enforcement, deadlines.

Where a query takes `staff`, it takes one officer or several: what it gives is theirs, each row once.
"""

from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from cases.allocations.queries.holders import HELD
from cases.allocations.queries.whose import Officers, each_of
from cases.codes import DeadlineRule, TransferStatus
from cases.contacts.queries.waiting import either_of_enforcement, waits_for_outcome
from cases.deadlines.queries import IS_OPEN
from cases.models import Allocation, Contact, Deadline, Transfer
from cases.people.queries.records import OF_REAL_PEOPLE
from core.built_once import built_once
from core.calendar.working_days import add_months
from core.keys import keys_of
from core.models import Office

OUTCOMES_LOOK_BACK_MONTHS = 24
DEADLINES_AHEAD = timedelta(days=14)
DEADLINES_OVERDUE = timedelta(days=-1)  #: due by yesterday
#: What is to be decided first, then what lacks its outcome; the oldest first.
ENFORCEMENT_ORDER = ("-enforcement_open", "on", "pk")
#: The oldest first, on My day, in its list and as the next task.
OUTCOMES_ORDER = ("on", "start_time", "pk")
ROW = ("person", "type", "outcome", "office")


@built_once
def contacts_shown(keys: list[int]) -> QuerySet[Contact]:
    """Contacts of these keys with all that a row of a list of work shows, unsorted. 1 query."""
    rows = Contact.objects.filter(pk__among=keys)
    return rows.select_related(*ROW, "enforcement_action", "staff")


@built_once
def deadlines_shown(keys: list[int]) -> QuerySet[Deadline]:
    """Deadlines of these keys with their people and officers, unsorted. 1 query."""
    return Deadline.objects.filter(pk__among=keys).select_related("person", "staff")


def _appointments() -> QuerySet[Contact]:
    rows = Contact.objects.filter(OF_REAL_PEOPLE, is_appointment=True, removed_at=None)
    return rows.select_related(*ROW)


def appointments_on(staff: Officers, day: date, until: date | None = None) -> QuerySet[Contact]:
    """The officers' appointments on a day, or on every day until another, by time.

    Uses the index appointments_of_staff.
    """
    rows = _appointments().filter(staff__in=each_of(staff), on__gte=day, on__lte=until or day)
    return rows.select_related(*ROW, "staff").order_by("on", "start_time", "pk")


def appointments_at(office: Office, day: date) -> QuerySet[Contact]:
    """All appointments at an office on a day, by time. Uses the index appointments_at_an_office."""
    rows = _appointments().filter(office=office, on=day).select_related(*ROW, "staff")
    return rows.order_by("start_time", "pk")


def outcomes_since(today: date) -> date:
    """The first day whose outcomes are still asked for."""
    return add_months(today, -OUTCOMES_LOOK_BACK_MONTHS)


def outcomes_to_record(staff: Officers, *, today: date, since: date | None = None) -> QuerySet[Contact]:
    """Past appointments without an outcome, unsorted: the officers' own, and those of people they hold.

    since   the first day; None: two years ago
    Uses the indexes outcomes_to_record and outcomes_of_a_person.
    """
    begins = since or outcomes_since(today)
    rows = _concerning(staff, waits_for_outcome(today=today, since=begins))
    return rows.select_related(*ROW, "staff")


def enforcement_due(staff: Officers, *, today: date, since: date | None = None) -> QuerySet[Contact]:
    """Contacts of the past that need input on enforcement: the officers' own, and of people they hold.

    `enforcement_open` marks those that are no appointment without an outcome.

    since   the first day of the appointments without an outcome; None: two years ago
    Uses the indexes enforcement_of_staff, enforcement_of_a_person, and those of `outcomes_to_record`.
    Source: docs/sources/cases.md#enforcement-list
    """
    begins = since or outcomes_since(today)
    rows = _concerning(staff, *either_of_enforcement(today=today, since=begins))
    return rows.select_related(*ROW, "enforcement_action", "staff")


def _concerning(staff: Officers, *waits: Q) -> QuerySet[Contact]:
    """Contacts that wait for the officers: entered for them, or about a person they hold, whoever saw them.

    waits   the conditions of which one must hold
    """
    officers = each_of(staff)
    held = Allocation.objects.filter(HELD, staff__in=officers).values("person")
    rows = [Contact.objects.filter(one, removed_at=None).values("pk") for one in waits]
    searches = [row.filter(mine) for row in rows for mine in (Q(staff__in=officers), Q(person__in=held))]
    return Contact.objects.filter(OF_REAL_PEOPLE, pk__among=keys_of(*searches))


def deadlines_of_staff(
    staff: Officers, *, until: date, rule: DeadlineRule | None = None
) -> QuerySet[Deadline]:
    """Open deadlines that are overdue or due until a day, soonest first.

    rule   only those of a rule; None for all
    Uses the index open_deadlines_of_staff.
    """
    rows = Deadline.objects.filter(IS_OPEN, OF_REAL_PEOPLE, staff__in=each_of(staff), due_on__lte=until)
    if rule is not None:
        rows = rows.filter(rule=rule.value)
    return rows.select_related("person", "staff").order_by("due_on", "pk")


def due_by_day(staff: Officers, *, since: date, until: date) -> dict[date, int]:
    """How many open deadlines of the officers are due on each day of the time that has any. 1 query."""
    return dict(numbers_by_day(staff, since, until))


def numbers_by_day(staff: Officers, since: date, until: date) -> QuerySet[Deadline, tuple[date, int]]:
    """As `due_by_day`."""
    rows = Deadline.objects.filter(
        IS_OPEN, OF_REAL_PEOPLE, staff__in=each_of(staff), due_on__range=(since, until)
    )
    return rows.order_by("due_on").values_list("due_on").annotate(Count("pk"))


def transfers_of_staff(staff: Officers) -> QuerySet[Transfer]:
    """Pending transfers from or to the officers, unsorted. Few wait at any time: no index of its own."""
    officers = each_of(staff)
    rows = Transfer.objects.filter(OF_REAL_PEOPLE, state=TransferStatus.PENDING.value)
    rows = rows.filter(Q(from_staff__in=officers) | Q(to_staff__in=officers))
    return rows.select_related(
        "person", "from_staff", "from_team", "to_staff", "to_team", "to_region", "reason"
    )
