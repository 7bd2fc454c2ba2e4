"""FormPage: one form, one act; nothing typed is lost, nothing is done twice."""

from typing import Any, ClassVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import NeedsConfirming, ReadOnly, RuleBroken, StaleVersion
from core.govuk.forms import GovForm
from core.read_only import READ_ONLY_RETRY
from core.screens import conflicts, form_tokens, unsaved
from core.screens.draft_pages import KeepsDrafts
from core.screens.page import Page
from core.screens.sent_once import SentOnce
from core.words import say


class FormPage(KeepsDrafts, SentOnce, Page):
    """One form, one act. Nothing typed is lost, nothing is done twice, nobody's change is overwritten.

    save(form)         calls one service and returns where to go next (a response or an address)
    keeps_draft        also where no text is long: a form of many questions, or of several pages
    versioned          the form edits something that carries a version: `current_version()` gives it
    goes_on_beside     a form of one part of a record: another part changed meanwhile does not stop it
    """

    form_class: ClassVar[type[Form]]
    versioned: ClassVar[bool] = False
    goes_on_beside: ClassVar[bool] = False
    submit_words: Any = gettext_lazy("Save")
    version_now: int | None = None

    # --- what a screen fills in ---------------------------------------------------------------------
    def save(self, form: Form) -> HttpResponse | str:
        raise NotImplementedError

    def initial(self) -> dict[str, Any]:
        return {}

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def current_version(self) -> int | None:
        return None

    def last_changed(self) -> tuple[str, Any]:
        """Who changed the record last and when, for the conflict page."""
        return "", None

    def cancel_address(self) -> str:
        return self.back_to(reverse("core:my-day"))

    # --- showing --------------------------------------------------------------------------------------
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (answer := self.take_unsaved()) is not None:
            return answer
        form = self.make_form(None)
        draft = self.find_draft(form)
        if draft is not None and request.GET.get("draft") == "resume":
            form = self.resumed(draft)
        return self.show_form(form, draft=draft)

    def make_form(self, data: QueryDict | None, extra_initial: dict[str, Any] | None = None) -> Form:
        initial = {**self.initial(), **(extra_initial or {})}
        files = self.request.FILES if data is not None else None
        return self.form_class(data, files, initial=initial, **self.all_form_kwargs())

    def all_form_kwargs(self) -> dict[str, Any]:
        """The screen's own, and the day for forms that measure "in the future" from it."""
        dated = {"today": self.today} if issubclass(self.form_class, GovForm) else {}
        return {**dated, **self.form_kwargs()}

    def form_token(self) -> str:
        return self.request.POST.get("form_token") or form_tokens.new_token()

    def show_form(
        self, form: Form, *, status: int = 200, new_token: bool = False, **more: Any
    ) -> HttpResponse:
        hidden = {
            "form_token": form_tokens.new_token() if new_token else self.form_token(),
            "version": self.posted_version(),
            "back": self.request.POST.get("back") or self.request.GET.get("back", ""),
        }
        has_draft = self.has_draft(form)
        if has_draft:
            hidden[unsaved.FIELD] = unsaved.signature_of(self.request.user)
        if self.versioned:
            hidden |= self.opened_with(form)
        context = {
            "form": form,
            "hidden": {name: value for name, value in hidden.items() if value not in (None, "")},
            "submit_words": self.submit_words,
            "cancel_address": self.cancel_address(),
            "keeps_draft": has_draft,
        }
        return self.show(status=status, **{**context, **more})

    def opened_with(self, form: Form) -> dict[str, Any]:
        """The version and the answers the user first saw: from the post, a resumed draft, or now."""
        given = form.data if form.is_bound else self.request.POST
        version, was = given.get("version", ""), given.get("was", "")
        if version and was:
            return {"version": version, "was": was}
        return {"version": self.current_version(), "was": conflicts.digests(self.fresh_form())}

    # --- taking ---------------------------------------------------------------------------------------
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.make_form(self.chosen_data())
        if request.POST.get("do") == "save-draft" and self.has_draft(form):
            return self.keep_draft()
        if not form.is_valid():
            return self.show_form(form, status=400)
        try:
            return self.save_beside(form)
        except StaleVersion:
            return self.show_conflict(form)
        except ReadOnly:
            return self.show_read_only(form)
        except NeedsConfirming as needs:
            return self.show_form(form, status=400, warnings=needs.warnings, confirm_codes=needs.codes)
        except RuleBroken as broken:
            add_broken_rules(form, broken)
            return self.show_form(form, status=400, new_token=broken.code == "KEY_REUSED")

    def save_beside(self, form: Form) -> HttpResponse:
        """Saves; and once more when what was changed meanwhile is nothing that this form shows."""
        try:
            return self.save_once(form)
        except StaleVersion:
            is_other = self.request.POST.get("was") == conflicts.digests(self.fresh_form())
            if not (self.goes_on_beside and is_other):
                raise
            self.version_now = self.current_version()
            return self.save_once(form)

    def posted_version(self) -> int | None:
        """The version the user first saw, or the one the form was found to go on from."""
        if self.version_now is not None:
            return self.version_now
        given = self.request.POST.get("version", "")
        return int(given) if given.isdigit() else None

    def confirmed(self) -> frozenset[str]:
        """Codes of the warnings the user has answered with "Save anyway"."""
        return frozenset(self.request.POST.getlist("confirm"))

    # --- two people, one record -------------------------------------------------------------------------
    def chosen_data(self) -> QueryDict:
        """What was posted; after a conflict page, with "theirs" wherever the user chose it."""
        if not any(name.startswith("use-") for name in self.request.POST):
            return self.request.POST
        return conflicts.chosen(self.request.POST, self.fresh_form())

    def fresh_form(self) -> Form:
        """The stored record as this form shows it."""
        return self.form_class(initial=self.initial(), **self.all_form_kwargs())

    def show_conflict(self, form: Form) -> HttpResponse:
        """Both versions side by side, 409. What was typed comes back as it was, whatever is chosen."""
        who, when = self.last_changed()
        answered = {"version", "do"}
        context = {
            "title": _("Someone else has changed this"),
            "rows": conflicts.rows(form, self.fresh_form(), was=self.request.POST.get("was", "")),
            "who": who,
            "when": when,
            "kept": {
                name: values
                for name, values in self.posted().items()
                if name not in answered and not name.startswith("use-")
            },
            "version": self.current_version(),
            "form_token": form_tokens.new_token(),
            "cancel_address": self.cancel_address(),
        }
        return render(self.request, "errors/conflict.html", {**self.get_context(), **context}, status=409)

    # --- no changes for now ------------------------------------------------------------------------------
    def show_read_only(self, form: Form) -> HttpResponse:
        """The form as it was typed, 503; kept as a draft too where the form keeps drafts."""
        if self.has_draft(form):
            self.store_draft(unsaved.answers(self.request.POST))
            words = _(
                "Changes cannot be saved at the moment. Your draft is saved. You will find it under Drafts."
            )
        else:
            words = _("Changes cannot be saved at the moment. Nothing was changed. Try again later.")
        form.add_error(None, words)
        response = self.show_form(form, status=503)
        response["Retry-After"] = str(READ_ONLY_RETRY)
        return response


def add_broken_rules(form: Form, broken: RuleBroken) -> None:
    """Each refused rule beside its field, or at the top when it belongs to none."""
    for rule in broken.all:
        field = rule.field if rule.field in form.fields else None
        form.add_error(field, say(rule.reason))
