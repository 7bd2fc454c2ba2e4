"""How each sentence of a person goes: failures to comply, warnings and breaches, read with the events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from cases.codes import BREACH_END_TYPES, ContactTypeCode, EnforcementActionCode
from cases.contacts.queries.failures import failures_among
from cases.contacts.rules.enforcement import Failures
from cases.contacts.rules.facts import EventContact
from cases.models import Contact, Custody, Disposal, Event, Person
from cases.sentences.queries.events import SentenceCard, cards_of, ends_on, events_of, listed
from core.built_once import built_once

_WARNINGS = (EnforcementActionCode.FIRST_WARNING.value, EnforcementActionCode.FINAL_WARNING.value)
_BREACH_TYPES = (
    ContactTypeCode.BREACH_INITIATED.value,
    ContactTypeCode.PSS_STARTED.value,
    *sorted(BREACH_END_TYPES),
)


@dataclass(frozen=True)
class Warned:
    words: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Compliance:
    """How one sentence goes.

    failures      None before the sentence
    warnings      oldest first
    breached_on   the days on which breach or recall was initiated, oldest first
    """

    failures: Failures | None
    warnings: Sequence[Warned]
    breached_on: Sequence[date]


@dataclass(frozen=True, kw_only=True)
class PastOrder:
    event: Event
    disposal: Disposal | None
    ended_on: date | None
    breaches: int


@dataclass(frozen=True, kw_only=True)
class Sentences:
    """The running sentences, each with how it goes, and those that ended; newest first."""

    running: Sequence[tuple[SentenceCard, Compliance]]
    past: Sequence[PastOrder]


def sentences_of(person: Person, *, today: date, stays: Sequence[Custody]) -> Sentences:
    """Costs 2 queries: events, and the requirements of the running sentences. `stays`: as in `cards_of`."""
    rows = listed(_events_with_contacts(person.pk))
    running = [row for row in rows if row.ended_on is None]
    return Sentences(
        running=[(card, _compliance(card.event)) for card in cards_of(running, today=today, stays=stays)],
        past=[_past(row) for row in rows if row.ended_on is not None],
    )


@built_once
def _events_with_contacts(person_id: int) -> QuerySet[Event]:
    return events_of(person_id).annotate(contacts_that_count=_contacts_that_count())


def _contacts_that_count() -> ArraySubquery:
    failed = Q(is_national_standards=True, complied=False)
    counts = failed | Q(type__code__in=_BREACH_TYPES) | Q(enforcement_action__code__in=_WARNINGS)
    rows: QuerySet[Contact] = Contact.objects.filter(counts, event=OuterRef("pk"), removed_at=None)
    facts = JSONObject(
        on="on",
        type_code="type__code",
        is_national_standards="is_national_standards",
        outcome_id="outcome_id",
        complied="complied",
        action="enforcement_action__code",
        action_words="enforcement_action__words",
    )
    return ArraySubquery(rows.order_by("on", "pk").values(json=facts))


def _compliance(event: Event) -> Compliance:
    rows = [
        EventContact(
            date.fromisoformat(row["on"]),
            row["type_code"],
            row["is_national_standards"],
            row["outcome_id"],
            row["complied"],
        )
        for row in event.contacts_that_count
    ]
    return Compliance(
        failures=failures_among(rows, event.sentence) if event.sentence else None,
        warnings=[
            Warned(row["action_words"], date.fromisoformat(row["on"]))
            for row in event.contacts_that_count
            if row["action"] in _WARNINGS
        ],
        breached_on=[row.on for row in rows if row.type_code == ContactTypeCode.BREACH_INITIATED],
    )


def _past(event: Event) -> PastOrder:
    breaches = len(_compliance(event).breached_on)
    return PastOrder(
        event=event,
        disposal=event.sentence,
        ended_on=(ends_on(event.sentence) if event.sentence else None) or event.ended_on,
        breaches=max(breaches, 1) if event.in_breach or event.breach_ended_on else breaches,
    )
