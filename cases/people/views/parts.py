"""The bases of screens that list, add, change and remove rows below a person.

A screen names its form, the service that saves (`act`), its permission and its words; what its service asks
besides what was typed, `given` adds.
"""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.pages import PersonPage
from cases.people.forms.parts import RemoveForm
from cases.people.queries import details
from core.screens.forms import FormPage
from core.screens.page import Page


class PartList(PersonPage, Page):
    """All rows of one kind: `rows_of` is the query, from the person."""

    permission = "cases.view-person"
    edit_permission: ClassVar[str] = "cases.edit-personal"
    rows_of: ClassVar[Any] = None

    def get_context(self) -> dict[str, Any]:
        rows = list(type(self).rows_of(self.person))
        return {**super().get_context(), "rows": rows, "may_edit": self.allows(self.edit_permission)}


class PersonalForm(PersonPage, FormPage):
    """One form about a person. `list_name` is the screen it comes from and goes back to.

    act   the service, called with the key of what is acted on, what is `given`, by and at
    """

    permission = "cases.edit-personal"
    template_name = "cases/form.html"
    list_name: ClassVar[str] = "cases:personal"
    saved_words: ClassVar[Any] = _("Saved")
    act: ClassVar[Any] = None

    def key(self) -> int:
        return self.person.pk

    def given(self, form: Any) -> dict[str, Any]:
        return {"details": form.details()}

    def save(self, form: Any) -> str:
        type(self).act(self.key(), **self.given(form), by=self.request.user, at=self.at)
        return self.done()

    def list_address(self) -> str:
        return reverse(self.list_name, args=[self.person.crn])

    def cancel_address(self) -> str:
        return self.back_to(self.list_address())

    def done(self) -> str:
        messages.success(self.request, str(self.saved_words))
        return self.back_to(self.list_address())


class PersonForm(PersonalForm):
    """Changes columns of the person itself, whose version it carries."""

    versioned = True
    goes_on_beside = True

    def prepare(self) -> None:
        super().prepare()
        self.person = details.with_details(self.person)

    def given(self, form: Any) -> dict[str, Any]:
        return {**super().given(form), "version": self.posted_version()}

    def initial(self) -> dict[str, Any]:
        return self.form_class.initial_of(self.person)

    def form_kwargs(self) -> dict[str, Any]:
        return {"row": self.person}

    def current_version(self) -> int:
        return self.person.version

    def last_changed(self) -> tuple[str, Any]:
        return getattr(self.person.updated_by, "name", ""), self.person.updated_at


class ChangePart(PersonalForm):
    """Changes one row below the person: `part_name` is its model, `row` the row."""

    versioned = True
    part_name: ClassVar[str] = ""
    row: Any

    def prepare(self) -> None:
        super().prepare()
        self.row = self.find_row()

    def find_row(self) -> Any:
        row = details.part(self.part_name, self.person, self.kwargs["pk"])
        if row is None:
            raise Http404
        return row

    def key(self) -> int:
        return self.row.pk

    def given(self, form: Any) -> dict[str, Any]:
        return {**super().given(form), "person_id": self.person.pk, "version": self.posted_version()}

    def initial(self) -> dict[str, Any]:
        return self.form_class.initial_of(self.row)

    def form_kwargs(self) -> dict[str, Any]:
        return {"row": self.row}

    def current_version(self) -> int | None:
        return getattr(self.row, "version", None)

    def last_changed(self) -> tuple[str, Any]:
        return getattr(self.row.updated_by, "name", ""), self.row.updated_at

    def show_conflict(self, form: Any) -> Any:
        """Shows their version: the row as it is now, not as it was when this request read it."""
        self.row = self.find_row()
        return super().show_conflict(form)

    def get_context(self) -> dict[str, Any]:
        remove = {"remove_address": self.remove_address()}
        return {**super().get_context(), **remove}

    def remove_address(self) -> str:
        match = self.request.resolver_match
        name = f"{match.view_name}-remove"
        return reverse(name, args=[self.person.crn, self.row.pk])


class RemovePart(ChangePart):
    """Marks a row entered by mistake as removed."""

    form_class = RemoveForm
    template_name = "cases/remove.html"
    submit_words = _("Remove")
    saved_words = _("Removed. It stays in the history.")

    def initial(self) -> dict[str, Any]:
        return {}

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def row_words(self) -> str:
        """What is about to be removed."""
        return self.row.type.words

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "row_words": self.row_words()}

    def remove_address(self) -> str:
        return ""

    def given(self, form: Any) -> dict[str, Any]:
        because = form.cleaned_data["because"]
        return {"person_id": self.person.pk, "version": self.posted_version(), "because": because}
