"""The bases of every screen: Page, ListPage, FormPage. One level deep; apps add a mixin for their subject."""

from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from core import access, audit, clock, conflicts, form_tokens, unsaved
from core.draft_pages import KeepsDrafts
from core.errors import NeedsConfirming, ReadOnly, RuleBroken, StaleVersion
from core.govuk.forms import GovForm
from core.paging import NumberedPage, numbered_page
from core.read_only import READ_ONLY_RETRY
from core.sent_once import SentOnce
from core.words import say


class Page(View):
    """A screen: who may see it, what it is called, what it shows.

    permission      required; core.access.PUBLIC opens it to everybody
    template_name   required
    title           the h1 and, with the service's name, the title; no name of a person (ui.md 5)
    """

    permission: ClassVar[str] = ""
    template_name: ClassVar[str] = ""
    title: Any = ""
    http_method_names = ["get", "post", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.permission:
            raise ImproperlyConfigured(f"{type(self).__name__} names no permission")
        self.at = clock.now()
        self.today = clock.day_of(self.at)
        try:
            if (refusal := self.check_permission()) is not None:
                return refusal
            self.prepare()
            return super().dispatch(request, *args, **kwargs)
        except access.Refused as refused:
            return self.refuse(refused)

    def check_permission(self) -> HttpResponse | None:
        if self.permission == access.PUBLIC:
            return None
        if not self.request.user.is_authenticated:
            there = {"next": came} if (came := self.page_asked_for()) else {}
            if getattr(self.request, "signed_out_idle", False):
                there["idle"] = "1"
            return redirect(f"{reverse('core:sign-in')}{'?' + urlencode(there) if there else ''}")
        if not access.may(self.request.user, self.permission):
            raise access.Refused(access.Decision(allowed=False, kind="permission"))
        return None

    def page_asked_for(self) -> str:
        """Where to return after signing in: this page, or the one whose form was sent."""
        if self.request.method == "GET":
            return self.request.get_full_path()
        came_from = urlsplit(self.request.headers.get("Referer", ""))
        if came_from.netloc != self.request.get_host():
            return ""
        return f"{came_from.path}{'?' + came_from.query if came_from.query else ''}"

    def prepare(self) -> None:
        """Loads what the screen is about; raises Http404 or access.Refused."""

    def refuse(self, refused: access.Refused) -> HttpResponse:
        """Answers a refusal and audits it, outside any transaction."""
        decision = refused.decision
        audit.refused(
            self.request.resolver_match.view_name,
            by=self.request.user if self.request.user.is_authenticated else None,
            crn=refused.crn or self.kwargs.get("crn", ""),
            kind=decision.kind,
        )
        template = "errors/limited_access.html" if decision.kind == "limited-access" else "errors/403.html"
        words = say(decision.because) if decision.because else ""
        return render(self.request, template, {"because": words, "crn": refused.crn}, status=403)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show()

    def get_context(self) -> dict[str, Any]:
        return {}

    def get_title(self) -> str:
        return str(self.title)

    def show(self, status: int = 200, **more: Any) -> HttpResponse:
        context = {"title": self.get_title(), "today": self.today, "now": self.at}
        return render(
            self.request, self.template_name, {**context, **self.get_context(), **more}, status=status
        )

    def allows(self, permission: str) -> bool:
        return access.may(self.request.user, permission)

    def back_to(self, fallback: str) -> str:
        """Where the user came from, if it was here; else the fallback."""
        asked = self.request.POST.get("back") or self.request.GET.get("back") or ""
        safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={self.request.get_host()})
        return asked if safe else fallback


class ListPage(Page):
    """A filtered, sorted, paged table whose state lives in the query string.

    sorts          name in the query string -> fields, ending in a unique one; the first is the default
    filter_class   a GET form with `chosen(rows)`; None for none
    """

    filter_class: ClassVar[type | None] = None
    sorts: ClassVar[dict[str, tuple[str, ...]]] = {}
    count_cap: ClassVar[int] = 1000

    def rows(self) -> QuerySet:
        """Everything in sight, unsorted."""
        raise NotImplementedError

    def decorate(self, rows: list[Any]) -> list[Any]:
        """The page's rows, made ready for the template (masked, dated, worded)."""
        return rows

    def make_filter(self) -> Any:
        """The filter form, always bound: an empty query string is a choice of nothing."""
        dated = {"today": self.today} if issubclass(self.filter_class, GovForm) else {}
        return self.filter_class(self.request.GET, **dated, **self.filter_kwargs())

    def filter_kwargs(self) -> dict[str, Any]:
        return {}

    def sort(self) -> tuple[str, bool]:
        """The chosen sort and whether it runs downwards."""
        asked = self.request.GET.get("sort", "")
        name, down = asked.removeprefix("-"), asked.startswith("-")
        if name not in self.sorts:
            name, down = next(iter(self.sorts)), False
        return name, down

    def in_order(self, rows: QuerySet) -> QuerySet:
        name, down = self.sort()
        fields = self.sorts[name]
        return rows.order_by(*[_turned(field) for field in fields] if down else fields)

    def page_of(self, rows: QuerySet) -> NumberedPage:
        size = self.request.preferences.page_size
        return numbered_page(self.in_order(rows), self.request.GET.get("page", "1"), size, self.count_cap)

    def get_context(self) -> dict[str, Any]:
        rows, form = self.rows(), None
        if self.filter_class is not None:
            form = self.make_filter()
            rows = form.chosen(rows)
        page = self.page_of(rows)
        page.rows = self.decorate(page.rows)
        name, down = self.sort()
        return {"filter": form, "page": page, "rows": page.rows, "sort": name, "sort_down": down}


def _turned(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


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
