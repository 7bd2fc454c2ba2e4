"""Notes stay as they were written; forms only add to them."""

import pytest
from django.db import DatabaseError, transaction

from cases.models import ContactNote, PersonNote
from cases.tests import factories
from core.grants import only_added_to

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("made", [factories.ContactNoteFactory, factories.PersonNoteFactory])
def test_the_database_refuses_to_change_or_delete_a_note(made):
    note = made(text="Rang.")
    rows = type(note).objects.filter(pk=note.pk)

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
    assert {ContactNote, PersonNote} <= set(only_added_to())
