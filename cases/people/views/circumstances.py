"""Personal circumstances, listed by group: housing, employment and so on."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases.pages import PersonPage
from cases.people.forms.circumstances import CircumstanceForm, CircumstanceTypeForm
from cases.people.forms.parts import RemoveForm
from cases.people.queries import details
from cases.people.queries.notes import with_notes
from cases.people.services import circumstances
from cases.people.views.parts import AddPart, ChangePart, RemovePart


class Circumstances(PersonPage):
    permission = "cases.view-person"
    template_name = "cases/people/personal/circumstances.html"
    title = _("Personal circumstances")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups: dict[str, list[Any]] = {}
        for row in with_notes(details.circumstances(self.person)):
            groups.setdefault(row.type.hete_group, []).append(row)
        other = groups.pop("", [])
        listed = [*details.by_name(groups), *([("", other)] if other else [])]
        return {
            **super().get_context_data(**kwargs),
            "groups": listed,
            "may_edit": self.allows("cases.edit-personal"),
        }


class AddCircumstance(AddPart):
    """Two steps, each with its own address: the type, then the rest with the sub types of that type."""

    title = _("Add a personal circumstance")
    form_class = CircumstanceForm
    list_name = "cases:circumstances"

    def prepare(self) -> None:
        known = {code for _group, rows in details.circumstance_types(today=self.today) for code, _w in rows}
        self.type_code = self.request.GET.get("type", "")
        if self.type_code and self.type_code not in known:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.type_code else self.ask_type()

    def ask_type(self) -> HttpResponse:
        asked = "type" in self.request.GET
        form = CircumstanceTypeForm(self.request.GET if asked else None, today=self.today)
        self.template_name = "cases/people/personal/circumstance_type.html"
        return self.render_to_response(self.get_context_data(form=form), status=400 if asked else 200)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "type_code": self.type_code, "person": self.person}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = details.type_words("CircumstanceType", self.type_code)
        return {**super().get_context_data(**kwargs), "caption_words": words}

    def save(self, form: CircumstanceForm) -> str:
        circumstances.add_circumstance(self.person.pk, form.details(), by=self.request.user, at=self.at)
        return self.done(_("Circumstance added"))


class ChangeCircumstance(ChangePart):
    title = _("Change a personal circumstance")
    form_class = CircumstanceForm
    part_name = "Circumstance"
    list_name = "cases:circumstances"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "type_code": self.row.type.code, "person": self.person}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "caption_words": self.row.type.words}

    def save(self, form: CircumstanceForm) -> str:
        circumstances.change_circumstance(
            self.row.pk,
            form.details(),
            person_id=self.person.pk,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Circumstance saved"))


class UpdateCircumstance(ChangePart):
    """For a circumstance that has itself changed: the old entry ends, a new one begins on the same day."""

    title = _("Update a personal circumstance")
    form_class = CircumstanceForm
    part_name = "Circumstance"
    list_name = "cases:circumstances"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "type_code": self.row.type.code, "person": self.person}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "caption_words": self.row.type.words}

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "started_on": self.today, "ended_on": None}

    def kept_notes(self) -> Iterable[Any]:
        """None: the notes of the old entry stay with that entry."""
        return ()

    def remove_address(self) -> str:
        return ""

    def save(self, form: CircumstanceForm) -> str:
        circumstances.update_circumstance(
            self.row.pk,
            form.details(),
            person_id=self.person.pk,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Circumstance updated"), more=_("The old entry has ended."))


class RemoveCircumstance(RemovePart):
    title = _("Remove a personal circumstance")
    part_name = "Circumstance"
    list_name = "cases:circumstances"

    def row_words(self) -> str:
        sub = f", {self.row.subtype.words}" if self.row.subtype else ""
        return f"{self.row.type.words}{sub}"

    def save(self, form: RemoveForm) -> str:
        circumstances.remove_circumstance(
            self.row.pk,
            person_id=self.person.pk,
            version=self.posted_version(),
            because=form.cleaned_data["because"],
            by=self.request.user,
            at=self.at,
        )
        return self.removed()
