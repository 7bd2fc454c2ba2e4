"""Screens of OGRS3: the form filled in from the record, a stored score, and the search for offence codes."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.pages import PersonPage
from core.calendar.typed_dates import format_date
from core.reasons import from_stored
from core.screens.forms import FormPage
from core.screens.page import Page
from risk.codes import Band, Gender, ScoreType
from risk.forms.predictors import Ogrs3Form
from risk.queries import predictors as queries
from risk.services.predictors import score_ogrs3


class ScoreOgrs3(PersonPage, FormPage):
    permission = "risk.assess"
    template_name = "risk/predictors/ogrs3.html"
    list_name = "risk:assessments"
    title = gettext_lazy("Score OGRS3")
    form_class = Ogrs3Form
    keeps_draft = True
    submit_words = gettext_lazy("Score")

    def prepare(self) -> None:
        super().prepare()
        self.prefill = queries.ogrs3_from_record(self.person)

    def get_initial(self) -> dict[str, Any]:
        values = asdict(self.prefill.inputs)
        gender = values.pop("gender")
        return {**values, "gender": gender.value if gender else ""}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "sources": self.prefill.sources}

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("do") == "find-offence":
            return self.show_offences()
        return super().post(request, *args, **kwargs)

    def show_offences(self) -> HttpResponse:
        """Shows the form as it was typed, with the offences found, to choose from. Needs no script."""
        form = self.get_form()
        form.found = queries.find_offences(self.request.POST.get("offence_code", ""))
        form.typed = self.request.POST.get("offence_code", "")
        form.drop_errors()
        return self.render_to_response(self.get_context_data(form=form))

    def save(self, form: Form) -> str:
        score = score_ogrs3(
            self.person.pk, inputs=form.inputs(form.cleaned_data), by=self.request.user, at=self.at
        )
        self.done(_("OGRS3 scored"), more=_("The tier will be worked out in a moment."))
        return reverse("risk:score", args=[self.person.crn, score.pk])


class ScoreView(PersonPage):
    permission = "risk.view-assessments"
    template_name = "risk/predictors/score.html"
    title = gettext_lazy("OGRS3 score")

    def prepare(self) -> None:
        super().prepare()
        self.score = queries.scores_of(self.person.pk).filter(pk=self.kwargs["id"]).first()
        if self.score is None:
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        score = self.score
        return {
            **super().get_context_data(**kwargs),
            "score": score,
            "band": Band(score.band).words,
            "type": ScoreType(score.score_type).words,
            "inputs": self.inputs(),
            "terms": [
                {"because": from_stored(part["because"]), "value": part["value"]}
                for part in score.contributions
            ],
            "total": sum(part["value"] for part in score.contributions),
        }

    def inputs(self) -> list[dict[str, Any]]:
        inputs = self.score.inputs
        offence = queries.offence_choice(inputs.get("offence_code", ""))
        gender = inputs.get("gender")
        return [
            {"key": _("Gender"), "value": Gender(gender).words if gender else ""},
            {"key": _("Date of birth"), "value": _day(inputs.get("born_on"))},
            {"key": _("Date of conviction"), "value": _day(inputs.get("convicted_on"))},
            {"key": _("Age at conviction"), "value": inputs.get("age_at_conviction")},
            {"key": _("Start of follow-up"), "value": _day(inputs.get("followup_on"))},
            {"key": _("Age at start of follow-up"), "value": inputs.get("age_at_followup")},
            {"key": _("Age at first sanction"), "value": inputs.get("age_at_first_sanction")},
            {"key": _("Total number of sanctions"), "value": inputs.get("total_sanctions")},
            {
                "key": _("Offence"),
                "value": f"{offence.code} {offence.words}" if offence else inputs.get("offence_code"),
            },
        ]


def _day(stored: str | None) -> str:
    return format_date(date.fromisoformat(stored)) if stored else ""


class Offences(Page):
    """The offences that match what is typed so far, as JSON for static/offences.js."""

    permission = "risk.assess"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        found = queries.find_offences(request.GET.get("q", ""))
        return JsonResponse(
            {
                "offences": [
                    {"code": row.code, "words": row.words, "group": row.group, "scorable": row.scorable}
                    for row in found
                ]
            }
        )
