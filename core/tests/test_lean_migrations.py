"""The quicker migrate renders what it must and leaves Django as it was."""

from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from core.lean_migrations import itself_and_heirs, lean_rendering

KEY = models.BigAutoField(primary_key=True)


def state_of(name, *, bases=()):
    return ModelState("letters", name, [("id", KEY.clone())] if not bases else [], bases=bases)


def test_heirs_of_heirs_are_rendered_with_their_base():
    states = [state_of("Letter"), state_of("Note", bases=("letters.Letter",)), state_of("Envelope")]
    states.append(state_of("Memo", bases=("letters.Note",)))
    known = {(state.app_label, state.name_lower): state for state in states}

    found = itself_and_heirs(known, ("letters", "letter"))

    assert found == {("letters", "letter"), ("letters", "note"), ("letters", "memo")}


def test_a_relation_added_later_is_seen_from_both_sides():
    state = ProjectState()
    with lean_rendering():
        state.add_model(state_of("Letter"))
        state.add_model(state_of("Envelope"))
        assert state.apps
        operation = migrations.AddField(
            "letter", "inside", models.ForeignKey("letters.Envelope", models.PROTECT)
        )
        operation.state_forwards("letters", state)

        letter = state.apps.get_model("letters", "Letter")
        envelope = state.apps.get_model("letters", "Envelope")

        assert letter._meta.get_field("inside").related_model is envelope
        assert [each.related_model for each in envelope._meta.related_objects] == [letter]
        assert state.is_delayed


def test_django_is_as_it_was_afterwards():
    before = ProjectState._find_reload_model, ProjectState.add_model, ProjectState.add_field

    with lean_rendering():
        assert ProjectState._find_reload_model is not before[0]

    assert (ProjectState._find_reload_model, ProjectState.add_model, ProjectState.add_field) == before
