"""A note about a person."""

from django.utils.translation import gettext_lazy as _

from core.govuk import (
    GovForm,
    TextareaField,
)


class NoteForm(GovForm):
    text = TextareaField(
        label=_("Note about the person"),
        hint=_("Notes are added, never changed. What happened on a day belongs in a contact."),
        required_words=_("Enter the note"),
        rows=6,
    )
