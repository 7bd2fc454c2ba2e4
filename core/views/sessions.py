"""Where one is signed in, and ending it everywhere else."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.browsers import browser_of
from core.screens.page import Page
from core.services.sessions import end_others, sessions_of


class Sessions(Page):
    permission = "core.signed-in"
    template_name = "core/sessions/sessions.html"
    title = gettext_lazy("Where you are signed in")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = self.request.session.session_key
        rows = [
            {
                "row": row,
                "browser": browser_of(row.browser) or _("Unknown browser"),
                "is_here": row.session_key == here,
            }
            for row in sessions_of(self.request.user, at=self.at)
        ]
        return {
            **super().get_context_data(**kwargs),
            "rows": rows,
            "others": sum(not row["is_here"] for row in rows),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ends every other session."""
        ended = end_others(request.user, keep=request.session.session_key, by=request.user, at=self.at)
        words = ngettext(
            "You are signed out in %(n)s other place.", "You are signed out in %(n)s other places.", ended
        )
        messages.success(request, words % {"n": ended})
        return redirect("core:sessions")
