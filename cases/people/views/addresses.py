"""Addresses: where the person lives, lived or may live."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.addresses import AddressForm
from cases.people.forms.parts import RemoveForm
from cases.people.queries import details
from cases.people.queries.notes import with_notes
from cases.people.services import addresses
from cases.people.views.parts import AddPart, ChangePart, PartList, RemovePart


class Addresses(PartList):
    template_name = "cases/people/personal/addresses.html"
    title = _("Addresses")

    def rows(self) -> Any:
        return with_notes(details.addresses(self.person))


class AddAddress(AddPart):
    title = _("Add an address")
    form_class = AddressForm
    list_name = "cases:addresses"

    def save(self, form: AddressForm) -> str:
        addresses.add_address(
            self.person.pk,
            form.details(),
            confirmed="MAIN_REPLACED" in self.confirmed(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Address added"))


class ChangeAddress(ChangePart):
    title = _("Change an address")
    form_class = AddressForm
    part_name = "Address"
    list_name = "cases:addresses"

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
        return self.done(_("Address saved"))


class RemoveAddress(RemovePart):
    title = _("Remove an address")
    part_name = "Address"
    list_name = "cases:addresses"

    def row_words(self) -> str:
        return ", ".join(self.row.lines)

    def save(self, form: RemoveForm) -> str:
        addresses.remove_address(
            self.row.pk,
            person_id=self.person.pk,
            version=self.posted_version(),
            because=form.cleaned_data["because"],
            by=self.request.user,
            at=self.at,
        )
        return self.removed()
