"""Disabilities and adjustments."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.pages import PersonPage
from cases.people.forms.disabilities import AdjustmentForm, DisabilityForm
from cases.people.forms.parts import RemoveForm
from cases.people.queries import details
from cases.people.queries.notes import with_notes
from cases.people.services import disabilities
from cases.people.views.parts import AddPart, ChangePart, RemovePart


class Disabilities(PersonPage):
    permission = "cases.view-person"
    template_name = "cases/people/personal/disabilities.html"
    title = _("Disabilities and adjustments")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "disabilities": list(with_notes(details.disabilities(self.person))),
            "adjustments": list(with_notes(details.adjustments(self.person))),
            "may_edit": self.allows("cases.edit-personal"),
        }


class AddDisability(AddPart):
    title = _("Add a disability")
    form_class = DisabilityForm
    list_name = "cases:disabilities"

    def save(self, form: DisabilityForm) -> str:
        disabilities.add_disability(self.person.pk, form.details(), by=self.request.user, at=self.at)
        return self.done(_("Disability added"))


class ChangeDisability(ChangePart):
    title = _("Change a disability")
    form_class = DisabilityForm
    part_name = "Disability"
    list_name = "cases:disabilities"

    def save(self, form: DisabilityForm) -> str:
        disabilities.change_disability(
            self.row.pk,
            form.details(),
            person_id=self.person.pk,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Disability saved"))


class RemoveDisability(RemovePart):
    title = _("Remove a disability")
    part_name = "Disability"
    list_name = "cases:disabilities"

    def save(self, form: RemoveForm) -> str:
        disabilities.remove_disability(
            self.row.pk,
            person_id=self.person.pk,
            version=self.posted_version(),
            because=form.cleaned_data["because"],
            by=self.request.user,
            at=self.at,
        )
        return self.removed()


class AddAdjustment(AddPart):
    title = _("Add an adjustment")
    form_class = AdjustmentForm
    list_name = "cases:disabilities"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.person}

    def save(self, form: AdjustmentForm) -> str:
        disabilities.add_adjustment(self.person.pk, form.details(), by=self.request.user, at=self.at)
        return self.done(_("Adjustment added"))


class ChangeAdjustment(ChangePart):
    title = _("Change an adjustment")
    form_class = AdjustmentForm
    part_name = "Adjustment"
    list_name = "cases:disabilities"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.person}

    def save(self, form: AdjustmentForm) -> str:
        disabilities.change_adjustment(
            self.row.pk,
            form.details(),
            person_id=self.person.pk,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Adjustment saved"))


class RemoveAdjustment(RemovePart):
    title = _("Remove an adjustment")
    part_name = "Adjustment"
    list_name = "cases:disabilities"

    def save(self, form: RemoveForm) -> str:
        disabilities.remove_adjustment(
            self.row.pk,
            person_id=self.person.pk,
            version=self.posted_version(),
            because=form.cleaned_data["because"],
            by=self.request.user,
            at=self.at,
        )
        return self.removed()
