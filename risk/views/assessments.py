"""Screens of a person's assessments: the list, starting one, its answers, reading it."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.pages import PersonPage
from cases.people.queries.policies import rosh_current_weeks
from core.errors import RulesBroken
from core.screens.done import Link
from core.screens.forms import FormPage, add_broken_rules
from risk.codes import AssessmentStatus, Band, Layer
from risk.forms.assessments import AnswersForm, StartForm, initial_of
from risk.pages import widget_of
from risk.queries import assessments as queries
from risk.queries import predictors
from risk.queries.targeting import in_custody
from risk.rules.assessments import highest_section_scores, missing_answers
from risk.services.assessments import complete_assessment, save_answers, start_assessment
from risk.views.overview import concerns_of, summary_rows

OPEN = AssessmentStatus.OPEN.value


class Assessments(PersonPage):
    permission = "risk.view-assessments"
    template_name = "risk/assessments/list.html"
    title = gettext_lazy("Assessments and plan")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(queries.assessments_of(self.person.pk))
        return {
            **super().get_context_data(**kwargs),
            "rows": [assessment_context(row) for row in rows],
            "open": next((row for row in rows if row.status == OPEN), None),
            "scores": [(row, Band(row.band).words) for row in predictors.scores_of(self.person.pk)],
            "may_assess": self.allows("risk.assess"),
            "may_start": self.allows("risk.start-assessment"),
        }


def assessment_context(row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "layer": Layer(row.layer).words,
        "status": AssessmentStatus(row.status).words,
        "is_open": row.status == OPEN,
    }


class StartAssessment(PersonPage, FormPage):
    permission = "risk.start-assessment"
    template_name = "cases/case.html"
    list_name = "risk:assessments"
    title = gettext_lazy("Start an assessment")
    form_class = StartForm
    submit_words = gettext_lazy("Start")

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        begun = queries.open_assessment_of(self.person.pk)
        if begun is not None:
            messages.info(request, _("This assessment is in progress already"))
            return redirect(self.next_page(begun.pk))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        purposes = list(queries.purposes().values_list("code", "words"))
        return {**super().get_form_kwargs(), "purposes": purposes}

    def save(self, form: Form) -> str:
        assessment = start_assessment(
            self.person.pk,
            layer=Layer(form.cleaned_data["layer"]),
            purpose_code=form.cleaned_data["purpose"],
            by=self.request.user,
            at=self.at,
        )
        if not self.allows("risk.assess"):
            self.done(_("Assessment started"), more=_("The practitioner completes it."))
        return self.next_page(assessment.pk)

    def next_page(self, assessment_id: int) -> str:
        """Its questions, or for a user who may only start one, the page that shows it."""
        name = "risk:assessment-answers" if self.allows("risk.assess") else "risk:assessment"
        return reverse(name, args=[self.person.crn, assessment_id])


class AssessmentPage(PersonPage):
    """Base of the pages of one assessment: loads the assessment that the address names."""

    list_name = "risk:assessments"

    def prepare(self) -> None:
        found = queries.assessments_of(self.person.pk).filter(pk=self.kwargs["id"]).first()
        if found is None:
            raise Http404
        self.assessment = found

    def address(self) -> str:
        return reverse("risk:assessment", args=[self.person.crn, self.assessment.pk])


class RecordAssessment(AssessmentPage, FormPage):
    """All questions on one page. Answers can be saved at any time, and completed when none is missing."""

    permission = "risk.assess"
    template_name = "risk/assessments/answers.html"
    title = gettext_lazy("Record the assessment")
    versioned = True
    keeps_draft = True
    form_class = AnswersForm
    submit_words = gettext_lazy("Complete the assessment")

    def prepare(self) -> None:
        super().prepare()
        self.before = queries.answers_of(self.assessment)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.assessment.status != OPEN:
            return redirect(self.address())
        return super().get(request, *args, **kwargs)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """The button that saves for later saves the answers. Only the autosave script keeps a draft."""
        by_script = request.headers.get("X-Requested-With") == "fetch"
        if request.POST.get("do") == "save-draft" and not by_script:
            request.POST = request.POST.copy()
            request.POST["do"] = "save"
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "layer": Layer(self.assessment.layer),
            "in_custody": bool(in_custody([self.person.pk])),
        }

    def get_initial(self) -> dict[str, Any]:
        return initial_of(self.before)

    def get_object(self) -> Any:
        return self.assessment

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **assessment_context(self.assessment)}

    def form_invalid(self, form: Form, **more: Any) -> HttpResponse:
        """Says beside what cannot be read what is still missing, where the assessment was to be completed."""
        if self.request.POST.get("do") != "save":
            layer = Layer(self.assessment.layer)
            missing = missing_answers(layer, form.answers(self.before))
            if new := [rule for rule in missing if rule.field not in form.errors]:
                add_broken_rules(form, RulesBroken(new))
        return super().form_invalid(form, **more)

    def save(self, form: Form) -> str:
        act = {
            "answers": form.answers(self.before),
            "version": self.posted_version(),
            "by": self.request.user,
            "at": self.at,
        }
        if self.request.POST.get("do") == "save":
            save_answers(self.assessment.pk, **act)
            answers = Link(
                reverse("risk:assessment-answers", args=[self.person.crn, self.assessment.pk]),
                _("Go on with the assessment"),
            )
            self.done(_("Answers saved"), more=_("The assessment is still in progress."), view=answers)
            return reverse("risk:assessments", args=[self.person.crn])
        complete_assessment(self.assessment.pk, **act)
        self.done(_("Assessment completed"), more=_("The tier will be worked out in a moment."))
        return self.address()


class AssessmentView(AssessmentPage):
    permission = "risk.view-assessments"
    template_name = "risk/assessments/view.html"
    title = gettext_lazy("Assessment")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answers = queries.answers_of(self.assessment)
        summary = queries.summary_from(
            self.assessment, answers.grid, on=self.today, weeks=rosh_current_weeks(), answers=answers
        )
        has_rosh = self.assessment.layer != Layer.STANDALONE.value
        return {
            **super().get_context_data(**kwargs),
            **assessment_context(self.assessment),
            "rosh": widget_of(summary, self.person) if has_rosh else None,
            "summary": summary_rows(summary) if has_rosh else [],
            "concerns": concerns_of(summary) if has_rosh else [],
            "answers": answers,
            "sections": self.sections(answers),
            "may_assess": self.allows("risk.assess"),
        }

    def sections(self, answers: Any) -> list[dict[str, Any]]:
        """The score of each section of a full assessment, and how severe the tier counts the need."""
        if self.assessment.layer != Layer.LAYER3.value:
            return []
        return [
            {
                "words": need.words,
                "score": answers.section_scores.get(need),
                "highest": highest,
                "severity": queries.severity_words(self.assessment, need, answers),
            }
            for need, highest in highest_section_scores().items()
        ]
