"""Rows around the person: addresses, circumstances, disabilities, personal contacts, identifiers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.forms.parts import PartForm, ended, notes, started
from cases.queries import personal
from cases.services.addresses import AddressDetails
from cases.services.circumstances import CircumstanceDetails
from cases.services.disabilities import AdjustmentDetails, DisabilityDetails
from cases.services.identifiers import MainNumbers
from cases.services.personal_contacts import PersonalContactDetails
from core.govuk import (
    EmailField,
    Fieldset,
    GovForm,
    NearDateField,
    PhoneField,
    SelectField,
    TextField,
    TickField,
    YesNoField,
)


class AddressForm(PartForm):
    lists = {"status": "AddressStatus", "type": "AddressType"}
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
    postcode = TextField(label=_("Postcode"), required=False, max_length=10, width=10)
    telephone = PhoneField(label=_("Phone at this address"), required=False, max_length=30)
    started_on = started()
    ended_on = ended()
    notes = notes()

    def details(self) -> AddressDetails:
        return AddressDetails(**self.values())


class CircumstanceForm(PartForm):
    """For one type, chosen before: its sub types are the choices."""

    stored = {"sub_type": "subtype", "address": "address_id"}

    sub_type = SelectField(label=_("Sub type"), required=False, mark_optional=False)
    started_on = started(when="today-or-past")
    ended_on = ended()
    evidenced = YesNoField(label=_("Has it been evidenced?"), required=False)
    address = SelectField(label=_("Address it is about"), required=False)
    notes = notes()

    def __init__(self, *args: Any, type_code: str, person: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.type_code = type_code
        keep = self.row.subtype.code if self.row is not None and self.row.subtype else ""
        self.fields["sub_type"].choices = personal.subtypes_of(type_code, today=self.today, keep=keep)
        if len(self.fields["sub_type"].choices) <= 1:
            del self.fields["sub_type"]
        self.fields["address"].choices = personal.address_choices(person)

    def details(self) -> CircumstanceDetails:
        address = self.cleaned_data["address"]
        values = self.values() | {"address_id": int(address) if address else None}
        return CircumstanceDetails(type=self.type_code, **values)


class CircumstanceTypeForm(GovForm):
    """The first step: GET, so that it works without script and Back works."""

    type = SelectField(label=_("What kind of circumstance?"), required_words=_("Select the kind"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        groups = personal.circumstance_types(today=self.today)
        self.fields["type"].choices = [(words or _("Other"), listed) for words, listed in groups]


class DisabilityForm(PartForm):
    lists = {"type": "DisabilityType"}

    type = SelectField(label=_("Type"), required_words=_("Select the type of disability"))
    condition = TextField(label=_("Condition"), required=False, max_length=200)
    started_on = started(when="today-or-past")
    ended_on = ended()
    notes = notes()

    def details(self) -> DisabilityDetails:
        return DisabilityDetails(**self.values())


class AdjustmentForm(PartForm):
    lists = {"type": "AdjustmentType"}
    stored = {"disability": "disability_id"}

    type = SelectField(label=_("Adjustment"), required_words=_("Select the adjustment"))
    disability = SelectField(label=_("Disability it is for"), required=False, empty=_("None in particular"))
    started_on = started()
    ended_on = ended()
    notes = notes()

    def __init__(self, *args: Any, person: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["disability"].choices = personal.disability_choices(person)

    def details(self) -> AdjustmentDetails:
        chosen = self.cleaned_data["disability"]
        return AdjustmentDetails(**{**self.values(), "disability_id": int(chosen) if chosen else None})


class PersonalContactForm(PartForm):
    lists = {"relationship_type": "RelationshipType", "title": "Title", "sex": "Sex"}
    stored = {"phone": "telephone"}
    layout = (
        Fieldset(
            _("Who"),
            *["relationship_type", "relationship", "is_emergency_contact", "title", "first_name"],
            *["surname", "previous_surname", "sex"],
        ),
        Fieldset(_("How to reach them"), "phone", "mobile", "email", "address", "postcode"),
        Fieldset(_("When"), "started_on", "ended_on", "notes"),
    )

    relationship_type = SelectField(
        label=_("Relationship type"), required_words=_("Select a relationship type")
    )
    relationship = TextField(
        label=_("Relationship to the person"),
        hint=_("For example, sister or landlord"),
        required_words=_("Enter the relationship to the person"),
        max_length=100,
    )
    is_emergency_contact = TickField(label=_("To be called in an emergency"), required=False)
    title = SelectField(label=_("Title"), required=False)
    first_name = TextField(label=_("First name"), required_words=_("Enter a first name"), max_length=100)
    surname = TextField(label=_("Last name"), required_words=_("Enter a last name"), max_length=100)
    previous_surname = TextField(label=_("Previous last name"), required=False, max_length=100)
    sex = SelectField(label=_("Sex"), required=False)
    phone = PhoneField(label=_("Phone number"), required=False, max_length=30)
    mobile = PhoneField(label=_("Mobile number"), required=False, max_length=30)
    email = EmailField(label=_("Email address"), required=False)
    address = TextField(label=_("Address"), required=False, max_length=300)
    postcode = TextField(label=_("Postcode"), required=False, max_length=8, width=10)
    started_on = started()
    ended_on = ended()
    notes = notes()

    def details(self) -> PersonalContactDetails:
        return PersonalContactDetails(**self.values())


class NumbersForm(PartForm):
    stored = {"noms": "noms_number"}

    pnc = TextField(
        label=_("PNC number"), hint=_("For example, 2002/0073319Z"), required=False, width=20, max_length=20
    )
    cro = TextField(
        label=_("CRO number"), hint=_("For example, 065656/91H"), required=False, width=20, max_length=20
    )
    noms = TextField(
        label=_("Prison number (NOMS)"),
        hint=_("For example, A1234BC. A number that is replaced is kept as a former one."),
        required=False,
        width=10,
        max_length=10,
    )
    ni_number = TextField(
        label=_("National Insurance number"),
        hint=_("For example, JG 10 37 59 A"),
        required=False,
        width=20,
        max_length=20,
    )
    prison_number = TextField(label=_("Latest prison number"), required=False, width=20, max_length=20)

    def details(self) -> MainNumbers:
        return MainNumbers(**self.values())


class IdentifierForm(GovForm):
    type = SelectField(label=_("Kind of identifier"), required_words=_("Select the kind of identifier"))
    value = TextField(
        label=_("Identifier"), required_words=_("Enter the identifier"), max_length=40, width=20
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = personal.identifier_types(today=self.today)


class EndForm(GovForm):
    ended_on = NearDateField(
        label=_("End date"), required_words=_("Enter the end date"), when="today-or-past"
    )
