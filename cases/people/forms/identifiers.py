"""Numbers a person is known by."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.parts import PartForm
from cases.people.queries import details
from cases.people.services.identifiers import MainNumbers
from core.govuk import (
    GovForm,
    NearDateField,
    SelectField,
    TextField,
)

#: characters of a number with its label: National Insurance number: JG 10 37 59 A
AS_PASTED = 60


class NumbersForm(PartForm):
    stored = {"noms": "noms_number"}

    pnc = TextField(
        label=_("PNC number"),
        hint=_("For example, 2002/0073319Z"),
        required=False,
        width=20,
        max_length=AS_PASTED,
    )
    cro = TextField(
        label=_("CRO number"),
        hint=_("For example, 065656/91H"),
        required=False,
        width=20,
        max_length=AS_PASTED,
    )
    noms = TextField(
        label=_("Prison number (NOMS)"),
        hint=_("For example, A1234BC. A number that is replaced is kept as a former one."),
        required=False,
        width=10,
        max_length=AS_PASTED,
    )
    ni_number = TextField(
        label=_("National Insurance number"),
        hint=_("For example, JG 10 37 59 A"),
        required=False,
        width=20,
        max_length=AS_PASTED,
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
        self.fields["type"].choices = details.identifier_types(today=self.today)


class EndForm(PartForm):
    ended_on = NearDateField(
        label=_("End date"), required_words=_("Enter the end date"), when="today-or-past"
    )
