"""Where the person lives, lived or may live."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.addresses import AddressForm
from cases.people.queries import details
from cases.people.services import addresses
from cases.people.views.parts import ChangePart, PartList, PersonalForm, RemovePart


class Addresses(PartList):
    template_name = "cases/personal/addresses.html"
    title = _("Addresses")
    rows_of = details.addresses


class AddAddress(PersonalForm):
    title = _("Add an address")
    form_class = AddressForm
    list_name = "cases:addresses"
    saved_words = _("Address added")
    act = addresses.add_address

    def given(self, form: AddressForm) -> dict[str, Any]:
        return {**super().given(form), "confirmed": "MAIN_REPLACED" in self.confirmed()}


class ChangeAddress(ChangePart):
    title = _("Change an address")
    form_class = AddressForm
    part_name = "Address"
    list_name = "cases:addresses"
    saved_words = _("Address saved")
    act = addresses.change_address

    def given(self, form: AddressForm) -> dict[str, Any]:
        return {**super().given(form), "confirmed": "MAIN_REPLACED" in self.confirmed()}


class RemoveAddress(RemovePart):
    title = _("Remove an address")
    part_name = "Address"
    list_name = "cases:addresses"
    act = addresses.remove_address

    def row_words(self) -> str:
        return ", ".join(self.row.lines)
