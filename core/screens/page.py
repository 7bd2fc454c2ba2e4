"""Page, the base of every screen: who may see it, what it is called, what it shows."""

from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from core import access, audit, clock
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
