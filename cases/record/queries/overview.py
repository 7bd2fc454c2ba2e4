"""What the overview of a case shows, in four queries more than the banner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import FilteredRelation, OuterRef, Q, QuerySet

from cases.codes import TransferStatus
from cases.contacts.queries.appointments import Glance, at_a_glance
from cases.deadlines.queries import deadlines_of_person
from cases.models import (
    Address,
    Adjustment,
    Allocation,
    Custody,
    Deadline,
    Disability,
    Person,
    Transfer,
)
from cases.sentences.queries.compliance import Sentences, sentences_of
from core.built_once import built_once
from core.clock import day_of

DEADLINES_SHOWN = 10
AHEAD = timedelta(days=28)
NO_DISABILITY = "ND"


@dataclass(frozen=True)
class Around:
    """What a person has at most one of: main address, open allocation, pending transfer."""

    address: Address | None
    allocation: Allocation | None
    transfer: Transfer | None


@dataclass(frozen=True)
class Meeting:
    """What to know before meeting the person. `interpreter`: whether one is needed, "" or the language."""

    disabilities: Sequence[str]
    adjustments: Sequence[str]
    interpreter: bool
    language: str


@dataclass(frozen=True)
class Overview:
    """deadlines: overdue and due within 28 days. later: those due after that."""

    around: Around
    meeting: Meeting
    deadlines: Sequence[Deadline]
    later: Sequence[Deadline]
    contacts: Glance
    sentences: Sentences


def overview_of(person: Person, *, at: datetime, stays: Sequence[Custody]) -> Overview:
    """Costs 4 queries: deadlines, contacts, sentences, requirements with their RAR days.

    person   found with `around`
    """
    today = day_of(at)
    deadlines = _first_deadlines(person.pk)
    for row in deadlines:
        row.person = person
    return Overview(
        around=around_of(person),
        meeting=meeting_of(person),
        deadlines=[row for row in deadlines if row.due_on <= today + AHEAD],
        later=[row for row in deadlines if row.due_on > today + AHEAD],
        contacts=at_a_glance(person, at=at),
        sentences=sentences_of(person, today=today, stays=stays),
    )


@built_once
def _first_deadlines(person_id: int) -> QuerySet[Deadline]:
    return deadlines_of_person(person_id)[:DEADLINES_SHOWN]


def around(people: QuerySet[Person], today: date) -> QuerySet[Person]:
    """The people, each with main address (`home`), open allocation (`held`) and pending transfer (`move`).

    Each has the words of its disabilities and adjustments in force too.
    """
    home = Q(addresses__is_main=True, addresses__ended_on=None, addresses__removed_at=None)
    held = Q(allocations__event=None, allocations__ended_on=None)
    in_force = Q(started_on__lte=today) & (Q(ended_on=None) | Q(ended_on__gte=today))
    disabilities = Disability.objects.filter(in_force, person=OuterRef("pk"), removed_at=None)
    disabilities = disabilities.exclude(type__code=NO_DISABILITY).order_by("started_on", "pk")
    adjustments = Adjustment.objects.filter(in_force, person=OuterRef("pk"), removed_at=None)
    adjustments = adjustments.order_by("started_on", "pk")
    return (
        people.annotate(
            home=FilteredRelation("addresses", condition=home),
            held=FilteredRelation("allocations", condition=held),
            move=FilteredRelation("transfers", condition=Q(transfers__state=TransferStatus.PENDING.value)),
            disability_words=ArraySubquery(disabilities.values("type__words")),
            adjustment_words=ArraySubquery(adjustments.values("type__words")),
        )
        .select_related("home__status", "home__type", "held__staff", "held__team", "main_language")
        .select_related("move__to_region", "move__to_team", "move__to_staff")
    )


def around_of(person: Person) -> Around:
    """What `around` loaded. No query. Django sets no attribute for a filtered relation without a row."""
    return Around(*(getattr(person, name, None) for name in ("home", "held", "move")))


def meeting_of(person: Person) -> Meeting:
    """What `around` loaded of disabilities, adjustments and language. No query."""
    needed = bool(person.interpreter_required)
    return Meeting(
        disabilities=person.disability_words,
        adjustments=person.adjustment_words,
        interpreter=needed,
        language=person.main_language.words if needed and person.main_language else "",
    )
