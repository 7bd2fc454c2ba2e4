"""Adds, reviews and ends entries in the risk registers, and keeps the RoSH level on the person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.allocations.queries.holders import holder_of
from cases.codes import ROSH_REGISTERS, DeadlineRule, RegisterCode, RegisterLevel
from cases.contacts.services.details import ContactDetails, worded
from cases.contacts.services.entering import enter_contact
from cases.contacts.services.removing import withdraw_contact
from cases.deadlines import services as deadlines
from cases.models import (
    Person,
    Registration,
    RegistrationLevel,
    RegistrationReview,
    RegistrationType,
)
from cases.notices import RegistrationChanged
from cases.people.services.locking import lock_person
from cases.people.services.notes import append_note
from cases.registrations import queries
from cases.registrations.rules import registers as rules
from cases.registrations.rules.assessed_risks import Step, step_after_assessment
from core import audit, outbox, versions
from core.clock import day_of
from core.errors import RuleBroken
from core.models.bases import stamps
from core.words import say

if TYPE_CHECKING:
    from core.models import User

REVIEW = DeadlineRule.REGISTRATION_REVIEW
BEFORE_REVIEW = "The registration ended before this review"
#: RoSH register -> what the person's column and the banner show
ROSH_LEVELS = {
    RegisterCode.ROSH_VERY_HIGH: "VERY_HIGH",
    RegisterCode.ROSH_HIGH: "HIGH",
    RegisterCode.ROSH_MEDIUM: "MEDIUM",
    RegisterCode.ROSH_LOW: "LOW",
}


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
    why = say(plan.ends_note) if plan.ends_note else ""
    for ended in Registration.objects.select_for_update(of=("self",)).filter(pk__in=plan.ends).order_by("pk"):
        _end(ended, person, on=max(details.registered_on, ended.registered_on), notes=why, by=by, at=at)
    staff_id, team_id = _post(person_id, details)
    registration = Registration.objects.create(
        person=person,
        type=type,
        registered_on=details.registered_on,
        team_id=team_id,
        staff_id=staff_id,
        level=_level(type, "level", details.level),
        category=_level(type, "category", details.category),
        next_review_on=plan.next_review_on,
        **stamps(by=by, at=at),
    )
    append_note(registration, details.notes, by=by, at=at)
    contacts = _write(plan.contacts, registration, by, at)
    if plan.next_review_on:
        _open_review(registration, plan.next_review_on, contacts[-1], by, at)
    _changed(registration, person, "registration-added", by, at)
    return registration


@transaction.atomic
def review_registration(
    registration_id: int,
    *,
    reviewed_on: date,
    by: "User | None",
    at: datetime,
    level: str = "",
    category: str = "",
    next_review_on: date | None = None,
    notes: str = "",
    version: int | None = None,
) -> Registration:
    """Completes the open review and opens the next. Level and category may change; the date does not.

    raises   RulesBroken, StaleVersion
    """
    person, registration = _lock(registration_id)
    _refuse_ended(registration)
    if reviewed_on > day_of(at):
        raise RuleBroken("REVIEWED_IN_FUTURE", "Review date must be today or in the past", "reviewed_on")
    plan = rules.plan_review(
        registration,
        on=reviewed_on,
        level=level or None,
        category=category or None,
        next_review_on=next_review_on,
    )
    chosen = {
        "level": _level(registration.type, "level", level),
        "category": _level(registration.type, "category", category),
    }
    changes = {**chosen, "next_review_on": plan.next_review_on}
    versions.save_changes(registration, changes, version=version, by=by, at=at)
    _complete_review(registration, reviewed_on, notes, chosen, by, at)
    contacts = _write(plan.contacts, registration, by, at)
    if plan.next_review_on:
        _open_review(registration, plan.next_review_on, contacts[-1], by, at)
    _changed(registration, person, "registration-reviewed", by, at)
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
) -> Registration:
    """Ends a registration and clears its next review.

    notes    why it ends
    raises   RuleBroken, StaleVersion
    """
    person, registration = _lock(registration_id)
    _refuse_ended(registration)
    _end(registration, person, on=on, notes=notes, by=by, at=at, version=version)
    return registration


@transaction.atomic
def keep_rosh(person_id: int, *, register: str, on: date, by: "User | None", at: datetime) -> Registration:
    """Sees that the RoSH register of an assessment is open and returns its registration.

    One that is open already stays as it is. Otherwise it is added, and any other RoSH registration ends.
    """
    row = queries.open_registrations_of(person_id).filter(type__code=str(register)).first()
    if row is not None:
        return row
    return add_registration(person_id, RegistrationDetails(type=register, registered_on=on), by=by, at=at)


@transaction.atomic
def keep_risks_to(
    person_id: int,
    levels: Mapping[RegisterCode, RegisterLevel],
    *,
    on: date,
    by: "User | None",
    at: datetime,
) -> None:
    """Brings the risk-to registrations in line with an assessment: low ends one, others add or review it.

    levels   of the registers that the assessment answered; the others stay as they were
    """
    open_now = {row.type.code: row for row in queries.open_registrations_of(person_id)}
    for register, assessed in levels.items():
        row = open_now.get(register.value)
        code = row.level.code if row is not None and row.level else ""
        registered = next((level for level in RegisterLevel if level.value == code), None)
        found = step_after_assessment(
            register, assessed=assessed, registered=registered, is_open=row is not None
        )
        notes = say(found.note) if found.note else ""
        if found.step is Step.ADD:
            details = RegistrationDetails(
                type=register.value, registered_on=on, level=assessed.value, notes=notes
            )
            add_registration(person_id, details, by=by, at=at)
        elif found.step is Step.END and row is not None:
            end_registration(row.pk, on=on, notes=notes, by=by, at=at)
        elif found.step is Step.UPDATE and row is not None:
            review_registration(
                row.pk,
                reviewed_on=on,
                level=assessed.value,
                category=row.category.code if row.category else "",
                notes=notes,
                by=by,
                at=at,
            )


# --- parts ------------------------------------------------------------------------------------------------


def _lock(registration_id: int) -> tuple[Person, Registration]:
    """Locks the person first, so that two acts on one person wait for each other; then the registration."""
    person_id = Registration.objects.values_list("person_id", flat=True).get(pk=registration_id)
    person = lock_person(person_id)
    row = (
        Registration.objects.select_for_update(of=("self",), no_key=True)
        .select_related("type__flag", "level", "category")
        .get(pk=registration_id, removed_at=None)
    )
    return person, row


def _post(person_id: int, details: RegistrationDetails) -> tuple[int, int]:
    """Keys of the officer and team who register: those in the details, else the holder of the case."""
    if details.staff_id and details.team_id:
        return details.staff_id, details.team_id
    holder = holder_of(person_id)
    return holder.staff_id, holder.team_id


def _refuse_ended(registration: Registration) -> None:
    if registration.deregistered_on:
        raise RuleBroken("ENDED_ALREADY", "This registration has ended: it can be read but not changed")


def _type(code: str) -> RegistrationType:
    found = RegistrationType.objects.select_related("flag").filter(code=str(code)).first()
    if found is None:
        raise RuleBroken("NO_SUCH_TYPE", "Select a registration type", "type")
    return found


def _level(type: RegistrationType, kind: str, code: str) -> RegistrationLevel | None:
    if not code:
        return None
    found = queries.levels_of(type, kind).filter(code=code).first()
    if found is None:
        raise RuleBroken(f"NO_SUCH_{kind.upper()}", f"Select a {kind} that this type records", kind)
    return found


def _about(registration: Registration) -> str:
    return f"cases.registration:{registration.pk}"


def _write(
    contacts: tuple[rules.ContactToWrite, ...], registration: Registration, by: "User | None", at: datetime
) -> list[int]:
    """Enters the contacts; returns their keys in the same order."""
    keys = []
    for contact in contacts:
        details = ContactDetails(
            type=contact.type,
            on=contact.on,
            staff_id=registration.staff_id,
            team_id=registration.team_id,
            **worded(say(contact.note)),
        )
        keys.append(enter_contact(registration.person_id, details, is_system=True, by=by, at=at).pk)
    return keys


def _open_review(
    registration: Registration, due_on: date, contact_id: int, by: "User | None", at: datetime
) -> None:
    RegistrationReview.objects.create(
        registration=registration,
        due_on=due_on,
        contact_id=contact_id,
        **stamps(by=by, at=at),
    )
    deadlines.set_deadline(
        registration.person_id,
        deadlines.Due(
            kind=REVIEW.value,
            about=_about(registration),
            words=f"Review {registration.type.words}",
            rule=REVIEW.value,
            due_on=due_on,
            began_at=at,
            staff_id=registration.staff_id,
            team_id=registration.team_id,
        ),
        by=by,
        at=at,
    )


def _complete_review(
    registration: Registration,
    on: date,
    notes: str,
    chosen: dict[str, RegistrationLevel | None],
    by: "User | None",
    at: datetime,
) -> None:
    RegistrationReview.objects.filter(registration=registration, reviewed_on=None).update(
        reviewed_on=on,
        team_id=registration.team_id,
        staff_id=registration.staff_id,
        notes=notes,
        updated_at=at,
        updated_by=by,
        **chosen,
    )
    deadlines.meet_deadline(kind=REVIEW.value, about=_about(registration), met_at=at, by=by, at=at)


def _end(
    registration: Registration,
    person: Person,
    *,
    on: date,
    notes: str,
    by: "User | None",
    at: datetime,
    version: int | None = None,
) -> None:
    contacts = rules.plan_deregistration(registration, on=on, today=day_of(at))
    changes = {"deregistered_on": on, "next_review_on": None}
    versions.save_changes(registration, changes, version=version, by=by, at=at)
    append_note(registration, notes, by=by, at=at, is_end_reason=True)
    _close_review(registration, on, by, at)
    _write(contacts, registration, by, at)
    _changed(registration, person, "registration-ended", by, at)


def _close_review(registration: Registration, on: date, by: "User | None", at: datetime) -> None:
    """Deletes or completes the open review; takes back the contact that announced it for after the end."""
    review = queries.open_review_of(registration.pk)
    if review is not None:
        touched = bool(review.notes or review.level_id or review.category_id)
        if rules.fate_of_open_review(touched=touched) is rules.OpenReviewFate.COMPLETED:
            review.reviewed_on, review.updated_at, review.updated_by = on, at, by
            review.save(update_fields=["reviewed_on", "updated_at", "updated_by"])
        else:
            review.delete()
        announced = review.contact
        if announced is not None and announced.on > on and announced.removed_at is None:
            withdraw_contact(announced.pk, because=BEFORE_REVIEW, by=by, at=at)
    deadlines.cancel_deadline(
        kind=REVIEW.value, about=_about(registration), because="Registration ended", by=by, at=at
    )


def _changed(registration: Registration, person: Person, act: str, by: "User | None", at: datetime) -> None:
    """What follows any change: sets the person's RoSH level, audits the act and publishes the notice."""
    code = registration.type.code
    if code in ROSH_REGISTERS:
        open_now = set(queries.open_registrations_of(person.pk).values_list("type__code", flat=True))
        level = next((level for register, level in ROSH_LEVELS.items() if register.value in open_now), "")
        Person.objects.filter(pk=person.pk).exclude(rosh_level=level).update(rosh_level=level)
    audit.record(act, on=registration, crn=person.crn, by=by, at=at, register=code)
    outbox.publish(RegistrationChanged(person_id=person.pk, crn=person.crn, register=code), by=by)
