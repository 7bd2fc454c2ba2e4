"""The acts of every wing refuse a record that was removed or merged away."""

from datetime import date

import pytest

from cases.codes import LimitedAccessKind
from cases.contacts.services.details import ContactDetails
from cases.contacts.services.recording import record_contact
from cases.models import Person
from cases.people.services.limited_access import limit_access
from cases.people.services.notes import add_note
from cases.registrations.services.registering import RegistrationDetails, add_registration, end_registration
from cases.sentences.services.offences import add_offence, add_sanction
from cases.tests.factories import EventFactory, PersonFactory, RegistrationFactory
from core import clock
from core.errors import RuleBroken

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 2)


def remove(person):
    Person.objects.filter(pk=person.pk).update(removed_at=clock.now(), removed_because="Entered twice")


def merge(person):
    Person.objects.filter(pk=person.pk).update(merged_into=PersonFactory())


ACTS = {
    "a note": lambda person, who: add_note(person.pk, text="Seen", **who),
    "a contact": lambda person, who: record_contact(person.pk, ContactDetails(type="CHVS", on=MARCH), **who),
    "a registration": lambda person, who: add_registration(
        person.pk, RegistrationDetails(type="RHRH", registered_on=MARCH), **who
    ),
    "the end of a registration": lambda person, who: end_registration(
        person.registrations.get().pk, on=MARCH, **who
    ),
    "an offence": lambda person, who: add_offence(person.events.get().pk, offence_code="00100", **who),
    "a sanction": lambda person, who: add_sanction(person.pk, sanctioned_on=MARCH, kind="CONVICTION", **who),
    "a limit": lambda person, who: limit_access(
        person.pk,
        kind=LimitedAccessKind.EXCLUSION,
        users=[who["by"]],
        reason_id=None,
        message="",
        confirmed=(),
        **who,
    ),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(("ending", "code"), [(remove, "PERSON_REMOVED"), (merge, "PERSON_MERGED")])
def test_every_act_refuses_a_record_that_does_not_stand(act, ending, code, frozen_day, practitioner):
    person = PersonFactory(allocated=True)
    EventFactory(person=person)
    RegistrationFactory(person=person, registered_on=MARCH)
    ending(person)

    with pytest.raises(RuleBroken) as refused:
        ACTS[act](person, {"by": practitioner, "at": clock.now()})

    assert refused.value.code == code
