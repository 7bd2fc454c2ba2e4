"""The bases of screens that list, add, change and remove rows below a person."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.pages import PersonPage
from cases.people.forms.parts import RemoveForm
from cases.people.queries import details
from cases.people.queries.notes import notes_of
from core.screens.forms import FormPage


class PartList(PersonPage):
    """All rows of one kind."""

    permission = "cases.view-person"
    edit_permission: ClassVar[str] = "cases.edit-personal"

    def rows(self) -> Iterable[Any]:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "rows": list(self.rows()), "may_edit": self.allows(self.edit_permission)}


class AddPart(PersonPage, FormPage):
    """Adds a row below the person."""

    permission = "cases.edit-personal"
    template_name = "cases/form.html"
    list_name = "cases:personal"


class ChangePerson(PersonPage, FormPage):
    """Changes columns of the person. The form carries the version of the person."""

    permission = "cases.edit-personal"
    template_name = "cases/form.html"
    list_name = "cases:personal"
    versioned = True
    goes_on_beside = True

    def prepare(self) -> None:
        self.person = details.with_details(self.person)

    def get_object(self) -> Any:
        return self.person

    def get_initial(self) -> dict[str, Any]:
        return self.get_form_class().initial_of(self.person)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "row": self.person}


class ChangePart(PersonPage, FormPage):
    """Changes one row below a person: `part_name` is its model, `row` the row."""

    permission = "cases.edit-personal"
    template_name = "cases/form.html"
    versioned = True
    adds = True  # a note, if one is typed
    part_name: ClassVar[str] = ""
    row: Any

    def prepare(self) -> None:
        self.row = part_of(self)

    def get_object(self) -> Any:
        return self.row

    def get_initial(self) -> dict[str, Any]:
        return self.get_form_class().initial_of(self.row)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "row": self.row, "notes": self.kept_notes()}

    def kept_notes(self) -> Iterable[Any]:
        """The notes of the row, if its form adds to them. 1 query when they are shown."""
        return notes_of(self.row) if self.get_form_class().only_adds else ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "remove_address": self.remove_address()}

    def remove_address(self) -> str:
        """Address of the screen that removes the row, whose name is this one's with -remove; "" for none."""
        name = f"{self.request.resolver_match.view_name}-remove"
        return reverse(name, args=[self.person.crn, self.row.pk])


class RemovePart(PersonPage, FormPage):
    """Marks a row entered by mistake as removed: `part_name` is its model, `row` the row."""

    permission = "cases.edit-personal"
    template_name = "cases/remove.html"
    form_class = RemoveForm
    submit_words = _("Remove")
    versioned = True
    part_name: ClassVar[str] = ""
    row: Any

    def prepare(self) -> None:
        self.row = part_of(self)

    def get_object(self) -> Any:
        return self.row

    def row_words(self) -> str:
        """What is about to be removed, in words."""
        return self.row.type.words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "row_words": self.row_words()}

    def removed(self) -> str:
        return self.done(_("Entry removed"), more=_("It stays in the history."))


def part_of(page: ChangePart | RemovePart) -> Any:
    """The row in the page's address. 1 query. Raises Http404 if it is not one of the person's."""
    row = details.part(page.part_name, page.person, page.kwargs["pk"])
    if row is None:
        raise Http404
    return row
