"""Checking the answers of a draft, sending it, and what happens next."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.screens.forms import FormPage
from core.words import say
from referrals.codes import ReferralState
from referrals.forms.drafts import SendForm
from referrals.pages import DraftPage
from referrals.queries.referrals import deadlines_of
from referrals.rules.drafts import cautions
from referrals.services import risk_screens
from referrals.services.sending import newer_problems, others_open, problems_with, send_referral
from referrals.views.draft_pages import WORDS, unsaved_pages
from referrals.views.summaries import (
    contact_rows,
    delivery_rows,
    location_rows,
    needs_rows,
    person_rows,
    risk_rows,
    service_cards,
)


class CheckAnswers(DraftPage, FormPage):
    """All answers on one page, with links to change them and the button that sends."""

    permission = "referrals.send"
    template_name = "referrals/drafts/check.html"
    title = WORDS["draft-check"]
    form_class = SendForm
    submit_words = gettext_lazy("Send referral")
    goes_on_beside = False
    keeps_draft = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = {"refresh-risk": risk_screens.refresh, "keep-older": risk_screens.keep_older}.get(
            request.POST.get("do", "")
        )
        if act is not None and self.draft.state == ReferralState.DRAFT:
            act(self.draft.pk, by=request.user, at=self.at)
            name = "draft-risk" if request.POST["do"] == "refresh-risk" else "draft-check"
            return redirect(
                f"{self.address(name)}?from=check" if name == "draft-risk" else self.address(name)
            )
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft, work = self.draft, self.work
        stay = work.facts.stay
        prison = stay.institution.words if stay and stay.institution and draft.recorded_prison_right else ""
        return {
            **super().get_context_data(**kwargs),
            "unsaved": unsaved_pages(self),
            "problems": [say(problem.reason) for problem in problems_with(work, at=self.at)],
            "newer": newer_problems(work, at=self.at),
            "cautions": [
                say(caution.because)
                for caution in cautions(work.answers, today=self.today, others=self.others)
            ],
            "person_rows": person_rows(self.person, draft),
            "contact_rows": contact_rows(draft),
            "location_rows": location_rows(
                draft, prison=prison or (draft.prison.words if draft.prison else "")
            ),
            "risk_rows": risk_rows(draft.risk_screen),
            "needs_rows": needs_rows(draft),
            "services": service_cards(draft),
            "sentence": next(
                (row.words for row in work.facts.sentences if row.facts.id == draft.event_id), ""
            ),
            "delivery_rows": delivery_rows(draft),
        }

    @cached_property
    def others(self) -> list[Any]:
        return others_open(self.draft)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "is_duplicate": bool(self.others)}

    def cancel_address(self) -> str:
        return self.address("draft")

    def save(self, form) -> str:
        sent = send_referral(
            self.draft.pk,
            by=self.request.user,
            at=self.at,
            version=self.posted_version(),
            duplicate_reason=form.cleaned_data.get("duplicate_reason", ""),
        )
        return self.address("draft-sent") if sent.reference else self.address("draft")


class Sent(DraftPage):
    """The page after sending: the reference number and what happens next."""

    template_name = "referrals/drafts/sent.html"
    title = gettext_lazy("Referral sent")
    leaves_when_sent = False

    def prepare(self) -> None:
        super().prepare()
        self.is_sent = self.draft.state != ReferralState.DRAFT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | HttpResponseRedirect:
        if not self.is_sent:
            return redirect(self.address("draft"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "referral": self.draft,
            "deadlines": deadlines_of(self.draft),
            "cancel_address": "",
            "caption_words": _("Referral to %(service)s") % {"service": self.draft.contract.title},
        }
