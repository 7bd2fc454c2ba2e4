"""People around the person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.forms.personal import PersonalContactForm
from cases.pages import PersonPage
from cases.queries import personal
from cases.services import personal_contacts
from cases.views.parts import ChangePart, PersonalForm, RemovePart
from core.pages import Page


class PersonalContacts(PersonPage, Page):
    permission = "cases.view-person"
    template_name = "cases/personal/personal_contacts.html"
    title = _("Personal contacts")

    def get_context(self) -> dict[str, Any]:
        rows = list(personal.personal_contacts(self.person))
        return {**super().get_context(), "rows": rows, "may_edit": self.allows("cases.edit-personal")}


class AddPersonalContact(PersonalForm):
    title = _("Add a personal contact")
    form_class = PersonalContactForm
    list_name = "cases:personal-contacts"
    saved_words = _("Personal contact added")

    def initial(self) -> dict[str, Any]:
        return {"started_on": self.today}

    def save(self, form: PersonalContactForm) -> str:
        personal_contacts.add_personal_contact(
            self.person.pk, form.details(), by=self.request.user, at=self.at
        )
        return self.done()


class ChangePersonalContact(ChangePart):
    title = _("Change a personal contact")
    form_class = PersonalContactForm
    part_name = "PersonalContact"
    list_name = "cases:personal-contacts"
    saved_words = _("Personal contact saved")

    def save(self, form: PersonalContactForm) -> str:
        personal_contacts.change_personal_contact(
            self.row.pk,
            form.details(),
            person_id=self.person.pk,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class RemovePersonalContact(RemovePart):
    title = _("Remove a personal contact")
    part_name = "PersonalContact"
    list_name = "cases:personal-contacts"
    remove = personal_contacts.remove_personal_contact

    def row_words(self) -> str:
        return f"{self.row.name}, {self.row.relationship}"
