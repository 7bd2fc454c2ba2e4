"""Screens that change the person's own details, aliases, equality answers; and add notes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.forms.people import AliasForm, ContactDetailsForm, EqualityForm, MainDetailsForm, NoteForm
from cases.queries import personal
from cases.services import aliases, equality, people
from cases.views.parts import ChangePart, PartList, PersonalForm, PersonForm, RemovePart


class ChangeMainDetails(PersonForm):
    title = _("Change main details")
    form_class = MainDetailsForm
    saved_words = _("Main details saved")
    act = people.change_main_details

    def given(self, form: MainDetailsForm) -> dict[str, Any]:
        return {
            **super().given(form),
            "keep_alias": form.cleaned_data["keep_alias"],
            "confirmed": "CONFIRM_DEATH" in self.confirmed(),
        }


class ChangeContactDetails(PersonForm):
    permission = "cases.edit-contact-details"
    title = _("Change contact details")
    form_class = ContactDetailsForm
    saved_words = _("Contact details saved")
    act = people.change_contact_details


class ChangeEquality(PersonForm):
    permission = "cases.edit-equality"
    title = _("Change equality monitoring")
    form_class = EqualityForm
    saved_words = _("Equality monitoring saved")
    act = equality.change_equality

    @property
    def sees_gender_reassignment(self) -> bool:
        return self.allows("cases.view-gender-reassignment")

    def form_kwargs(self) -> dict[str, Any]:
        return {**super().form_kwargs(), "with_gender_reassignment": self.sees_gender_reassignment}

    def given(self, form: EqualityForm) -> dict[str, Any]:
        return {**super().given(form), "with_gender_reassignment": self.sees_gender_reassignment}


class AddNote(PersonalForm):
    title = _("Add a note about the person")
    form_class = NoteForm
    submit_words = _("Add note")
    saved_words = _("Note added")
    act = people.add_note

    def given(self, form: NoteForm) -> dict[str, Any]:
        return {"text": form.cleaned_data["text"]}


class Notes(PartList):
    template_name = "cases/personal/notes.html"
    title = _("Notes about the person")
    rows_of = personal.last_notes


# --- aliases ------------------------------------------------------------------------------------------------
class Aliases(PartList):
    template_name = "cases/personal/aliases.html"
    title = _("Aliases")
    rows_of = personal.aliases


class AddAlias(PersonalForm):
    title = _("Add an alias")
    form_class = AliasForm
    list_name = "cases:aliases"
    saved_words = _("Alias added")
    act = aliases.add_alias


class ChangeAlias(ChangePart):
    title = _("Change an alias")
    form_class = AliasForm
    part_name = "Alias"
    list_name = "cases:aliases"
    saved_words = _("Alias saved")
    act = aliases.change_alias


class RemoveAlias(RemovePart):
    title = _("Remove an alias")
    part_name = "Alias"
    list_name = "cases:aliases"
    act = aliases.remove_alias

    def row_words(self) -> str:
        return f"{self.row.first_name} {self.row.surname}"
