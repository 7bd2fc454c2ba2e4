"""Personal contacts."""

import pytest

from cases.models import PersonalContact
from cases.people.services import personal_contacts
from cases.people.services.personal_contacts import PersonalContactDetails
from core import clock
from core.errors import RuleBroken

pytestmark = pytest.mark.django_db


def test_an_emergency_contact_needs_a_number(person, act):
    details = PersonalContactDetails(
        relationship_type="FM01",
        relationship="Sister",
        is_emergency_contact=True,
        first_name="Jo",
        surname="River",
        started_on=clock.today(),
    )

    with pytest.raises(RuleBroken) as broken:
        personal_contacts.add_personal_contact(person.pk, details, **act)

    assert broken.value.code == "PHONE_REQUIRED"
    assert not PersonalContact.objects.exists()
