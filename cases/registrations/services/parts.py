"""What every act on a registration does: lock it, enter its contacts, tell of its change."""

from datetime import datetime
from typing import TYPE_CHECKING

from cases.codes import ROSH_REGISTERS, RegisterCode
from cases.contacts.services.details import ContactDetails, worded
from cases.contacts.services.entering import enter_contact
from cases.models import Person, Registration, RegistrationLevel, RegistrationType
from cases.notices import RegistrationChanged
from cases.people.services.locking import lock_person
from cases.registrations import queries
from cases.registrations.rules import registers as rules
from core import audit, outbox
from core.errors import RuleBroken
from core.words import say

if TYPE_CHECKING:
    from core.models import User

#: RoSH register -> what the person's column and the banner show
ROSH_LEVELS = {
    RegisterCode.ROSH_VERY_HIGH: "VERY_HIGH",
    RegisterCode.ROSH_HIGH: "HIGH",
    RegisterCode.ROSH_MEDIUM: "MEDIUM",
    RegisterCode.ROSH_LOW: "LOW",
}


def lock_registration(registration_id: int) -> tuple[Person, Registration]:
    """Locks the person first, so that two acts on one person wait for each other; then the registration."""
    person_id = Registration.objects.values_list("person_id", flat=True).get(pk=registration_id)
    person = lock_person(person_id)
    row = (
        Registration.objects.select_for_update(of=("self",), no_key=True)
        .select_related("type__flag", "level", "category")
        .get(pk=registration_id, removed_at=None)
    )
    return person, row


def refuse_ended(registration: Registration) -> None:
    """A registration that has ended can be read but not changed.

    raises   RuleBroken ENDED_ALREADY
    """
    if registration.deregistered_on:
        raise RuleBroken("ENDED_ALREADY", "This registration has ended: it can be read but not changed")


def level_of(type: RegistrationType, kind: str, code: str) -> RegistrationLevel | None:
    """The level or category that the type records under the code; None for "".

    kind     "level" or "category"
    raises   RuleBroken NO_SUCH_LEVEL, NO_SUCH_CATEGORY
    """
    if not code:
        return None
    found = queries.levels_of(type, kind).filter(code=code).first()
    if found is None:
        raise RuleBroken(f"NO_SUCH_{kind.upper()}", f"Select a {kind} that this type records", kind)
    return found


def enter_contacts(
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


def publish_changed(
    registration: Registration, person: Person, *, act: str, by: "User | None", at: datetime
) -> None:
    """What follows any change: sets the person's RoSH level, audits the act and publishes the notice."""
    code = registration.type.code
    if code in ROSH_REGISTERS:
        rows = queries.open_registrations_of(person.pk).values_list("type__code", "registered_on")
        open_now = dict(rows)
        found = ((level, open_now[code]) for code, level in ROSH_LEVELS.items() if code.value in open_now)
        level, since = next(found, ("", None))
        same = Person.objects.filter(pk=person.pk).exclude(rosh_level=level, rosh_registered_on=since)
        same.update(rosh_level=level, rosh_registered_on=since)
    audit.record(act, on=registration, crn=person.crn, by=by, at=at, register=code)
    outbox.publish(RegistrationChanged(person_id=person.pk, crn=person.crn, register=code), by=by)
