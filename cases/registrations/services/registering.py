"""Adds an entry to a risk register, and ends one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.allocations.queries.holders import holder_of
from cases.models import Person, Registration, RegistrationType
from cases.people.services.locking import lock_person
from cases.people.services.notes import append_note
from cases.registrations import queries
from cases.registrations.rules import registers as rules
from cases.registrations.services.parts import (
    enter_contacts,
    level_of,
    lock_registration,
    publish_changed,
    refuse_ended,
)
from cases.registrations.services.reviews import close_review, open_review
from core import versions
from core.clock import day_of
from core.errors import RuleBroken
from core.models.bases import stamps
from core.words import say

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True, kw_only=True)
class RegistrationDetails:
    """An entry in a register as somebody wants it: code lists by code, everything else by key.

    team_id, staff_id   who registers; None for the holder of the case
    next_review_on      None for the day that the type gives
    """

    type: str
    registered_on: date
    team_id: int | None = None
    staff_id: int | None = None
    level: str = ""
    category: str = ""
    next_review_on: date | None = None
    notes: str = ""


@transaction.atomic
def add_registration(
    person_id: int, details: RegistrationDetails, *, by: "User | None", at: datetime
) -> Registration:
    """Registers the person and ends the open registrations that the new one replaces.

    raises   RulesBroken
    """
    person = lock_person(person_id)
    type = _type(details.type)
    plan = rules.plan_registration(
        type,
        on=details.registered_on,
        today=day_of(at),
        open_now=queries.open_registrations_of(person_id),
        next_review_on=details.next_review_on,
        level=details.level or None,
        category=details.category or None,
    )
    staff_id, team_id = _post(person_id, details)
    level = level_of(type, "level", details.level)
    category = level_of(type, "category", details.category)
    why = say(plan.ends_note) if plan.ends_note else ""
    for ended in Registration.objects.select_for_update(of=("self",)).filter(pk__in=plan.ends).order_by("pk"):
        _end(ended, person, on=max(details.registered_on, ended.registered_on), notes=why, by=by, at=at)
    registration = Registration.objects.create(
        person=person,
        type=type,
        registered_on=details.registered_on,
        team_id=team_id,
        staff_id=staff_id,
        level=level,
        category=category,
        next_review_on=plan.next_review_on,
        **stamps(by=by, at=at),
    )
    append_note(registration, details.notes, by=by, at=at)
    contacts = enter_contacts(plan.contacts, registration, by, at)
    if plan.next_review_on:
        open_review(registration, plan.next_review_on, contacts[-1], by, at)
    publish_changed(registration, person, act="registration-added", by=by, at=at)
    return registration


@transaction.atomic
def end_registration(
    registration_id: int,
    *,
    on: date,
    by: "User | None",
    at: datetime,
    notes: str = "",
    version: int | None = None,
    at_review: bool = False,
) -> Registration:
    """Ends a registration and clears its next review.

    notes       why it ends
    at_review   it ends at a review, held on that day: the notes are its findings too
    raises      RuleBroken, StaleVersion
    """
    person, registration = lock_registration(registration_id)
    refuse_ended(registration)
    findings = notes if at_review else ""
    _end(registration, person, on=on, notes=notes, by=by, at=at, version=version, findings=findings)
    return registration


def _end(
    registration: Registration,
    person: Person,
    *,
    on: date,
    notes: str,
    by: "User | None",
    at: datetime,
    version: int | None = None,
    findings: str = "",
) -> None:
    contacts = rules.plan_deregistration(registration, on=on, today=day_of(at))
    changes = {"deregistered_on": on, "next_review_on": None}
    versions.save_changes(registration, changes, version=version, by=by, at=at)
    append_note(registration, notes, by=by, at=at, is_end_reason=True)
    close_review(registration, on, by, at, findings)
    enter_contacts(contacts, registration, by, at)
    publish_changed(registration, person, act="registration-ended", by=by, at=at)


def _post(person_id: int, details: RegistrationDetails) -> tuple[int, int]:
    """Keys of the officer and team who register: those in the details, else the holder of the case."""
    if details.staff_id and details.team_id:
        return details.staff_id, details.team_id
    holder = holder_of(person_id)
    return holder.staff_id, holder.team_id


def _type(code: str) -> RegistrationType:
    found = RegistrationType.objects.select_related("flag").filter(code=str(code)).first()
    if found is None:
        raise RuleBroken("NO_SUCH_TYPE", "Select a registration type", "type")
    return found
