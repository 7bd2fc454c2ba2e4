"""Numbers the person is known by."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.forms.personal import EndForm, IdentifierForm, NumbersForm
from cases.pages import PersonPage
from cases.queries import personal
from cases.services import identifiers
from cases.views.parts import ChangePart, PersonalForm, PersonForm, RemovePart
from cases.views.summaries import number_rows
from core.pages import Page


class Identifiers(PersonPage, Page):
    permission = "cases.view-person"
    template_name = "cases/personal/identifiers.html"
    title = _("Identifiers")

    def get_context(self) -> dict[str, Any]:
        return {
            **super().get_context(),
            "number_rows": number_rows(self.person),
            "rows": list(personal.identifiers(self.person)),
            "may_edit": self.allows("cases.edit-personal"),
        }


class ChangeNumbers(PersonForm):
    title = _("Change identity numbers")
    form_class = NumbersForm
    list_name = "cases:identifiers"
    saved_words = _("Identity numbers saved")

    def save(self, form: NumbersForm) -> str:
        identifiers.change_numbers(
            self.person.pk,
            form.details(),
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class AddIdentifier(PersonalForm):
    title = _("Add an identifier")
    form_class = IdentifierForm
    list_name = "cases:identifiers"
    saved_words = _("Identifier added")

    def save(self, form: IdentifierForm) -> str:
        identifiers.add_identifier(
            self.person.pk,
            type=form.cleaned_data["type"],
            value=form.cleaned_data["value"],
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class EndIdentifier(ChangePart):
    """Identifiers are not edited: a wrong one is ended, or removed, and the right one added."""

    title = _("End an identifier")
    form_class = EndForm
    part_name = "AdditionalIdentifier"
    list_name = "cases:identifiers"
    submit_words = _("End identifier")
    saved_words = _("Identifier ended")

    def initial(self) -> dict[str, Any]:
        return {"ended_on": self.today}

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "caption_words": f"{self.row.type.words}: {self.row.value}"}

    def save(self, form: EndForm) -> str:
        identifiers.end_identifier(
            self.row.pk,
            person_id=self.person.pk,
            ended_on=form.cleaned_data["ended_on"],
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class RemoveIdentifier(RemovePart):
    title = _("Remove an identifier")
    part_name = "AdditionalIdentifier"
    list_name = "cases:identifiers"
    remove = identifiers.remove_identifier

    def row_words(self) -> str:
        return f"{self.row.type.words}: {self.row.value}"
