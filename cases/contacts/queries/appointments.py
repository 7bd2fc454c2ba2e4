"""Appointments of a person: their two tables, the overview, the model for a new one."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from cases.contacts.queries.log import of_person
from cases.contacts.queries.waiting import later_than, still_to_come
from cases.models import Contact, ContactNote, Person
from core.built_once import built_once
from core.clock import day_of, time_of
from core.keys import keys_of

LAST_SHOWN = 12
WITHOUT_OUTCOME_SHOWN = 5
COMING_SHOWN = 6


class PastAppointment(NamedTuple):
    """How an appointment went. outcome_words: None while no outcome is recorded."""

    on: date
    type_words: str
    outcome_words: str | None
    attended: bool | None
    complied: bool | None


def past_appointment(contact: Contact) -> PastAppointment:
    """No query where type and outcome are loaded."""
    words = contact.outcome.words if contact.outcome else None
    return PastAppointment(contact.on, contact.type.words, words, contact.attended, contact.complied)


@dataclass(frozen=True, kw_only=True)
class Glance:
    """The contacts of the overview, each list oldest first.

    before           the last 12 appointments before today
    coming           the next 6 appointments still to come
    without          the 5 oldest appointments without an outcome
    awaited          contacts whose enforcement waits for an answer, by the day to give it
    last_contact     the newest entry of the past that is no appointment without an outcome, with `note`:
                     the text of its newest note, or None
    """

    before: list[Contact]
    coming: list[Contact]
    without: list[Contact]
    awaited: list[Contact]
    last_contact: Contact | None


def at_a_glance(person: Person, *, at: datetime) -> Glance:
    """What the overview shows of the contacts. 1 query."""
    today = day_of(at)
    return _glance(_shown(person.pk, today, time_of(at)), today)


@built_once
def _shown(person_id: int, today: date, now: time) -> QuerySet[Contact]:
    mine = Contact.objects.filter(person_id=person_id, removed_at=None)
    booked = mine.filter(is_appointment=True)
    past, ahead = booked.filter(on__lt=today), booked.filter(later_than(today, now), outcome=None)
    lacking = past.filter(outcome=None)
    done = mine.filter(is_system=False, on__lte=today).exclude(is_appointment=True, outcome=None)
    waiting = mine.filter(enforcement_open=True, respond_by_on__isnull=False)
    notes = ContactNote.objects.filter(contact=OuterRef("pk")).order_by("-created_at", "-pk")
    return (
        Contact.objects.filter(
            pk__among=keys_of(
                _first(past.order_by("-on", "-pk"), LAST_SHOWN),
                _first(ahead.order_by("on", "start_time", "pk"), COMING_SHOWN),
                _first(lacking.order_by("on", "pk"), WITHOUT_OUTCOME_SHOWN),
                _first(waiting.order_by("respond_by_on", "pk"), WITHOUT_OUTCOME_SHOWN),
                _first(done.order_by("-on", "-pk"), 1),
            )
        )
        .annotate(note=Subquery(notes.values("text")[:1]))
        .select_related("type", "outcome", "office", "staff", "enforcement_action")
        .order_by("on", "start_time", "pk")
    )


def _glance(found: list[Contact], today: date) -> Glance:
    booked = [row for row in found if row.is_appointment]
    before = [row for row in booked if row.on < today]
    done = [row for row in found if _is_done(row, today)]
    waiting = [row for row in found if row.enforcement_open and row.respond_by_on]
    return Glance(
        before=before[-LAST_SHOWN:],
        coming=[row for row in booked if row.on >= today and row.outcome_id is None],
        without=[row for row in before if row.outcome_id is None][:WITHOUT_OUTCOME_SHOWN],
        awaited=sorted(waiting, key=lambda row: (row.respond_by_on, row.pk)),
        last_contact=max(done, key=lambda row: (row.on, row.pk), default=None),
    )


def _is_done(row: Contact, today: date) -> bool:
    return not row.is_system and row.on <= today and not (row.is_appointment and row.outcome_id is None)


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
