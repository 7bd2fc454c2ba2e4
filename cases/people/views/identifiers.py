"""Numbers the person is known by."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.identifiers import EndForm, IdentifierForm, NumbersForm
from cases.people.queries import details
from cases.people.services import identifiers
from cases.people.views.parts import ChangePart, PartList, PersonalForm, PersonForm, RemovePart
from cases.people.views.summaries import number_rows


class Identifiers(PartList):
    template_name = "cases/personal/identifiers.html"
    title = _("Identifiers")
    rows_of = details.identifiers

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "number_rows": number_rows(self.person)}


class ChangeNumbers(PersonForm):
    title = _("Change identity numbers")
    form_class = NumbersForm
    list_name = "cases:identifiers"
    saved_words = _("Identity numbers saved")
    act = identifiers.change_numbers


class AddIdentifier(PersonalForm):
    title = _("Add an identifier")
    form_class = IdentifierForm
    list_name = "cases:identifiers"
    saved_words = _("Identifier added")
    act = identifiers.add_identifier

    def given(self, form: IdentifierForm) -> dict[str, Any]:
        return {"type": form.cleaned_data["type"], "value": form.cleaned_data["value"]}


class EndIdentifier(ChangePart):
    """Identifiers are not edited: a wrong one is ended, or removed, and the right one added."""

    versioned = False
    title = _("End an identifier")
    form_class = EndForm
    part_name = "AdditionalIdentifier"
    list_name = "cases:identifiers"
    submit_words = _("End identifier")
    saved_words = _("Identifier ended")
    act = identifiers.end_identifier

    def initial(self) -> dict[str, Any]:
        return {"ended_on": self.today}

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "caption_words": f"{self.row.type.words}: {self.row.value}"}

    def given(self, form: EndForm) -> dict[str, Any]:
        return {"person_id": self.person.pk, "ended_on": form.cleaned_data["ended_on"]}


class RemoveIdentifier(RemovePart):
    title = _("Remove an identifier")
    part_name = "AdditionalIdentifier"
    list_name = "cases:identifiers"
    act = identifiers.remove_identifier

    def row_words(self) -> str:
        return f"{self.row.type.words}: {self.row.value}"
