"""The factories' traits mean what they say."""

import pytest

from cases.tests.factories import ContactFactory, PersonFactory
from core.tests.factories import StaffFactory

pytestmark = pytest.mark.django_db


def test_a_person_on_licence_was_released_from_custody():
    person = PersonFactory(on_licence=True)

    custody = person.events.get().disposals.get().custodies.get()
    assert custody.status.code == "B"
    assert custody.released_on is not None


def test_a_person_on_a_community_order_has_a_main_offence():
    person = PersonFactory(community_order=True)

    assert not person.events.get().disposals.get().is_custodial
    assert person.events.get().offences.get().is_main


def test_a_person_may_be_allocated_to_somebody_chosen():
    staff = StaffFactory()

    person = PersonFactory(allocated=True, allocation__staff=staff)

    assert person.allocations.get().staff == staff


def test_an_absence_is_an_appointment_with_an_outcome():
    contact = ContactFactory(absent=True)

    assert contact.is_appointment
    assert (contact.attended, contact.complied) == (False, False)


def test_a_restricted_person_has_an_entry_for_somebody_else(practitioner):
    person = PersonFactory(restricted=True)

    entry = person.limited_access.get()
    assert entry.kind == "RESTRICTION"
    assert entry.user != practitioner
