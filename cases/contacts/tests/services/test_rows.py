"""The function that makes the rows of contacts takes from their type what an unsaved contact takes."""

from itertools import product

import pytest

from cases.contacts.services.rows import COPIED, DEFAULTED, insert_contacts, new_contact
from cases.models import Contact, ContactType
from cases.tests.factories import AllocationFactory
from core import clock

pytestmark = pytest.mark.django_db
#: what the database or the holder of the case gives
GIVEN = {"id", "uuid", "person_id", "type_id", "on", "staff_id", "team_id", "created_at", "updated_at"}


@pytest.fixture
def person():
    return AllocationFactory().person


def a_type(**flags):
    return ContactType.objects.create(code="ZZZ", words="A contact", **flags)


def inserted(person, type, **columns):
    row = {"person_id": person.pk, "type_code": type.code, "on": clock.today(), **columns}
    [key] = insert_contacts([row], by=None, at=clock.now())
    return Contact.objects.get(pk=key)


@pytest.mark.parametrize(("of_type", "said"), list(product([True, False], [None, True, False])), ids=str)
def test_what_it_takes_from_its_type_is_the_same_for_one_and_for_many(person, of_type, said):
    type = a_type(**dict.fromkeys([*COPIED.values(), *DEFAULTED.values()], of_type))
    columns = dict.fromkeys(DEFAULTED, said)

    unsaved, saved = new_contact(type, person=person, **columns), inserted(person, type, **columns)

    for name in (*COPIED, *DEFAULTED):
        assert getattr(saved, name) == getattr(unsaved, name), name


def test_what_nobody_says_is_as_the_model_has_it(person):
    saved = inserted(person, a_type())

    for field in Contact._meta.concrete_fields:
        if field.get_attname() not in GIVEN:
            assert getattr(saved, field.get_attname()) == field.get_default(), field.name
    assert saved.uuid


def test_each_contact_has_the_key_that_is_returned_at_its_place(person):
    type, words = a_type(), ["third", "first", "second"]
    rows = [
        {"person_id": person.pk, "type_code": type.code, "on": clock.today(), "description": text}
        for text in words
    ]

    keys = insert_contacts(rows, by=None, at=clock.now())

    assert [Contact.objects.get(pk=key).description for key in keys] == words
