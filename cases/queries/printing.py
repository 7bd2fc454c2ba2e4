"""What a printed case holds: only the parts that were asked for are read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.models import Person, Registration
from cases.queries import allocations, personal, sentences


@dataclass(frozen=True)
class Printed:
    """Each part is None when it was not asked for."""

    details: personal.Details
    sentences: list[sentences.SentenceCard] | None
    sanctions: list[Any] | None
    registrations: list[Registration] | None
    practitioners: list[Any] | None
    circumstances: list[Any] | None
    notes: list[Any] | None


def printed(person: Person, parts: Collection[str], *, today: date) -> Printed:
    """At most 18 queries."""
    return Printed(
        details=personal.details_of(person),
        sentences=_all_sentences(person, today) if "sentences" in parts else None,
        sanctions=list(sentences.sanctions_of(person)) if "sanctions" in parts else None,
        registrations=open_registrations(person) if "registrations" in parts else None,
        practitioners=list(allocations.practitioners_of(person)) if "practitioners" in parts else None,
        circumstances=list(personal.circumstances(person)) if "circumstances" in parts else None,
        notes=list(personal.notes(person)) if "notes" in parts else None,
    )


def _all_sentences(person: Person, today: date) -> list[sentences.SentenceCard]:
    return [
        *sentences.cards(person, today=today),
        *sentences.cards(person, today=today, past=True),
    ]


def open_registrations(person: Person) -> list[Registration]:
    rows = Registration.objects.filter(person=person, deregistered_on=None, removed_at=None)
    return list(rows.select_related("type", "level", "category").order_by("type__words", "pk"))
