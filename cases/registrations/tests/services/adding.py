"""What the tests of registrations share: add one, and read the person's contacts."""

from datetime import date

from cases.models import Contact
from cases.registrations.services.registering import RegistrationDetails, add_registration
from core import clock

TODAY = date(2026, 3, 2)


def add(person, code, by, **more):
    more.setdefault("registered_on", TODAY)
    return add_registration(person.pk, RegistrationDetails(type=code, **more), by=by, at=clock.now())


def contacts_of(person):
    return sorted(Contact.objects.filter(person=person, removed_at=None).values_list("type__code", "on"))
