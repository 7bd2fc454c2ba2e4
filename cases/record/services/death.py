"""Writes what a date of death means for the record: enters a contact, cancels open appointments."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.codes import ContactTypeCode
from cases.contacts.queries.appointments import open_appointments
from cases.contacts.services.appointments import cancel_appointment
from cases.contacts.services.details import ContactDetails
from cases.contacts.services.entering import enter_contact
from cases.contacts.services.removing import withdraw_contact
from cases.models import Contact, Person
from cases.people.queries.custody import present_custody
from cases.record import rules
from core import clock
from core.errors import NeedsConfirming, RuleBroken

if TYPE_CHECKING:
    from core.models import User

BECAUSE = "The person has died"
CORRECTED = "The date of death was corrected"
DEATHS = (ContactTypeCode.DIED.value, ContactTypeCode.DIED_IN_CUSTODY.value)


def judge_death(
    person: Person, died_on: date, *, born_on: date, confirmed: bool, today: date
) -> rules.DeathEffect:
    """Checks a date of death and says what it writes.

    raises   RuleBroken; unless `confirmed`, NeedsConfirming with the number of appointments to cancel
    """
    in_custody = present_custody().filter(disposal__event__person=person).exists()
    try:
        return rules.record_death(
            died_on,
            born_on=born_on,
            today=today,
            in_custody=in_custody,
            open_appointments=open_appointments(person, today=today).count(),
            confirmed=confirmed,
        )
    except RuleBroken as broken:
        if broken.code == "CONFIRM_DEATH":
            raise NeedsConfirming([broken]) from broken
        raise


@transaction.atomic
def enter_death(
    person: Person, effect: rules.DeathEffect, *, died_on: date, by: "User", at: datetime
) -> None:
    """Enters the contact, in place of one with another date, and cancels the appointments still to come."""
    take_back_death(person, by=by, at=at)
    for appointment in open_appointments(person, today=clock.day_of(at)):
        cancel_appointment(appointment.pk, asked_by_person=False, because=BECAUSE, version=None, by=by, at=at)
    details = ContactDetails(type=effect.contact_type.value, on=died_on, description=BECAUSE)
    enter_contact(person.pk, details, is_system=True, by=by, at=at)


@transaction.atomic
def take_back_death(person: Person, *, by: "User", at: datetime) -> None:
    """Takes back the contact about a death whose date was wrong, or that was entered by mistake."""
    entered = Contact.objects.filter(
        person=person, type__code__in=DEATHS, is_system=True, removed_at=None
    ).order_by("pk")
    for contact in entered:
        withdraw_contact(contact.pk, because=CORRECTED, by=by, at=at)
