"""The draft of one form of one user: saved, found, opened again, deleted."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.models import Draft
from core.screens import drafts, unsaved
from core.screens.requests import PageRequest


@dataclass(frozen=True, kw_only=True)
class FormDraft:
    """The draft of a form, kept under its user, its route and its key.

    key     tells forms of one route apart; usually the path
    title   words of the user's list of drafts, without a name: they may have lost sight of the person since
    crn     of the person it is about; "" for none
    """

    request: PageRequest
    at: datetime
    key: str
    title: str
    crn: str = ""

    @property
    def _identity(self) -> dict[str, Any]:
        return {"user": self.request.user, "kind": self.request.resolver_match.view_name, "key": self.key}

    def find(self) -> Draft | None:
        return drafts.find(**self._identity)

    def forget(self) -> None:
        drafts.forget(**self._identity)

    def keep(self, answers: dict[str, Any]) -> None:
        drafts.keep(
            **self._identity,
            title=self.title,
            address=self.request.get_full_path(),
            data=answers,
            at=self.at,
            crn=self.crn,
        )

    def keep_posted(self) -> None:
        self.keep(unsaved.answers(self.request.POST))

    def answer_kept(self, *, then: str) -> HttpResponse:
        """Saves what was posted as the draft. Says so to a script in JSON, to a user on the page `then`."""
        self.keep_posted()
        if self.request.headers.get("X-Requested-With") == "fetch":
            body = json.dumps({"saved_at": self.at.isoformat()})
            return HttpResponse(body, content_type="application/json")
        messages.success(self.request, _("Your draft is saved. You will find it under Drafts."))
        return redirect(then)

    def take_unsaved(self) -> HttpResponse | None:
        """After a new sign-in, saves what was sent before as the draft and redirects to the form with it.

        None if nothing was kept from before.
        """
        answers = unsaved.take(self.request, at=self.at)
        if answers is None:
            return None
        self.keep(answers)
        messages.info(
            self.request, _("You were signed out before this was saved. What you typed is here, as a draft.")
        )
        query = self.request.GET.copy()
        query["draft"] = "resume"
        return redirect(f"{self.request.path}?{query.urlencode()}")


def typed_in(draft: Draft) -> QueryDict:
    """The draft's answers as posted data."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def without_errors(form: Any) -> BaseForm:
    """The form with its errors removed. A draft may be half-typed, so it shows none until it is sent."""
    form._errors = ErrorDict()
    return form
