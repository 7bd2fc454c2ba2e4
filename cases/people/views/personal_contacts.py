"""People around the person."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.personal_contacts import PersonalContactForm
from cases.people.queries import details
from cases.people.services import personal_contacts
from cases.people.views.parts import ChangePart, PartList, PersonalForm, RemovePart


class PersonalContacts(PartList):
    template_name = "cases/personal/personal_contacts.html"
    title = _("Personal contacts")
    rows_of = details.personal_contacts


class AddPersonalContact(PersonalForm):
    title = _("Add a personal contact")
    form_class = PersonalContactForm
    list_name = "cases:personal-contacts"
    saved_words = _("Personal contact added")
    act = personal_contacts.add_personal_contact

    def initial(self) -> dict[str, Any]:
        return {"started_on": self.today}


class ChangePersonalContact(ChangePart):
    title = _("Change a personal contact")
    form_class = PersonalContactForm
    part_name = "PersonalContact"
    list_name = "cases:personal-contacts"
    saved_words = _("Personal contact saved")
    act = personal_contacts.change_personal_contact


class RemovePersonalContact(RemovePart):
    title = _("Remove a personal contact")
    part_name = "PersonalContact"
    list_name = "cases:personal-contacts"
    act = personal_contacts.remove_personal_contact

    def row_words(self) -> str:
        return f"{self.row.name}, {self.row.relationship}"
