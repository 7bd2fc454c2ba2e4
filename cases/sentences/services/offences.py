"""Adds and removes the offences of an event, and the sanctions of a person, which the predictors count."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.models import Event, EventOffence, Offence, Person, Sanction
from cases.notices import PersonDetailsChanged, SentenceChanged
from cases.people.services.locking import lock_person
from cases.people.services.rows import lock_part, mark_removed
from core import audit, outbox
from core.clock import day_of
from core.errors import RuleBroken, judge_all
from core.models.bases import may_be_chosen, stamps

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def add_offence(
    event_id: int,
    *,
    offence_code: str,
    by: "User | None",
    at: datetime,
    is_main: bool = False,
    committed_on: date | None = None,
    count: int = 1,
) -> EventOffence:
    """Adds an offence to an event. The first one is the main offence; a later main one replaces it as such.

    raises   RuleBroken for an unknown code or an offence in the future
    """
    event = _lock_event(event_id)
    judge_all(
        lambda: _offence(offence_code),
        lambda: _check_committed(committed_on, today=day_of(at)),
    )
    offence = _offence(offence_code)
    main = EventOffence.objects.filter(event=event, is_main=True, removed_at=None)
    takes_over = is_main or not main.exists()
    if takes_over:
        main.update(is_main=False, updated_at=at, updated_by=by)
    row = EventOffence.objects.create(
        event=event,
        offence=offence,
        is_main=takes_over,
        committed_on=committed_on,
        count=count,
        **stamps(by=by, at=at),
    )
    _record_change("offence-added", row, event, by, at)
    return row


@transaction.atomic
def set_main_offence(event_offence_id: int, *, by: "User | None", at: datetime) -> EventOffence:
    """Makes one of an event's offences its main offence.

    raises   RuleBroken GONE when somebody has removed it
    """
    event = _lock_event(EventOffence.objects.values_list("event_id", flat=True).get(pk=event_offence_id))
    row = EventOffence.objects.filter(pk=event_offence_id, removed_at=None).first()
    if row is None:
        raise RuleBroken("GONE", "Someone has removed this since you opened it")
    if not row.is_main:
        EventOffence.objects.filter(event=event, is_main=True, removed_at=None).update(
            is_main=False, updated_at=at, updated_by=by
        )
        row.is_main, row.updated_at, row.updated_by = True, at, by
        row.save(update_fields=["is_main", "updated_at", "updated_by"])
        _record_change("main-offence-set", row, event, by, at)
    return row


@transaction.atomic
def add_sanction(
    person_id: int,
    *,
    sanctioned_on: date,
    kind: str,
    by: "User | None",
    at: datetime,
    offence_code: str = "",
    event_id: int | None = None,
) -> Sanction:
    """Adds one occasion of caution or conviction. Offences dealt with together are one sanction.

    raises   RuleBroken when the day is in the future or before birth, or the occasion is entered already
    """
    person = lock_person(person_id)
    judge_all(
        lambda: _check_sanction(person, sanctioned_on, kind, today=day_of(at)),
        lambda: offence_code and _offence(offence_code),
    )
    row = Sanction.objects.create(
        person=person,
        sanctioned_on=sanctioned_on,
        kind=kind,
        offence=_offence(offence_code) if offence_code else None,
        event_id=event_id,
        **stamps(by=by, at=at),
    )
    audit.record("sanction-added", on=row, crn=person.crn, by=by, at=at)
    outbox.publish(PersonDetailsChanged(person_id=person.pk, crn=person.crn, fields=("sanctions",)), by=by)
    return row


def _lock_event(event_id: int) -> Event:
    """The event with its person, locked after the person."""
    person = lock_person(Event.objects.values_list("person_id", flat=True).get(pk=event_id))
    event = Event.objects.select_for_update(of=("self",)).get(pk=event_id)
    event.person = person
    return event


def _check_committed(committed_on: date | None, *, today: date) -> None:
    if committed_on and committed_on > today:
        words = "Date of offence must be today or in the past"
        raise RuleBroken("COMMITTED_IN_FUTURE", words, "committed_on")


def _check_sanction(person: Person, on: date, kind: str, *, today: date) -> None:
    if on > today:
        raise RuleBroken("SANCTION_IN_FUTURE", "Date must be today or in the past", "sanctioned_on")
    if on <= person.born_on:
        raise RuleBroken("SANCTION_BEFORE_BIRTH", "Date must be after the date of birth", "sanctioned_on")
    if Sanction.objects.filter(person=person, sanctioned_on=on, kind=kind, removed_at=None).exists():
        words = "This occasion is on the record already. Offences dealt with together count once"
        raise RuleBroken("SANCTION_ENTERED", words, "sanctioned_on")


def _offence(code: str) -> Offence:
    found = Offence.objects.filter(may_be_chosen(), code=code).first()
    if found is None:
        raise RuleBroken("NO_SUCH_OFFENCE", "Select an offence from the list", "offence_code")
    return found


def _record_change(act: str, row: EventOffence, event: Event, by: "User | None", at: datetime) -> None:
    """Audits the act and publishes SentenceChanged."""
    person = event.person
    audit.record(act, on=row, crn=person.crn, by=by, at=at)
    outbox.publish(SentenceChanged(person_id=person.pk, crn=person.crn, event_id=event.pk), by=by)


@transaction.atomic
def remove_offence(
    event_offence_id: int,
    *,
    person_id: int,
    because: str,
    version: int | None,
    by: "User",
    at: datetime,
) -> None:
    """Marks an additional offence removed. The main offence is never removed, only replaced by another.

    raises   StaleVersion; RuleBroken MAIN_OFFENCE
    """
    lock_person(person_id)
    row = lock_part(EventOffence, event_offence_id, event__person_id=person_id)
    if row.is_main:
        raise RuleBroken("MAIN_OFFENCE", "Make another offence the main one first", "because")
    mark_removed(row, because=because, version=version, by=by, at=at)
    _record_change("offence-removed", row, row.event, by, at)


@transaction.atomic
def remove_sanction(
    sanction_id: int,
    *,
    person_id: int,
    because: str,
    version: int | None,
    by: "User",
    at: datetime,
) -> None:
    person = lock_person(person_id)
    row = lock_part(Sanction, sanction_id, person_id=person_id)
    mark_removed(row, because=because, version=version, by=by, at=at)
    audit.record("sanction-removed", on=row, by=by, at=at)
    outbox.publish(PersonDetailsChanged(person_id=person.pk, crn=person.crn, fields=("sanctions",)), by=by)
