"""Personal contacts: relatives, GPs and others."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.parts import RemoveForm
from cases.people.forms.personal_contacts import PersonalContactForm
from cases.people.queries import details
from cases.people.queries.notes import with_notes
from cases.people.services import personal_contacts
from cases.people.views.parts import AddPart, ChangePart, PartList, RemovePart


class PersonalContacts(PartList):
    template_name = "cases/people/personal/personal_contacts.html"
    title = _("Personal contacts")

    def rows(self) -> Any:
        return with_notes(details.personal_contacts(self.person))


class AddPersonalContact(AddPart):
    title = _("Add a personal contact")
    form_class = PersonalContactForm
    list_name = "cases:personal-contacts"

    def get_initial(self) -> dict[str, Any]:
        return {"started_on": self.today}

    def save(self, form: PersonalContactForm) -> str:
        personal_contacts.add_personal_contact(
            self.person.pk, form.details(), by=self.request.user, at=self.at
        )
        return self.done(_("Personal contact added"))


class ChangePersonalContact(ChangePart):
    title = _("Change a personal contact")
    form_class = PersonalContactForm
    part_name = "PersonalContact"
    list_name = "cases:personal-contacts"

    def save(self, form: PersonalContactForm) -> str:
        personal_contacts.change_personal_contact(
            self.row.pk,
            form.details(),
            person_id=self.person.pk,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Personal contact saved"))


class RemovePersonalContact(RemovePart):
    title = _("Remove a personal contact")
    part_name = "PersonalContact"
    list_name = "cases:personal-contacts"

    def row_words(self) -> str:
        return f"{self.row.name}, {self.row.relationship}"

    def save(self, form: RemoveForm) -> str:
        personal_contacts.remove_personal_contact(
            self.row.pk,
            person_id=self.person.pk,
            version=self.posted_version(),
            because=form.cleaned_data["because"],
            by=self.request.user,
            at=self.at,
        )
        return self.removed()
