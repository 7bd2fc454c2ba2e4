"""FormPage: one form, one act; nothing typed is lost, nothing is done twice."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, ClassVar

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormMixin

from core import audit
from core.errors import NeedsConfirming, ReadOnly, RuleBroken, SentBefore, StaleVersion
from core.govuk.forms import GovForm
from core.numbers import whole_number
from core.read_only import READ_ONLY_RETRY
from core.screens import conflicts, unsaved
from core.screens.done import next_task, say_done
from core.screens.form_drafts import FormDraft, typed_in, without_errors
from core.screens.once import Once
from core.screens.page import Page
from core.words import say

#: the version of a versioned form that was sent without one: no row has it, so nothing is overwritten
NO_VERSION = -1


class FormPage(FormMixin, Page):
    """One form, one act. Nothing typed is lost, nothing is done twice, nobody's change is overwritten.

    save(form)         calls one service and returns where to go next (a response or an address)
    keeps_draft        True for drafts without a long text: a form of many questions, or of several pages
    versioned          the form edits a row that has a version: `get_object()` returns it
    goes_on_beside     the form edits one part of a record, and is saved though another part changed meanwhile
    sent_once          False where sending it twice does no harm and a token would store data it must not
    fills_anew         fields that the page fills with the present time, which is no answer of the user's
    adds               whether each sending adds something, so that the same answers sent again from a page
                       opened anew are asked about; None: as long as the form is not versioned
    """

    keeps_draft: ClassVar[bool] = False
    versioned: ClassVar[bool] = False
    goes_on_beside: ClassVar[bool] = False
    sent_once: ClassVar[bool] = True
    fills_anew: ClassVar[tuple[str, ...]] = ()
    adds: ClassVar[bool | None] = None
    submit_words: Any = gettext_lazy("Save")
    is_kept = False
    version_now: int | None = None

    # --- what a screen fills in ---------------------------------------------------------------------
    def save(self, form: Any) -> HttpResponse | str:
        raise NotImplementedError

    def get_object(self) -> Any:
        """The row that a versioned form edits, with version, updated_by and updated_at."""
        raise NotImplementedError

    def current_version(self) -> int:
        return self.get_object().version

    def last_changed(self) -> tuple[Any, Any]:
        """The user who changed the record last, None for the system, and when: for the conflict page."""
        row = self.get_object()
        return row.updated_by, row.updated_at

    def kept_notes(self) -> Iterable[Any]:
        """The notes to which the form adds one, newest first: the conflict page shows them in full."""
        return ()

    def cancel_address(self) -> str:
        return self.back_to(reverse("core:my-day"))

    def get_success_url(self) -> str:
        return self.cancel_address()

    def get_draft_kwargs(self) -> dict[str, Any]:
        """Key, title and person of the form's draft: core.screens.form_drafts.FormDraft."""
        return {"key": self.request.path, "title": str(self.title), "crn": self.crn}

    def broken_besides(self, form: Any) -> Iterable[RuleBroken]:
        """What rules refuse of the answers that a form has understood, where it has not understood all.

        With it the user reads the errors of the form and those of the rules the first time.
        """
        return ()

    # --- what a screen's save() asks ----------------------------------------------------------------
    def posted_version(self) -> int | None:
        """The version the form was opened with, or the newer one on which `save_beside` saves it; or None."""
        if self.version_now is not None:
            return self.version_now
        posted = whole_number(self.request.POST.get("version", ""))
        return NO_VERSION if posted is None and self.versioned else posted

    def confirmed(self) -> frozenset[str]:
        """Codes of the warnings the user has answered with "Save anyway"."""
        return frozenset(self.request.POST.getlist("confirm"))

    def done(self, words: str | Promise, *, leads_on: str = "", **more: Any) -> str:
        """Says on the next page what was done, and for whom; returns that page's address.

        leads_on   the kind of work whose next task is named too; whom it names is audited as seen
        more       a sentence besides, the thing itself: core.screens.done.say_done
        """
        following = next_task(leads_on, self.request, at=self.at) if leads_on else None
        if following is not None:
            audit.viewed(self.act_name, by=self.request.user, crn=following.crn)
        say_done(self.request, words, **{"name": self.done_for(), "following": following, **more})
        return self.get_success_url()

    def done_for(self) -> str:
        """The name of the person that the form is about; "" for none."""
        return ""

    # --- the form -----------------------------------------------------------------------------------
    @cached_property
    def drafts(self) -> FormDraft:
        return FormDraft(request=self.request, at=self.at, **self.get_draft_kwargs())

    @cached_property
    def once(self) -> Once:
        return Once(self.request, besides=self.fills_anew)

    def has_draft(self, form: BaseForm) -> bool:
        return self.keeps_draft or any(getattr(field, "is_long", False) for field in form.fields.values())

    def get_form_kwargs(self) -> dict[str, Any]:
        """Django's arguments, and for a GovForm `today`, from which it measures "in the future"."""
        dated = {"today": self.today} if issubclass(self.get_form_class(), GovForm) else {}
        return {**super().get_form_kwargs(), **dated}

    def get_form(self, form_class: type[BaseForm] | None = None) -> BaseForm:
        """The form with what was posted. After a conflict page, with the versions that the user chose."""
        if conflicts.has_choices(self.request.POST):
            return self.form_of(conflicts.with_choices(self.request.POST, self.form_of(None)))
        return super().get_form(form_class)

    def form_of(self, data: QueryDict | None, **initial: Any) -> BaseForm:
        """The form with other data than were posted, such as a draft's; with None it shows the stored record.

        initial   answers shown in place of the stored ones
        """
        kwargs = self.get_form_kwargs()
        files = kwargs.get("files") if data is not None else None
        kwargs |= {"data": data, "files": files, "initial": {**kwargs["initial"], **initial}}
        return self.get_form_class()(**kwargs)

    # --- showing ------------------------------------------------------------------------------------
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (answer := self.drafts.take_unsaved()) is not None:
            return answer
        form = self.get_form()
        draft = self.drafts.find() if self.has_draft(form) else None
        if draft is not None and request.GET.get("draft") == "resume":
            form = without_errors(self.form_of(typed_in(draft)))
        return self.render_to_response(self.get_context_data(form=form, draft=draft))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        own = {
            "form": form,
            "hidden": self.hidden_fields(form),
            "submit_words": self.submit_words,
            "cancel_address": self.cancel_address(),
            "keeps_draft": self.has_draft(form),
        }
        return super().get_context_data(**{**own, **kwargs})

    def hidden_fields(self, form: BaseForm) -> dict[str, Any]:
        hidden: dict[str, Any] = {
            "form_token": self.once.token,
            "version": self.posted_version(),
            "back": self.request.POST.get("back") or self.request.GET.get("back", ""),
        }
        if self.has_draft(form):
            hidden[unsaved.FIELD] = unsaved.signature_of(self.request.user)
        if self.versioned:
            data = form.data if form.is_bound else self.request.POST
            hidden |= conflicts.opened_with(data) or {
                "version": self.current_version(),
                "was": conflicts.digests(self.form_of(None)),
            }
        return {name: value for name, value in hidden.items() if value not in (None, "")}

    # --- saving -------------------------------------------------------------------------------------
    def check_permission(self) -> HttpResponse | None:
        """As on every page. What was posted after the session ended is kept for its user."""
        if self.request.method == "POST" and not self.request.user.is_authenticated:
            self.is_kept = unsaved.keep(self.request, at=self.at)
        return super().check_permission()

    def page_asked_for(self) -> str:
        return self.request.get_full_path() if self.is_kept else super().page_asked_for()

    def respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answers a form sent again as it did the first time, even if its record is gone by now.

        Access is checked before this, so a user who may no longer see the page does not get the answer.
        """
        if (answered := self.once.first_answer()) is not None:
            return answered
        try:
            response = super().respond(request, *args, **kwargs)
        except Http404:
            if (answered := self.once.first_answer()) is not None:
                return answered
            raise
        if response.status_code < HTTPStatus.BAD_REQUEST:
            return response
        # Of two clicks the first may have been saved since the check above, and the second be refused for it.
        return self.once.first_answer() or response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if request.POST.get("do") == "save-draft" and self.has_draft(form):
            return self.drafts.answer_kept(then=self.cancel_address())
        if form.is_valid():
            return self.form_valid(form)
        for rule in self.broken_besides(form):
            if rule.field in form.fields and rule.field not in form.errors:
                form.add_error(rule.field, say(rule.reason))
        return self.form_invalid(form)

    def form_invalid(self, form: BaseForm, **more: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, **more), status=400)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            return self.save_beside(form)
        except StaleVersion as stale:
            self.refused_by_rule(stale)
            return self.show_conflict(form)
        except ReadOnly:
            return self.show_read_only(form)
        except SentBefore as sent:
            self.once.renew()
            saved = {"saved_address": sent.address, "is_saved": True}
            return self.form_invalid(form, warnings=sent.warnings, confirm_codes=sent.codes, **saved)
        except NeedsConfirming as needs:
            if self.has_draft(form):
                self.drafts.keep_posted()  # Back from the warning opens an empty form
            codes = [*self.confirmed() & {SentBefore.CODE}, *needs.codes]
            return self.form_invalid(form, warnings=needs.warnings, confirm_codes=codes)
        except RuleBroken as broken:
            self.refused_by_rule(broken)
            if broken.code == "KEY_REUSED":
                self.once.renew()
                if self.versioned:
                    return self.show_conflict(form)
            add_broken_rules(form, broken)
            return self.form_invalid(form)

    def save_beside(self, form: BaseForm) -> HttpResponse:
        """Saves. After a StaleVersion it tries again if `goes_on_beside` and no answer changed.

        raises   StaleVersion if the other change was to an answer of this form
        """
        try:
            return self.save_once(form)
        except StaleVersion:
            self.prepare()  # reads again what this request had read before the change
            is_other = self.request.POST.get("was") == conflicts.digests(self.form_of(None))
            if not (self.goes_on_beside and is_other):
                raise
            self.version_now = self.current_version()
            return self.save_once(form)

    def save_once(self, form: BaseForm) -> HttpResponse:
        if not self.sent_once:
            return self.answer_saved(form)
        return self.once.act(
            lambda: self.answer_saved(form),
            otherwise=self.cancel_address(),
            adds=not self.versioned if self.adds is None else self.adds,
            confirmed=self.confirmed(),
        )

    def answer_saved(self, form: BaseForm) -> HttpResponse:
        answer = self.save(form)
        if self.has_draft(form):
            self.drafts.forget()
        return answer if isinstance(answer, HttpResponse) else redirect(answer)

    # --- when it cannot be saved --------------------------------------------------------------------
    def show_conflict(self, form: BaseForm) -> HttpResponse:
        """Shows both versions side by side, status 409. The page sends along everything that was typed."""
        who, when = self.last_changed()
        self.once.renew()
        is_own = who == self.request.user
        context = {
            "title": _("You have changed this already") if is_own else _("Someone else has changed this"),
            "is_own": is_own,
            "rows": conflicts.rows(form, self.form_of(None), was=self.request.POST.get("was", "")),
            "who": getattr(who, "name", ""),
            "when": when,
            "notes": list(self.kept_notes()),
            "kept": conflicts.carried_along(self.once.posted),
            "version": self.current_version(),
            "form_token": self.once.token,
        }
        shown = {**self.get_context_data(form=form), **context}
        return render(self.request, "errors/conflict.html", shown, status=409)

    def show_read_only(self, form: BaseForm) -> HttpResponse:
        """Shows the form as it was typed, status 503, and saves a draft if the form keeps drafts."""
        if self.has_draft(form):
            self.drafts.keep_posted()
            words = _(
                "Changes cannot be saved at the moment. Your draft is saved. You will find it under Drafts."
            )
        else:
            words = _("Changes cannot be saved at the moment. Nothing was changed. Try again later.")
        form.add_error(None, words)
        response = self.render_to_response(self.get_context_data(form=form), status=503)
        response["Retry-After"] = str(READ_ONLY_RETRY)
        return response


def add_broken_rules(form: BaseForm, broken: RuleBroken) -> None:
    """Adds each broken rule as an error beside its field, or at the top when it belongs to none."""
    for rule in broken.all:
        field = rule.field if rule.field in form.fields else None
        form.add_error(field, say(rule.reason))
