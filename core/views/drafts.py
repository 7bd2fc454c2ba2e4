"""The list of a user's drafts, to continue one or discard it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.screens import drafts
from core.screens.looks import listed_on
from core.screens.page import Page
from core.services.drafts import discard_draft
from core.subjects import names_of


class Drafts(Page):
    permission = "core.signed-in"
    template_name = "core/drafts/drafts.html"
    title = gettext_lazy("Drafts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(drafts.drafts_of(self.request.user))
        names = names_of({row.crn for row in rows if row.crn}, self.request.user, at=self.at)
        listed_on(self.request).update(names)
        found = [
            {
                "draft": draft,
                "name": names.get(draft.crn, ""),
                "goes_on": draft.saved_at + drafts.KEPT_FOR,
                "goes_soon": draft.saved_at + drafts.KEPT_FOR - self.at < timedelta(days=7),
            }
            for draft in rows
        ]
        return {**super().get_context_data(**kwargs), "drafts": found}


class DiscardDraft(Page):
    permission = "core.signed-in"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not discard_draft(pk, by=request.user):
            raise Http404
        messages.success(request, _("The draft is discarded."))
        return redirect("core:drafts")
