"""Personal contacts: what each needs."""

from dataclasses import replace
from datetime import date

import pytest

from cases.people.rules.personal_contacts import PersonalContactEntry, check_personal_contact
from cases.people.tests.rules.refusals import codes

TODAY = date(2026, 6, 15)
YESTERDAY = date(2026, 6, 14)
MOTHER = PersonalContactEntry(
    relationship="Mother", relationship_type="FM01", first_name="Ann", surname="River", started_on=TODAY
)


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        ({}, []),
        ({"relationship": " "}, ["RELATIONSHIP_REQUIRED"]),
        ({"relationship_type": ""}, ["RELATIONSHIP_TYPE_REQUIRED"]),
        ({"first_name": "", "surname": ""}, ["FIRST_NAME_REQUIRED", "SURNAME_REQUIRED"]),
        ({"telephone": "123"}, ["PHONE_SHAPE"]),
        ({"mobile": "07700 900123"}, []),
        ({"postcode": "not a pc"}, ["POSTCODE_SHAPE"]),
        ({"postcode": "LS1 4AP"}, []),
        ({"is_emergency_contact": True}, ["PHONE_REQUIRED"]),
        ({"is_emergency_contact": True, "mobile": "07700 900123"}, []),
        ({"ended_on": YESTERDAY}, ["END_BEFORE_START"]),
    ],
)
def test_a_personal_contact_has_a_name_and_a_relationship(changed, broken):
    assert codes(check_personal_contact, replace(MOTHER, **changed)) == broken
