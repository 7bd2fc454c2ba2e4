"""A foreign key has an index of its own only where something is read by it."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from benchmarks.multiplying import multiplied
from core.models import Office, Pdu, Region, Staff, Supplier, Team, User
from core.models.bases import CodeRow
from referrals.models.catalogue import Complexity

#: never deleted, so that PostgreSQL never looks for the rows that point to one
KEPT = (CodeRow, Complexity, Office, Pdu, Region, Staff, Supplier, Team, User)
#: keys to them that something is read by -> what
READ_BY = {
    "cases.Person.nationality": "the search for people of a nationality",
    "cases.Person.second_nationality": "the search for people of a nationality",
    "cases.Transfer.from_staff": "transfers that wait, of the officers of a list",
    "cases.Transfer.to_staff": "transfers that wait, of the officers of a list",
    "referrals.Referral.sent_by": "referrals that an officer made",
}
INDEXED = """
    SELECT attrelid::regclass::text, attname::text, indexrelid::regclass::text FROM pg_index
    JOIN pg_attribute ON attrelid = indrelid AND indkey::text = attnum::text
    WHERE NOT indisunique AND indpred IS NULL AND indexprs IS NULL
"""


def growing() -> list[type[Model]]:
    """Models whose rows are about people: their tables grow with the country."""
    return [
        model
        for model in multiplied()
        if model._meta.app_label in ("cases", "risk", "referrals")
        and not model._meta.auto_created
        and not hasattr(model, "pgh_tracked_model")
    ]


def plain_keys(model):
    return [field for field in model._meta.concrete_fields if field.is_relation and not field.unique]


def test_a_key_to_what_is_never_deleted_has_no_index_but_to_be_read_by():
    indexed = {
        f"{model._meta.label}.{field.name}"
        for model in growing()
        for field in plain_keys(model)
        if field.db_index and issubclass(field.related_model, KEPT)
    }

    assert len(growing()) > 40
    assert indexed == set(READ_BY)


def test_no_key_has_an_index_that_another_begins_with():
    twice = [
        f"{model._meta.label}.{field.name}"
        for model in growing()
        for field in plain_keys(model)
        for one in [*model._meta.indexes, *model._meta.constraints]
        if field.db_index
        and getattr(one, "fields", ())
        and one.fields[0] == field.name
        and one.condition is None
    ]

    assert twice == []


def test_what_nothing_is_read_by_is_not_deleted_either():
    """Deleting a row looks for those that point to it: without an index, in a whole table."""
    deletable = {
        model._meta.label for model in apps.get_models() if issubclass(model, KEPT) and may_be_deleted(model)
    }

    assert deletable == set()


def may_be_deleted(model):
    from django.contrib import admin

    registered = admin.site._registry.get(model)
    return registered is not None and registered.has_delete_permission(None)


@pytest.mark.django_db
def test_the_database_has_the_plain_indexes_that_the_models_name():
    named = {
        (model._meta.db_table, field.column)
        for model in growing()
        for field in plain_keys(model)
        if field.db_index
    }
    tables = {model._meta.db_table: {field.column for field in plain_keys(model)} for model in growing()}
    with connection.cursor() as cursor:
        cursor.execute(INDEXED)
        found = {(table, column) for table, column, _name in cursor if column in tables.get(table, ())}

    assert found == named
