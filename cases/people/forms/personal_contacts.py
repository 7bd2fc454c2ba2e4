"""A personal contact."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.parts import TO_THE_NOTES, PartForm, ended, note, started
from cases.people.rules.personal_contacts import broken_emergency
from cases.people.services.personal_contacts import PersonalContactDetails
from core.errors import RuleBroken
from core.govuk import (
    EmailField,
    Fieldset,
    NameField,
    PhoneField,
    PostcodeField,
    SelectField,
    TextField,
    TickField,
)


class PersonalContactForm(PartForm):
    lists = {"relationship_type": "RelationshipType", "title": "Title", "sex": "Sex"}
    only_adds = ("notes",)
    layout = (
        Fieldset(
            _("Who"),
            *["relationship_type", "relationship", "is_emergency_contact", "title", "first_name"],
            *["surname", "previous_surname", "sex"],
        ),
        Fieldset(_("How to reach them"), "telephone", "mobile", "email", "address", "postcode"),
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
    first_name = NameField(label=_("First name"), required_words=_("Enter a first name"), max_length=100)
    surname = NameField(label=_("Last name"), required_words=_("Enter a last name"), max_length=100)
    previous_surname = NameField(label=_("Previous last name"), required=False, max_length=100)
    sex = SelectField(label=_("Sex"), required=False)
    telephone = PhoneField(label=_("Phone number"), required=False, max_length=30, note_goes=TO_THE_NOTES)
    mobile = PhoneField(label=_("Mobile number"), required=False, max_length=30, note_goes=TO_THE_NOTES)
    email = EmailField(label=_("Email address"), required=False)
    address = TextField(label=_("Address"), required=False, max_length=300)
    postcode = PostcodeField(label=_("Postcode"), required=False)
    started_on = started()
    ended_on = ended()
    notes = note()

    def broken_rules(self, cleaned: dict[str, Any]) -> Iterable[RuleBroken]:
        yield from super().broken_rules(cleaned)
        numbers = {name: cleaned.get(name, self.data.get(name, "")) for name in ("telephone", "mobile")}
        yield from broken_emergency(bool(cleaned.get("is_emergency_contact")), **numbers)

    def details(self) -> PersonalContactDetails:
        return PersonalContactDetails(**self.values())
