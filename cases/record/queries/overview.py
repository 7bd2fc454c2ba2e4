"""What the overview of a case shows, in four queries more than the banner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import FilteredRelation, Q, QuerySet

from cases.codes import TransferStatus
from cases.contacts.queries import appointments
from cases.deadlines.queries import deadlines_of_person
from cases.models import Address, Allocation, Contact, Custody, Deadline, Person, Transfer
from cases.sentences.queries import events
from cases.sentences.queries.events import SentenceCard
from core.clock import day_of

DEADLINES_SHOWN = 10


@dataclass(frozen=True)
class Around:
    """What a person has at most one of: main address, open allocation, pending transfer."""

    address: Address | None
    allocation: Allocation | None
    transfer: Transfer | None


@dataclass(frozen=True)
class Overview:
    around: Around
    deadlines: Sequence[Deadline]
    without_outcome: Sequence[Contact]
    next_appointment: Contact | None
    last_appointments: Sequence[Contact]
    sentences: Sequence[SentenceCard]


def overview_of(person: Person, *, at: datetime, stays: Sequence[Custody]) -> Overview:
    """Costs 4 queries: deadlines, appointments, sentences, requirements with their RAR days.

    person   found with `around`
    """
    last, coming, without = appointments.at_a_glance(person, at=at)
    return Overview(
        around=around_of(person),
        deadlines=list(deadlines_of_person(person)[:DEADLINES_SHOWN]),
        without_outcome=without,
        next_appointment=coming,
        last_appointments=last,
        sentences=events.cards(person, today=day_of(at), stays=stays),
    )


def around(people: QuerySet[Person]) -> QuerySet[Person]:
    """The people, each with main address (`home`), open allocation (`held`) and pending transfer (`move`)."""
    home = Q(addresses__is_main=True, addresses__ended_on=None, addresses__removed_at=None)
    held = Q(allocations__event=None, allocations__ended_on=None)
    return (
        people.annotate(
            home=FilteredRelation("addresses", condition=home),
            held=FilteredRelation("allocations", condition=held),
            move=FilteredRelation("transfers", condition=Q(transfers__state=TransferStatus.PENDING.value)),
        )
        .select_related("home__status", "home__type", "held__staff", "held__team")
        .select_related("move__to_region", "move__to_team", "move__to_staff")
    )


def around_of(person: Person) -> Around:
    """What `around` loaded. No query. Django sets no attribute for a filtered relation without a row."""
    return Around(*(getattr(person, name, None) for name in ("home", "held", "move")))
