"""A migration takes the index of a foreign key away, and its reverse makes it again."""

import pytest
from django.db import connection

from core.indexes import KeysWithoutIndex
from core.models import Preferences

pytestmark = pytest.mark.django_db


def indexes_of(column):
    """The plain indexes of a column of the preferences."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Preferences._meta.db_table)
    plain = [one for one in found.values() if one["index"] and not one["unique"] and not one["foreign_key"]]
    return sum(one["columns"] == [column] for one in plain)


def test_an_index_goes_and_comes_back_and_the_others_stay():
    step = KeysWithoutIndex({"preferences": ("office",)})

    with connection.schema_editor() as editor:
        step.database_forwards("core", editor)
    gone, beside = indexes_of("office_id"), indexes_of("team_id")
    with connection.schema_editor() as editor:
        step.database_backwards("core", editor)

    assert (gone, beside, indexes_of("office_id")) == (0, 1, 1)
