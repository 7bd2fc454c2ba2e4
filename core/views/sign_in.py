"""Signing in and out, and staying signed in."""

from typing import Any

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth import login, logout
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from core import access, audit, clock
from core.accounts import account_named
from core.callers import fails_too_often
from core.forms.sign_in import SignInForm
from core.middleware import CLEARED
from core.screens import unsaved
from core.screens.forms import FormPage
from core.screens.landing import landing_page
from core.screens.page import Page
from core.screens.requests import is_address_here
from core.words import shown


class SignIn(FormPage):
    permission = access.PUBLIC
    template_name = "core/sign_in/sign_in.html"
    title = _("Sign in")
    form_class = SignInForm
    submit_words = _("Sign in")
    sent_once = False  # nobody is signed in yet, and signing in twice does no harm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(self.next_address())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "idle": "idle" in self.request.GET,
            "old": "old" in self.request.GET,
            "is_kept": unsaved.waits(self.request),
            "oidc_address": self.organisation_address(),
        }

    def organisation_address(self) -> str:
        """The address of the organisation's own sign-in, which leads back to the page asked for; or ""."""
        if not settings.OIDC_ENABLED:
            return ""
        there = f"?{urlencode({'next': asked})}" if (asked := self.asked_next()) else ""
        return reverse("oidc_authentication_init") + there

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As for every form. No password is tried for an address that has failed too often."""
        if fails_too_often(request, at=self.at):
            audit.refused("sign-in", by=None, kind="address-locked", account="")
            return locked_out(request)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: SignInForm, **more: Any) -> HttpResponse:
        if form.has_error(NON_FIELD_ERRORS, "wrong"):
            self.audit_refusal(form)
        return super().form_invalid(form, **more)

    def audit_refusal(self, form: SignInForm) -> None:
        """Audits a refused sign-in. A name without an account is left out: it may be a misplaced password."""
        account = account_named(form.cleaned_data["username"])
        locked = getattr(self.request, "axes_locked_out", False)
        audit.refused(
            "sign-in",
            by=None,
            kind="locked" if locked else "wrong-password" if account else "unknown-user",
            account=account.get_username() if account else "",
        )

    def save(self, form: SignInForm) -> HttpResponse:
        login(self.request, form.user)
        audit.record("signed-in", by=form.user, at=self.at)
        return redirect(self.next_address())

    def asked_next(self) -> str:
        asked = self.request.GET.get("next", "")
        return asked if is_address_here(self.request, asked) else ""

    def next_address(self) -> str:
        return self.asked_next() or landing_page(self.request.user)


class SignOut(Page):
    permission = access.PUBLIC
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            audit.record("signed-out", by=request.user, at=self.at)
        logout(request)
        answer = redirect("core:signed-out")
        answer["Clear-Site-Data"] = CLEARED  # also where the session had ended before
        return answer


class SignedOut(Page):
    permission = access.PUBLIC
    template_name = "core/sign_in/signed_out.html"
    title = _("You have signed out")


class StaySignedIn(Page):
    """The button of the idle warning: the request itself renews the session."""

    permission = "core.signed-in"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        request.session["seen"] = int(self.at.timestamp())
        return HttpResponse(status=204)


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """The page after too many wrong passwords: until when to wait, without saying whether the user exists."""
    wait = get_cool_off(request) or settings.AXES_COOLOFF_TIME
    context = {
        "minutes": int(wait.total_seconds() // 60),
        "until": shown(clock.now() + wait),
    }
    return render(request, "core/sign_in/locked_out.html", context, status=429)
