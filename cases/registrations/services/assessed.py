"""Brings the registers in line with an assessment: its RoSH level and its risks to others."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.codes import RegisterCode, RegisterLevel
from cases.models import Person, Registration
from cases.registrations import queries
from cases.registrations.rules.assessed_risks import Step, step_after_assessment
from cases.registrations.services.parts import ROSH_LEVELS
from cases.registrations.services.registering import RegistrationDetails, add_registration, end_registration
from cases.registrations.services.reviews import ReviewDetails, review_registration
from core.words import say

if TYPE_CHECKING:
    from core.models import User


@transaction.atomic
def keep_rosh(person_id: int, *, register: str, on: date, by: "User | None", at: datetime) -> Registration:
    """Notes the level of a completed RoSH summary, sees that its register is open; returns the registration.

    One that is open already stays as it is. Otherwise it is added, and any other RoSH registration ends.
    on   day of the completion
    """
    level = ROSH_LEVELS[RegisterCode(register)]
    Person.objects.filter(pk=person_id).update(rosh_assessed_level=level, rosh_assessed_on=on)
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
            category = row.category.code if row.category else ""
            review = ReviewDetails(reviewed_on=on, level=assessed.value, category=category, notes=notes)
            review_registration(row.pk, review, by=by, at=at)
