"""Screens that change the person's own details, aliases, equality answers; and add notes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.forms.people import AliasForm, ContactDetailsForm, EqualityForm, MainDetailsForm, NoteForm
from cases.pages import PersonPage
from cases.queries import personal
from cases.services import aliases, equality, people
from cases.views.parts import ChangePart, PersonalForm, PersonForm, RemovePart
from core.pages import Page


class ChangeMainDetails(PersonForm):
    title = _("Change main details")
    form_class = MainDetailsForm
    saved_words = _("Main details saved")

    def save(self, form: MainDetailsForm) -> str:
        people.change_main_details(
            self.person.pk,
            form.details(),
            keep_alias=form.cleaned_data["keep_alias"],
            version=self.posted_version(),
            confirmed="CONFIRM_DEATH" in self.confirmed(),
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class ChangeContactDetails(PersonForm):
    title = _("Change contact details")
    form_class = ContactDetailsForm
    saved_words = _("Contact details saved")

    def save(self, form: ContactDetailsForm) -> str:
        people.change_contact_details(
            self.person.pk,
            form.details(),
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class ChangeEquality(PersonForm):
    permission = "cases.edit-equality"
    title = _("Change equality monitoring")
    form_class = EqualityForm
    saved_words = _("Equality monitoring saved")

    @property
    def sees_gender_reassignment(self) -> bool:
        return self.allows("cases.view-gender-reassignment")

    def form_kwargs(self) -> dict[str, Any]:
        return {**super().form_kwargs(), "with_gender_reassignment": self.sees_gender_reassignment}

    def save(self, form: EqualityForm) -> str:
        equality.change_equality(
            self.person.pk,
            form.details(),
            with_gender_reassignment=self.sees_gender_reassignment,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class AddNote(PersonalForm):
    title = _("Add a note about the person")
    form_class = NoteForm
    submit_words = _("Add note")
    saved_words = _("Note added")
    draft_kind = "person-note"

    def save(self, form: NoteForm) -> str:
        people.add_note(self.person.pk, form.cleaned_data["text"], by=self.request.user, at=self.at)
        return self.done()


class Notes(PersonPage, Page):
    permission = "cases.view-person"
    template_name = "cases/personal/notes.html"
    title = _("Notes about the person")

    def get_context(self) -> dict[str, Any]:
        rows = list(personal.notes(self.person)[:100])
        return {**super().get_context(), "rows": rows, "may_edit": self.allows("cases.edit-personal")}


# --- aliases ------------------------------------------------------------------------------------------------
class Aliases(PersonPage, Page):
    permission = "cases.view-person"
    template_name = "cases/personal/aliases.html"
    title = _("Aliases")

    def get_context(self) -> dict[str, Any]:
        rows = list(personal.aliases(self.person))
        return {**super().get_context(), "rows": rows, "may_edit": self.allows("cases.edit-personal")}


class AddAlias(PersonalForm):
    title = _("Add an alias")
    form_class = AliasForm
    list_name = "cases:aliases"
    saved_words = _("Alias added")

    def save(self, form: AliasForm) -> str:
        aliases.add_alias(self.person.pk, form.details(), by=self.request.user, at=self.at)
        return self.done()


class ChangeAlias(ChangePart):
    title = _("Change an alias")
    form_class = AliasForm
    part_name = "Alias"
    list_name = "cases:aliases"
    saved_words = _("Alias saved")

    def save(self, form: AliasForm) -> str:
        aliases.change_alias(
            self.row.pk,
            form.details(),
            person_id=self.person.pk,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class RemoveAlias(RemovePart):
    title = _("Remove an alias")
    part_name = "Alias"
    list_name = "cases:aliases"
    remove = aliases.remove_alias

    def row_words(self) -> str:
        return f"{self.row.first_name} {self.row.surname}"
