"""Disabilities and adjustments."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.pages import PersonPage
from cases.people.forms.disabilities import AdjustmentForm, DisabilityForm
from cases.people.queries import details
from cases.people.services import disabilities
from cases.people.views.parts import ChangePart, PersonalForm, RemovePart
from core.screens.page import Page


class Disabilities(PersonPage, Page):
    permission = "cases.view-person"
    template_name = "cases/personal/disabilities.html"
    title = _("Disabilities and adjustments")

    def get_context(self) -> dict[str, Any]:
        return {
            **super().get_context(),
            "disabilities": list(details.disabilities(self.person)),
            "adjustments": list(details.adjustments(self.person)),
            "may_edit": self.allows("cases.edit-personal"),
        }


class AddDisability(PersonalForm):
    title = _("Add a disability")
    form_class = DisabilityForm
    list_name = "cases:disabilities"
    saved_words = _("Disability added")
    act = disabilities.add_disability


class ChangeDisability(ChangePart):
    title = _("Change a disability")
    form_class = DisabilityForm
    part_name = "Disability"
    list_name = "cases:disabilities"
    saved_words = _("Disability saved")
    act = disabilities.change_disability


class RemoveDisability(RemovePart):
    title = _("Remove a disability")
    part_name = "Disability"
    list_name = "cases:disabilities"
    act = disabilities.remove_disability


class AddAdjustment(PersonalForm):
    title = _("Add an adjustment")
    form_class = AdjustmentForm
    list_name = "cases:disabilities"
    saved_words = _("Adjustment added")
    act = disabilities.add_adjustment

    def form_kwargs(self) -> dict[str, Any]:
        return {"person": self.person}


class ChangeAdjustment(ChangePart):
    title = _("Change an adjustment")
    form_class = AdjustmentForm
    part_name = "Adjustment"
    list_name = "cases:disabilities"
    saved_words = _("Adjustment saved")
    act = disabilities.change_adjustment

    def form_kwargs(self) -> dict[str, Any]:
        return {**super().form_kwargs(), "person": self.person}


class RemoveAdjustment(RemovePart):
    title = _("Remove an adjustment")
    part_name = "Adjustment"
    list_name = "cases:disabilities"
    act = disabilities.remove_adjustment
