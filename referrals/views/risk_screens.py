"""The risk screen of a draft: read and confirm, or edit for the service provider."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from core.screens.forms import FormPage
from referrals.codes import RiskSection
from referrals.forms.risk_screens import RiskEditForm, RiskForm
from referrals.pages import DraftPage, rosh_shown
from referrals.queries.drafts import CONCERN_FIELDS, texts_of
from referrals.queries.policies import shares_rosh_levels
from referrals.rules.risk_screens import NO_IDENTIFIED_RISK, offers_no_identified_risk
from referrals.services.risk_screens import choose_to_edit, original_of, save_texts, share_as_it_is
from referrals.views.draft_pages import WORDS, next_page
from referrals.views.summaries import risk_rows


def screen_context(page: DraftPage) -> dict[str, Any]:
    """Context of both pages: the pulled texts and the RoSH widget beside them, shared or not."""
    rosh = rosh_shown(page.person.pk, on=page.today, not_shared=not shares_rosh_levels())
    return {"screen": page.draft.risk_screen, "rosh": rosh}


class DraftRisk(DraftPage, FormPage):
    template_name = "referrals/drafts/risk.html"
    title = WORDS["draft-risk"]
    form_class = RiskForm
    versioned = False

    def get_initial(self) -> dict[str, Any]:
        screen = self.draft.risk_screen
        return {"edited": screen.edited, "confirmed": screen.confirmed_at is not None}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = {"risk_rows": risk_rows(self.draft.risk_screen)}
        return {**super().get_context_data(**kwargs), **screen_context(self), **rows}

    def save(self, form) -> str:
        acts = {"by": self.request.user, "at": self.at}
        if form.cleaned_data["edited"]:
            choose_to_edit(self.draft.pk, **acts)
            came_from = "?from=check" if self.request.GET.get("from") == "check" else ""
            return self.address("draft-risk-edit") + came_from
        share_as_it_is(self.draft.pk, confirmed=form.cleaned_data["confirmed"], **acts)
        return next_page(self, "draft-risk")


class DraftRiskEdit(DraftPage, FormPage):
    """Edits the eight texts. Each can be set back to the original, or to "No identified risk"."""

    template_name = "referrals/drafts/risk_edit.html"
    title = gettext_lazy("Edit risk information for the Service Provider")
    form_class = RiskEditForm
    versioned = False

    def get_initial(self) -> dict[str, Any]:
        return {section.value: text for section, text in texts_of(self.draft.risk_screen).items()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {**super().get_context_data(**kwargs), **screen_context(self)}
        shown = {"compares": "compare" in self.request.GET, "boxes": self.boxes(context["form"])}
        return {**context, **shown}

    def boxes(self, form) -> list[dict[str, Any]]:
        """Each text with its field, its original, and whether to offer "No identified risk"."""
        answers = {"YES": gettext_lazy("Yes"), "NO": gettext_lazy("No"), "DK": gettext_lazy("Don't know")}
        boxes = []
        for section in RiskSection:
            answer = (
                getattr(self.draft.risk_screen, CONCERN_FIELDS[section]) if section in CONCERN_FIELDS else ""
            )
            if answer:
                form.fields[section.value].help_text = format_html("<strong>{}</strong>", answers[answer])
            field = form[section.value]
            boxes.append(
                {
                    "section": section.value,
                    "words": section.words,
                    "field": field,
                    "original": original_of(self.draft.risk_screen, section),
                    "offers_none": offers_no_identified_risk(section, field.value() or ""),
                }
            )
        return boxes

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        revert, none = request.POST.get("revert"), request.POST.get("none")
        if not (revert or none):
            return super().post(request, *args, **kwargs)
        typed = {section.value: request.POST.get(section.value, "") for section in RiskSection}
        if revert in typed:
            typed[revert] = original_of(self.draft.risk_screen, RiskSection(revert))
        if none in typed:
            typed[none] = NO_IDENTIFIED_RISK
        ticked = "confirmed" in request.POST
        form = self.form_of(None, **typed, confirmed=ticked)
        return self.render_to_response(self.get_context_data(form=form))

    def save(self, form) -> str:
        texts = {section: form.cleaned_data[section.value] for section in RiskSection}
        save_texts(
            self.draft.pk,
            texts,
            confirmed=form.cleaned_data["confirmed"],
            by=self.request.user,
            at=self.at,
        )
        return next_page(self, "draft-risk")
