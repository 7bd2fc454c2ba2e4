"""Numbers the person is known by."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.identifiers import EndForm, IdentifierForm, NumbersForm
from cases.people.forms.parts import RemoveForm
from cases.people.queries import details
from cases.people.services import identifiers
from cases.people.views.parts import AddPart, ChangePart, ChangePerson, PartList, RemovePart
from cases.people.views.summaries import number_rows


class Identifiers(PartList):
    template_name = "cases/people/personal/identifiers.html"
    title = _("Identifiers")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "number_rows": number_rows(self.person),
            "may_edit_numbers": self.allows("cases.edit-numbers"),
        }

    def rows(self) -> Any:
        return details.identifiers(self.person)


class ChangeNumbers(ChangePerson):
    permission = "cases.edit-numbers"
    title = _("Change identity numbers")
    form_class = NumbersForm
    list_name = "cases:identifiers"

    def save(self, form: NumbersForm) -> str:
        identifiers.change_numbers(
            self.person.pk,
            form.details(),
            version=self.posted_version(),
            may_move=self.allows("cases.move-number"),
            confirmed=self.confirmed(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Identity numbers saved"))


class AddIdentifier(AddPart):
    title = _("Add an identifier")
    form_class = IdentifierForm
    list_name = "cases:identifiers"

    def save(self, form: IdentifierForm) -> str:
        identifiers.add_identifier(
            self.person.pk,
            type=form.cleaned_data["type"],
            value=form.cleaned_data["value"],
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Identifier added"))


class EndIdentifier(ChangePart):
    """Ends an identifier. None is edited: a wrong one is ended or removed, and the right one added."""

    versioned = False
    title = _("End an identifier")
    form_class = EndForm
    part_name = "AdditionalIdentifier"
    list_name = "cases:identifiers"
    submit_words = _("End identifier")

    def get_initial(self) -> dict[str, Any]:
        return {"ended_on": self.today}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "caption_words": f"{self.row.type.words}: {self.row.value}",
        }

    def save(self, form: EndForm) -> str:
        identifiers.end_identifier(
            self.row.pk,
            person_id=self.person.pk,
            ended_on=form.cleaned_data["ended_on"],
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Identifier ended"))


class RemoveIdentifier(RemovePart):
    title = _("Remove an identifier")
    part_name = "AdditionalIdentifier"
    list_name = "cases:identifiers"
    versioned = False

    def row_words(self) -> str:
        return f"{self.row.type.words}: {self.row.value}"

    def save(self, form: RemoveForm) -> str:
        identifiers.remove_identifier(
            self.row.pk,
            person_id=self.person.pk,
            because=form.cleaned_data["because"],
            by=self.request.user,
            at=self.at,
        )
        return self.removed()
