"""Another name or date of birth."""

from django.utils.translation import gettext_lazy as _

from cases.people.forms.parts import PartForm
from cases.people.services.aliases import AliasDetails
from core.govuk import (
    DateField,
    NameField,
    SelectField,
)


class AliasForm(PartForm):
    lists = {"sex": "Sex"}
    stored = {"date_of_birth": "born_on"}

    first_name = NameField(
        label=_("First name"),
        hint=_("Leave it out for a person who has one name only"),
        required=False,
        max_length=100,
    )
    second_name = NameField(label=_("Second name"), required=False, max_length=100)
    third_name = NameField(label=_("Third name"), required=False, max_length=100)
    surname = NameField(label=_("Last name"), required_words=_("Enter a last name"), max_length=100)
    date_of_birth = DateField(
        label=_("Date of birth"), required=False, when="today-or-past", hint=_("For example, 27 3 1980")
    )
    sex = SelectField(label=_("Sex"), required=False)

    def details(self) -> AliasDetails:
        return AliasDetails(**self.values())
