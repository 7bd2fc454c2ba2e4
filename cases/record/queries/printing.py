"""What a printed case holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.allocations.queries import practitioners
from cases.models import Person, Registration
from cases.people.queries import details
from cases.registrations.queries import open_registrations_of
from cases.sentences.queries import events


@dataclass(frozen=True)
class Printed:
    """The parts of a printed case. A part other than `details` is None when it was not asked for."""

    details: details.Details
    sentences: list[events.SentenceCard] | None
    sanctions: list[Any] | None
    registrations: list[Registration] | None
    practitioners: list[Any] | None
    circumstances: list[Any] | None
    notes: list[Any] | None


def printed(person: Person, parts: Collection[str], *, today: date) -> Printed:
    """Reads the parts asked for. At most 18 queries."""
    return Printed(
        details=details.details_of(person),
        sentences=_all_sentences(person, today) if "sentences" in parts else None,
        sanctions=list(events.sanctions_of(person)) if "sanctions" in parts else None,
        registrations=_open_registrations(person) if "registrations" in parts else None,
        practitioners=list(practitioners.practitioners_of(person)) if "practitioners" in parts else None,
        circumstances=list(details.circumstances(person)) if "circumstances" in parts else None,
        notes=list(details.notes(person)) if "notes" in parts else None,
    )


def _open_registrations(person: Person) -> list[Registration]:
    return list(open_registrations_of(person.pk).order_by("type__words__alphabetical", "pk"))


def _all_sentences(person: Person, today: date) -> list[events.SentenceCard]:
    return [
        *events.cards(person, today=today),
        *events.cards(person, today=today, past=True),
    ]
