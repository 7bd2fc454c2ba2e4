"""Contacts loaded in bulk: every value arrives as it is, and what nobody could have recorded is refused."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from cases.contacts.services.loading import load_contacts
from cases.models import Contact
from cases.tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
COLUMNS = [field.attname for field in Contact._meta.concrete_fields if field.attname not in {"id", "uuid"}]


def values_of(contact, **changed):
    return {name: getattr(contact, name) for name in COLUMNS} | changed


def load(*contacts):
    return load_contacts(["uuid", *COLUMNS], [(uuid4(), *values.values()) for values in contacts])


def test_every_value_arrives_as_it_is():
    contacts = [
        ContactFactory(absent=True, description="A tab\t, a line\nand a \\ of \\N"),
        ContactFactory(appointment=True, description=""),
    ]
    wanted = [values_of(contact) for contact in contacts]

    assert load(*wanted) == 2

    last = Contact.objects.order_by("-pk")[:2]
    assert [values_of(contact) for contact in reversed(last)] == wanted


def test_a_contact_may_follow_another_of_the_same_load():
    contact = ContactFactory()
    key, follower = 900_001, 900_002
    values = values_of(contact)

    rows = [
        (key, uuid4(), *values.values()),
        (follower, uuid4(), *(values | {"linked_to_id": key}).values()),
    ]
    load_contacts(["id", "uuid", *COLUMNS], rows)

    assert Contact.objects.get(pk=follower).linked_to_id == key


@pytest.mark.parametrize(
    "column", ["person_id", "type_id", "team_id", "staff_id", "event_id", "linked_to_id"]
)
def test_a_key_that_names_no_row_is_refused_and_named(column):
    contact = ContactFactory()

    with pytest.raises(LookupError, match=f"^{column}: no .* has the key 987654321$"):
        load(values_of(contact), values_of(contact, **{column: 987_654_321}))

    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("trait", "changed"),
    [
        pytest.param("timed", {"is_appointment": False}, id="its type is an appointment"),
        pytest.param("came", {"complied": False}, id="its outcome is a success"),
        pytest.param("timed", {"attended": True}, id="no outcome"),
    ],
)
def test_what_does_not_follow_from_type_and_outcome_is_refused(trait, changed):
    contact = ContactFactory(**{trait: True})

    with pytest.raises(ValueError, match=r"^(type_id|outcome_id) "):
        load(values_of(contact, **changed))

    assert Contact.objects.count() == 1


def test_the_constraints_of_the_table_hold():
    contact = ContactFactory(timed=True)

    with pytest.raises(IntegrityError, match="a_contact_ends_after_it_starts"), transaction.atomic():
        load(values_of(contact, end_time=contact.start_time))

    assert Contact.objects.count() == 1


def test_a_role_that_may_not_set_foreign_keys_aside_loads_too():
    contact = ContactFactory()
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE loads_contacts")
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO loads_contacts")
        cursor.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO loads_contacts")
        cursor.execute("SET LOCAL ROLE loads_contacts")

    assert load(values_of(contact)) == 1

    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert Contact.objects.count() == 2
