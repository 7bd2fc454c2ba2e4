"""Notes about the person: the list, and adding one."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.notes import NoteForm
from cases.people.queries import details
from cases.people.services import notes
from cases.people.views.parts import AddPart, PartList


class AddNote(AddPart):
    title = _("Add a note about the person")
    form_class = NoteForm
    submit_words = _("Add note")

    def save(self, form: NoteForm) -> str:
        notes.add_note(self.person.pk, form.cleaned_data["text"], by=self.request.user, at=self.at)
        return self.done(_("Note added"))


class Notes(PartList):
    template_name = "cases/people/personal/notes.html"
    title = _("Notes about the person")

    def rows(self) -> Any:
        return details.last_notes(self.person)
