"""The risk screen of a draft: read and confirm, or edit for the service provider."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from referrals.codes import RiskSection
from referrals.forms.risk_screens import RiskEditForm, RiskForm
from referrals.pages import rosh_shown
from referrals.queries.drafts import CONCERN_FIELDS, texts_of
from referrals.rules.risk_screens import NO_IDENTIFIED_RISK, offers_no_identified_risk
from referrals.services.risk_screens import choose_to_edit, original_of, save_texts, share_as_it_is
from referrals.views.drafts import WORDS, DraftForm
from referrals.views.summaries import risk_rows


class RiskScreenPage(DraftForm):
    """Shared by both pages: the pulled texts and the widget beside them."""

    page_name = "draft-risk"
    versioned = False

    @property
    def screen(self):
        return self.draft.risk_screen

    def get_context(self) -> dict[str, Any]:
        return {
            **super().get_context(),
            "screen": self.screen,
            "rosh": rosh_shown(self.person.pk, on=self.today, not_shared=True),
        }


class DraftRisk(RiskScreenPage):
    template_name = "referrals/drafts/risk.html"
    title = WORDS["draft-risk"]
    form_class = RiskForm

    def initial(self) -> dict[str, Any]:
        return {"edit": self.screen.edited, "understood": self.screen.confirmed_at is not None}

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "risk_rows": risk_rows(self.screen)}

    def save(self, form) -> str:
        acts = {"by": self.request.user, "at": self.at}
        if form.cleaned_data["edit"]:
            choose_to_edit(self.draft.pk, **acts)
            came_from = "?from=check" if self.request.GET.get("from") == "check" else ""
            return self.address("draft-risk-edit") + came_from
        share_as_it_is(self.draft.pk, understood=form.cleaned_data["understood"], **acts)
        return self.next_page()


class DraftRiskEdit(RiskScreenPage):
    """Eight boxes; each can go back to the original, or say that no risk was identified."""

    template_name = "referrals/drafts/risk_edit.html"
    title = gettext_lazy("Edit risk information for the Service Provider")
    form_class = RiskEditForm

    def initial(self) -> dict[str, Any]:
        return {section.value: text for section, text in texts_of(self.screen).items()}

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "compares": "compare" in self.request.GET}

    def show(self, status: int = 200, **more: Any) -> HttpResponse:
        return super().show(status, **{**more, "boxes": self.boxes(more["form"])} if "form" in more else more)

    def boxes(self, form) -> list[dict[str, Any]]:
        """Each box with its label from the assessment, its original, and what its buttons may do."""
        answers = {"YES": gettext_lazy("Yes"), "NO": gettext_lazy("No"), "DK": gettext_lazy("Don't know")}
        boxes = []
        for section in RiskSection:
            answer = getattr(self.screen, CONCERN_FIELDS[section]) if section in CONCERN_FIELDS else ""
            if answer:
                form.fields[section.value].help_text = format_html("<strong>{}</strong>", answers[answer])
            field = form[section.value]
            boxes.append(
                {
                    "section": section.value,
                    "words": section.words,
                    "field": field,
                    "original": original_of(self.screen, section),
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
            typed[revert] = original_of(self.screen, RiskSection(revert))
        if none in typed:
            typed[none] = NO_IDENTIFIED_RISK
        ticked = "understood" in request.POST
        return self.show_form(self.make_form(None, extra_initial={**typed, "understood": ticked}))

    def save(self, form) -> str:
        texts = {section: form.cleaned_data[section.value] for section in RiskSection}
        save_texts(
            self.draft.pk,
            texts,
            understood=form.cleaned_data["understood"],
            by=self.request.user,
            at=self.at,
        )
        return self.next_page()
