"""Tables created at once: keys in any order, models built once, and all removed by the reverse migration."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter

from core.create_tables import CreateTables

KEY = models.BigAutoField(primary_key=True)


def letters_and_envelopes():
    """Two tables whose keys point to each other."""
    inside = models.ForeignKey("letters.Envelope", models.PROTECT)
    holds = models.ForeignKey("letters.Letter", models.PROTECT, null=True)
    return CreateTables(
        tables=[
            migrations.CreateModel("Letter", [("id", KEY.clone()), ("inside", inside)]),
            migrations.CreateModel("Envelope", [("id", KEY.clone()), ("holds", holds)]),
        ]
    )


def states_around(operation):
    before = ProjectState()
    after = before.clone()
    operation.state_forwards("letters", after)
    return before, after


def tables_there():
    return {"letters_letter", "letters_envelope"} & set(connection.introspection.table_names())


def test_models_built_before_are_built_anew_once_and_see_each_other():
    state = ProjectState()
    assert state.apps

    letters_and_envelopes().state_forwards("letters", state)

    assert "apps" not in state.__dict__
    letter = state.apps.get_model("letters", "Letter")
    envelope = state.apps.get_model("letters", "Envelope")
    assert letter._meta.get_field("inside").related_model is envelope
    assert envelope._meta.get_field("holds").related_model is letter


@pytest.mark.django_db
def test_tables_are_made_with_their_keys_and_removed_again():
    operation = letters_and_envelopes()
    before, after = states_around(operation)

    with connection.schema_editor() as editor:
        operation.database_forwards("letters", editor, before, after)

    assert tables_there() == {"letters_letter", "letters_envelope"}
    with connection.cursor() as cursor:
        keys = connection.introspection.get_relations(cursor, "letters_letter")
    assert keys == {"inside_id": ("id", "letters_envelope")}

    with connection.schema_editor() as editor:
        operation.database_backwards("letters", editor, after, before)

    assert tables_there() == set()


def test_it_is_written_as_the_tables_it_was_given():
    text, imports = OperationWriter(letters_and_envelopes(), indentation=0).serialize()

    assert "import core.create_tables" in imports
    assert text.count("migrations.CreateModel(") == 2
