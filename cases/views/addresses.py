"""Where the person lives, lived or may live."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.forms.personal import AddressForm
from cases.pages import PersonPage
from cases.queries import personal
from cases.services import addresses
from cases.views.parts import ChangePart, PersonalForm, RemovePart
from core.pages import Page


class Addresses(PersonPage, Page):
    permission = "cases.view-person"
    template_name = "cases/personal/addresses.html"
    title = _("Addresses")

    def get_context(self) -> dict[str, Any]:
        rows = list(personal.addresses(self.person))
        return {**super().get_context(), "rows": rows, "may_edit": self.allows("cases.edit-personal")}


class AddAddress(PersonalForm):
    title = _("Add an address")
    form_class = AddressForm
    list_name = "cases:addresses"
    saved_words = _("Address added")

    def save(self, form: AddressForm) -> str:
        addresses.add_address(
            self.person.pk,
            form.details(),
            confirmed="MAIN_REPLACED" in self.confirmed(),
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class ChangeAddress(ChangePart):
    title = _("Change an address")
    form_class = AddressForm
    part_name = "Address"
    list_name = "cases:addresses"
    saved_words = _("Address saved")

    def save(self, form: AddressForm) -> str:
        addresses.change_address(
            self.row.pk,
            form.details(),
            person_id=self.person.pk,
            version=self.posted_version(),
            confirmed="MAIN_REPLACED" in self.confirmed(),
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class RemoveAddress(RemovePart):
    title = _("Remove an address")
    part_name = "Address"
    list_name = "cases:addresses"
    remove = addresses.remove_address

    def row_words(self) -> str:
        return ", ".join(self.row.lines)
