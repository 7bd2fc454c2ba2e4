"""Notes about the person, and one more."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.notes import NoteForm
from cases.people.queries import details
from cases.people.services import notes
from cases.people.views.parts import PartList, PersonalForm


class AddNote(PersonalForm):
    title = _("Add a note about the person")
    form_class = NoteForm
    submit_words = _("Add note")
    saved_words = _("Note added")
    act = notes.add_note

    def given(self, form: NoteForm) -> dict[str, Any]:
        return {"text": form.cleaned_data["text"]}


class Notes(PartList):
    template_name = "cases/personal/notes.html"
    title = _("Notes about the person")
    rows_of = details.last_notes
