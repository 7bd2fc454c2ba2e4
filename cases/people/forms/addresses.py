"""An address."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.codes import AddressStatus
from cases.people.forms.parts import TO_THE_NOTES, PartForm, ended, note, started
from cases.people.rules.addresses import AddressEntry, broken_details
from cases.people.services.addresses import AddressDetails
from core.errors import RuleBroken
from core.govuk import (
    Fieldset,
    PhoneField,
    PostcodeField,
    SelectField,
    TextField,
    TickField,
    YesNoField,
)

LINES = ("building", "number", "street", "district", "town", "county")


class AddressForm(PartForm):
    lists = {"status": "AddressStatus", "type": "AddressType"}
    only_adds = ("notes",)
    layout = (
        Fieldset(_("What kind of address"), "status", "type", "type_verified"),
        Fieldset(
            _("Where"),
            *["no_fixed_abode", "building", "number", "street", "district", "town", "county"],
            *["postcode", "telephone"],
        ),
        Fieldset(_("When"), "started_on", "ended_on", "notes"),
    )

    status = SelectField(label=_("Status"), required_words=_("Select the status of the address"))
    type = SelectField(label=_("Type of housing"), required=False)
    type_verified = YesNoField(label=_("Has the type been verified?"), required=False)
    no_fixed_abode = TickField(label=_("No fixed abode"), required=False)
    building = TextField(label=_("Building name"), required=False, max_length=100)
    number = TextField(label=_("House number"), required=False, max_length=20, width=5)
    street = TextField(label=_("Street"), required=False, max_length=100)
    district = TextField(label=_("District"), required=False, max_length=100)
    town = TextField(label=_("Town or city"), required=False, max_length=100)
    county = TextField(label=_("County"), required=False, max_length=100)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    telephone = PhoneField(
        label=_("Phone at this address"), required=False, max_length=30, note_goes=TO_THE_NOTES
    )
    started_on = started()
    ended_on = ended()
    notes = note()

    def broken_rules(self, cleaned: dict[str, Any]) -> Iterable[RuleBroken]:
        """An address without a readable status or start is taken for a proposed one that began long ago."""
        entry = AddressEntry(
            status=AddressStatus(cleaned["status"]) if cleaned.get("status") else AddressStatus.PROPOSED,
            started_on=cleaned.get("started_on") or date.min,
            ended_on=cleaned.get("ended_on"),
            no_fixed_abode=bool(cleaned.get("no_fixed_abode")),
            lines=tuple(cleaned.get(name, "") for name in LINES),
        )
        return broken_details(entry, today=self.today or date.max)

    def details(self) -> AddressDetails:
        return AddressDetails(**self.values())
