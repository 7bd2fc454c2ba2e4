"""A migration takes the index of a foreign key away, and its reverse makes it again."""

import pytest
from django.db import connection

from cases.models import ContactAlert, Registration
from core.indexes import KeysWithoutIndex

pytestmark = pytest.mark.django_db


def indexes_of(model, column):
    """The plain indexes of a column."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    plain = [one for one in found.values() if one["index"] and not one["unique"] and not one["foreign_key"]]
    return sum(one["columns"] == [column] for one in plain)


def test_an_index_goes_and_comes_back_and_the_others_stay():
    step = KeysWithoutIndex({"contactalert": ("contact",)})

    with connection.schema_editor() as editor:
        step.database_forwards("cases", editor)
    gone = indexes_of(ContactAlert, "contact_id")
    with connection.schema_editor() as editor:
        step.database_backwards("cases", editor)

    assert (gone, indexes_of(ContactAlert, "contact_id")) == (0, 1)
    assert indexes_of(Registration, "person_id") == 1
