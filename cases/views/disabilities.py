"""Disabilities and adjustments."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.forms.personal import AdjustmentForm, DisabilityForm
from cases.pages import PersonPage
from cases.queries import personal
from cases.services import disabilities
from cases.views.parts import ChangePart, PersonalForm, RemovePart
from core.pages import Page


class Disabilities(PersonPage, Page):
    permission = "cases.view-person"
    template_name = "cases/personal/disabilities.html"
    title = _("Disabilities and adjustments")

    def get_context(self) -> dict[str, Any]:
        return {
            **super().get_context(),
            "disabilities": list(personal.disabilities(self.person)),
            "adjustments": list(personal.adjustments(self.person)),
            "may_edit": self.allows("cases.edit-personal"),
        }


class AddDisability(PersonalForm):
    title = _("Add a disability")
    form_class = DisabilityForm
    list_name = "cases:disabilities"
    saved_words = _("Disability added")

    def save(self, form: DisabilityForm) -> str:
        disabilities.add_disability(self.person.pk, form.details(), by=self.request.user, at=self.at)
        return self.done()


class ChangeDisability(ChangePart):
    title = _("Change a disability")
    form_class = DisabilityForm
    part_name = "Disability"
    list_name = "cases:disabilities"
    saved_words = _("Disability saved")

    def save(self, form: DisabilityForm) -> str:
        disabilities.change_disability(
            self.row.pk,
            form.details(),
            person_id=self.person.pk,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class RemoveDisability(RemovePart):
    title = _("Remove a disability")
    part_name = "Disability"
    list_name = "cases:disabilities"
    remove = disabilities.remove_disability

    def row_words(self) -> str:
        return self.row.type.words


class AddAdjustment(PersonalForm):
    title = _("Add an adjustment")
    form_class = AdjustmentForm
    list_name = "cases:disabilities"
    saved_words = _("Adjustment added")

    def form_kwargs(self) -> dict[str, Any]:
        return {"person": self.person}

    def save(self, form: AdjustmentForm) -> str:
        disabilities.add_adjustment(self.person.pk, form.details(), by=self.request.user, at=self.at)
        return self.done()


class ChangeAdjustment(ChangePart):
    title = _("Change an adjustment")
    form_class = AdjustmentForm
    part_name = "Adjustment"
    list_name = "cases:disabilities"
    saved_words = _("Adjustment saved")

    def form_kwargs(self) -> dict[str, Any]:
        return {**super().form_kwargs(), "person": self.person}

    def save(self, form: AdjustmentForm) -> str:
        disabilities.change_adjustment(
            self.row.pk,
            form.details(),
            person_id=self.person.pk,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class RemoveAdjustment(RemovePart):
    title = _("Remove an adjustment")
    part_name = "Adjustment"
    list_name = "cases:disabilities"
    remove = disabilities.remove_adjustment

    def row_words(self) -> str:
        return self.row.type.words
