"""Notes stay as they were written; forms only add to them."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from cases.models import Contact, ContactNote, PersonNote
from cases.models.notes import Note
from cases.people.services.notes import append_notes
from cases.tests import factories
from core.grants import only_added_to

pytestmark = pytest.mark.django_db


TABLES = pytest.mark.parametrize("table", Note.__subclasses__(), ids=lambda table: table.__name__)


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STAMPS = {"created_by", "updated_by"}


def a_note(table):
    return getattr(factories, f"{table.__name__}Factory")(text="Rang.")


@TABLES
def test_the_database_refuses_to_change_or_delete_a_note(table):
    rows = table.objects.filter(pk=a_note(table).pk)

    for act in (lambda: rows.update(text="Wrote."), rows.delete):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            act()

    assert rows.get().text == "Rang."


def test_a_note_says_something():
    person = factories.PersonFactory()

    with pytest.raises(DatabaseError, match="personnote_says_something"), transaction.atomic():
        factories.PersonNoteFactory(person=person, text="")

    assert not person.notes.exists()


def test_the_application_may_only_insert_notes():
    tables = Note.__subclasses__()

    assert {ContactNote, PersonNote} < set(tables)
    assert set(tables) <= set(only_added_to())


@TABLES
def test_notes_of_many_rows_are_written_in_one_statement(table, practitioner, django_assert_num_queries):
    [key] = [field for field in table._meta.fields if field.remote_field and field.name not in STAMPS]
    owner = getattr(a_note(table), key.name)

    with django_assert_num_queries(1):
        append_notes(type(owner), [(owner.pk, " Wrote. "), (owner.pk, " ")], by=practitioner, at=NOON)

    note = owner.notes.latest("pk")
    assert (owner.notes.count(), note.text) == (2, "Wrote.")
    assert (note.created_by, note.created_at) == (practitioner, NOON)


def test_notes_of_nothing_cost_no_query(practitioner, django_assert_num_queries):
    with django_assert_num_queries(0):
        append_notes(Contact, [(1, " ")], by=practitioner, at=NOON)
