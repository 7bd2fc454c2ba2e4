"""The draft of one form of one user: kept, found, opened again, forgotten."""

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
    """Where a form's draft is kept: under its user, its route and its key.

    key     which of the route's forms; the path, where one address asks one thing
    title   stands in the user's list long after, when they may see less: tells nothing of anybody
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
        """Keeps what was posted and says so: to the script in JSON, to the user on the page at `then`."""
        self.keep_posted()
        if self.request.headers.get("X-Requested-With") == "fetch":
            told = json.dumps({"saved_at": self.at.isoformat()})
            return HttpResponse(told, content_type="application/json")
        messages.success(self.request, _("Your draft is saved. You will find it under Drafts."))
        return redirect(then)

    def take_unsaved(self) -> HttpResponse | None:
        """Back after signing in: what was sent becomes the draft, and the form opens with it."""
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
    """What the draft holds, as if it were posted."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def without_errors(form: Any) -> BaseForm:
    """A draft may be half-typed: its form shows no errors until it is sent."""
    form._errors = ErrorDict()
    return form
