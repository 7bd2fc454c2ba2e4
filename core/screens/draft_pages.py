"""The half of a form's page that loses nothing: its draft, and what was sent after the session had ended."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.forms.utils import ErrorDict
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.screens import drafts, unsaved

if TYPE_CHECKING:
    from core.screens.page import Page as _Page
else:
    _Page = object


class KeepsDrafts(_Page):
    """Mixin before Page. A form with a long text keeps a draft; so does a page that says `keeps_draft`."""

    keeps_draft: ClassVar[bool] = False
    is_kept = False
    make_form: Callable[..., Form]
    cancel_address: Callable[[], str]

    def has_draft(self, form: Form) -> bool:
        return self.keeps_draft or any(getattr(field, "is_long", False) for field in form.fields.values())

    def draft_key(self) -> str:
        """Which of its kind: overridden where one address asks several things."""
        return self.request.path

    def draft_title(self) -> str:
        """Stands in the user's list long after, when they may see less: tells nothing of anybody."""
        return str(self.title)

    def draft_crn(self) -> str:
        return ""

    def find_draft(self, form: Form):
        if not self.has_draft(form):
            return None
        return drafts.find(**self.draft_identity())

    def forget_draft(self, form: Form) -> None:
        if self.has_draft(form):
            drafts.forget(**self.draft_identity())

    def draft_identity(self) -> dict[str, Any]:
        """Whose it is, the form's route, and which of the route's."""
        route: Any = self.request.resolver_match
        return {"user": self.request.user, "kind": route.view_name, "key": self.draft_key()}

    def store_draft(self, answers: dict[str, Any]) -> None:
        drafts.keep(
            **self.draft_identity(),
            title=self.draft_title(),
            address=self.request.get_full_path(),
            data=answers,
            at=self.at,
            crn=self.draft_crn(),
        )

    def keep_draft(self) -> HttpResponse:
        self.store_draft(unsaved.answers(self.request.POST))
        if self.request.headers.get("X-Requested-With") == "fetch":
            return HttpResponse(
                json.dumps({"saved_at": self.at.isoformat()}), content_type="application/json"
            )
        messages.success(self.request, _("Your draft is saved. You will find it under Drafts."))
        return redirect(self.cancel_address())

    def resumed(self, draft: Any) -> Form:
        """The form with what the draft holds and no errors shown yet: a draft may be half-typed."""
        data = QueryDict(mutable=True)
        for name, values in draft.data.items():
            data.setlist(name, values)
        form: Any = self.make_form(data)
        form._errors = ErrorDict()
        return form

    # --- the session had ended --------------------------------------------------------------------------
    def check_permission(self) -> HttpResponse | None:
        """As every page, but what somebody typed while their session ended is kept for them."""
        if self.request.method == "POST" and not self.request.user.is_authenticated:
            self.is_kept = unsaved.keep(self.request, at=self.at)
        return super().check_permission()

    def page_asked_for(self) -> str:
        return self.request.get_full_path() if self.is_kept else super().page_asked_for()

    def take_unsaved(self) -> HttpResponse | None:
        """Back after signing in: what was sent becomes the draft, and the form opens with it."""
        answers = unsaved.take(self.request, at=self.at)
        if answers is None:
            return None
        self.store_draft(answers)
        messages.info(
            self.request, _("You were signed out before this was saved. What you typed is here, as a draft.")
        )
        query = self.request.GET.copy()
        query["draft"] = "resume"
        return redirect(f"{self.request.path}?{query.urlencode()}")
