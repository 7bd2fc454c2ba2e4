"""Page, the base of every screen: its permission, its title and its answer."""

from datetime import date, datetime
from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import ImproperlyConfigured, PermissionDenied, SuspiciousOperation
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import TemplateView

from core import access, audit, clock
from core.errors import ReadOnly, RuleBroken
from core.screens import looks
from core.screens.done import drop_messages
from core.screens.requests import PageRequest, is_address_here, tidy
from core.words import say

SAFE = {"GET", "HEAD", "OPTIONS"}
#: Exceptions that have an answer of their own: no failure of the program.
EXPECTED = (Http404, PermissionDenied, ReadOnly, SuspiciousOperation)


class Page(TemplateView):
    """A screen: its permission, its title and its answer.

    permission      required; core.access.PUBLIC opens it to everybody
    template_name   required, except where no template is shown
    title           the h1 and, with the service's name, the title; no name of a person, since
                    titles stay in the history of the browser
    at, today       when the request came
    crn             of the person the page is about; "" for none. An answer that shows them is audited
    """

    permission: ClassVar[str] = ""
    title: Any = ""
    http_method_names = ["get", "post", "head", "options"]
    request: PageRequest
    at: datetime
    today: date
    crn: str = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        tidy(request)
        self.at = clock.now()
        self.today = clock.day_of(self.at)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.permission:
            raise ImproperlyConfigured(f"{type(self).__name__} names no permission")
        try:
            if (refusal := self.check_permission()) is not None:
                return refusal
            self.check_sight()
            response = self.respond(request, *args, **kwargs)
        except access.Refused as refused:
            return self.refuse(refused)
        except EXPECTED:
            raise
        except Exception as error:
            if request.method not in SAFE:
                audit.failed(self.act_name, by=self.audited_user, crn=self.audited_crn, error=error)
            raise
        if looks.shows(response):
            self.audit_look()
        return response

    # --- who may ------------------------------------------------------------------------------------
    def check_permission(self) -> HttpResponse | None:
        if self.permission == access.PUBLIC:
            return None
        if not self.request.user.is_authenticated:
            there = {"next": came} if (came := self.page_asked_for()) else {}
            if ended := getattr(self.request, "signed_out", ""):
                there[ended] = "1"
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

    def check_sight(self) -> None:
        """Loads the record the page belongs to; raises Http404 or access.Refused for one out of sight."""

    def refuse(self, refused: access.Refused) -> HttpResponse:
        """Answers a refusal and audits it, outside any transaction."""
        decision = refused.decision
        crn = refused.crn or self.audited_crn
        audit.refused(self.act_name, by=self.audited_user, crn=crn, kind=decision.kind)
        is_limited = decision.kind == "limited-access"
        template = "errors/limited_access.html" if is_limited else "errors/403.html"
        words = say(decision.because) if decision.because else ""
        if is_limited:
            drop_messages(self.request)
        return render(self.request, template, {"because": words, "crn": refused.crn}, status=403)

    def refused_by_rule(self, broken: RuleBroken) -> None:
        """Audits an act that a rule refused. Called after the rollback, where the refusal is answered."""
        codes = [rule.code for rule in broken.all]
        audit.refused(
            self.act_name, by=self.audited_user, crn=self.audited_crn, kind=broken.code, rules=codes
        )

    @property
    def act_name(self) -> str:
        return self.request.resolver_match.view_name

    @property
    def audited_user(self) -> Any:
        return self.request.user if self.request.user.is_authenticated else None

    @property
    def audited_crn(self) -> str:
        return self.crn or self.kwargs.get("crn", "")

    def allows(self, permission: str) -> bool:
        return access.may(self.request.user, permission)

    # --- whom it shows ------------------------------------------------------------------------------
    def listed(self, rows: list[Any]) -> list[Any]:
        """The rows of a list that the page shows. Their people are audited with the page."""
        looks.note_listed(self.request, rows)
        return rows

    def audit_look(self) -> None:
        """Audits whom the answer shows: the person of the page, and those of its lists. At most 1 insert."""
        listed = sorted(looks.listed_on(self.request) - {self.crn})
        if self.crn or listed:
            audit.viewed(
                self.request.resolver_match.view_name,
                by=self.request.user,
                crn=self.crn,
                on=self.record_shown(),
                crns=listed,
            )

    def record_shown(self) -> Model | None:
        """The record that a page about one shows, besides its person."""
        return None

    # --- what it answers ----------------------------------------------------------------------------
    def respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answers a user who may see the page."""
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        """Loads what the page shows of the record in sight; raises Http404 or access.Refused."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {"title": self.get_title(), "today": self.today, "now": self.at}
        return super().get_context_data(**{**own, **kwargs})

    def get_title(self) -> str:
        return str(self.title)

    def back_to(self, fallback: str) -> str:
        """The address the user came from if it is on this site, else `fallback`."""
        asked = self.request.POST.get("back") or self.request.GET.get("back") or ""
        return asked if is_address_here(self.request, asked) else fallback
