"""The screen on which staff judge custody targeting."""

from typing import Any

from django.forms import Form
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.pages import PersonPage
from core.screens.forms import FormPage
from risk.codes import FurtherGroup
from risk.forms.targeting import TargetingForm
from risk.queries import targeting
from risk.services.targeting import judge_targeting

NONE = "NONE"


class JudgeTargeting(PersonPage, FormPage):
    """For people in custody only; the page of anybody else is not found."""

    permission = "risk.judge-targeting"
    template_name = "cases/case.html"
    list_name = "risk:risk"
    title = gettext_lazy("Custody targeting")
    form_class = TargetingForm
    versioned = True

    def prepare(self) -> None:
        super().prepare()
        if not targeting.in_custody([self.person.pk]):
            raise Http404
        self.judgement = targeting.judgement_of(self.person.pk)

    def get_initial(self) -> dict[str, Any]:
        if self.judgement is None:
            return {}
        return {
            "at_key_stage": self.judgement.at_key_stage,
            "further_group": self.judgement.further_group or NONE,
        }

    def current_version(self) -> int:
        """0 before the first judgement, so that a first judgement saved meanwhile is not overwritten."""
        return self.judgement.version if self.judgement else 0

    def last_changed(self) -> tuple[Any, Any]:
        row = self.judgement
        return (row.updated_by, row.updated_at) if row else (None, None)

    def save(self, form: Form) -> str:
        group = form.cleaned_data["further_group"]
        judge_targeting(
            self.person.pk,
            at_key_stage=form.cleaned_data["at_key_stage"],
            further_group=None if group == NONE else FurtherGroup(group),
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        self.done(_("Custody targeting decided again"))
        return reverse("risk:risk", args=[self.person.crn])
