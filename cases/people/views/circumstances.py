"""Personal circumstances, by type; housing, education and work first."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from cases.pages import PersonPage
from cases.people.forms.circumstances import CircumstanceForm, CircumstanceTypeForm
from cases.people.queries import details
from cases.people.services import circumstances
from cases.people.views.parts import ChangePart, PersonalForm, RemovePart
from core.screens.page import Page


class Circumstances(PersonPage, Page):
    permission = "cases.view-person"
    template_name = "cases/personal/circumstances.html"
    title = _("Personal circumstances")

    def get_context(self) -> dict[str, Any]:
        groups: dict[str, list[Any]] = {}
        for row in details.circumstances(self.person):
            groups.setdefault(row.type.hete_group, []).append(row)
        other = groups.pop("", [])
        listed = [*sorted(groups.items()), ("", other)] if other else sorted(groups.items())
        return {**super().get_context(), "groups": listed, "may_edit": self.allows("cases.edit-personal")}


class AddCircumstance(PersonalForm):
    """Two steps, both with an address: which type, then the rest with the sub types of that type."""

    title = _("Add a personal circumstance")
    form_class = CircumstanceForm
    list_name = "cases:circumstances"
    saved_words = _("Circumstance added")
    act = circumstances.add_circumstance

    def prepare(self) -> None:
        super().prepare()
        known = {code for _group, rows in details.circumstance_types(today=self.today) for code, _w in rows}
        self.type_code = self.request.GET.get("type", "")
        if self.type_code and self.type_code not in known:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.type_code else self.ask_type()

    def ask_type(self) -> HttpResponse:
        asked = "type" in self.request.GET
        form = CircumstanceTypeForm(self.request.GET if asked else None, today=self.today)
        context = {
            **self.case_context(),
            "title": self.get_title(),
            "form": form,
            "cancel_address": self.cancel_address(),
        }
        status = 400 if asked else 200
        return render(self.request, "cases/personal/circumstance_type.html", context, status=status)

    def form_kwargs(self) -> dict[str, Any]:
        return {"type_code": self.type_code, "person": self.person}

    def get_context(self) -> dict[str, Any]:
        words = details.type_words("CircumstanceType", self.type_code)
        return {**super().get_context(), "caption_words": words}


class ChangeCircumstance(ChangePart):
    title = _("Change a personal circumstance")
    form_class = CircumstanceForm
    part_name = "Circumstance"
    list_name = "cases:circumstances"
    saved_words = _("Circumstance saved")
    act = circumstances.change_circumstance

    def form_kwargs(self) -> dict[str, Any]:
        return {"type_code": self.row.type.code, "person": self.person, "row": self.row}

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "caption_words": self.row.type.words}


class UpdateCircumstance(ChangeCircumstance):
    """The circumstance itself has changed: the old entry ends, a new one begins the same day."""

    title = _("Update a personal circumstance")
    saved_words = _("Circumstance updated: the old entry has ended")
    act = circumstances.update_circumstance

    def initial(self) -> dict[str, Any]:
        return {**super().initial(), "started_on": self.today, "ended_on": None, "notes": ""}

    def remove_address(self) -> str:
        return ""


class RemoveCircumstance(RemovePart):
    title = _("Remove a personal circumstance")
    part_name = "Circumstance"
    list_name = "cases:circumstances"
    act = circumstances.remove_circumstance

    def row_words(self) -> str:
        sub = f", {self.row.subtype.words}" if self.row.subtype else ""
        return f"{self.row.type.words}{sub}"
