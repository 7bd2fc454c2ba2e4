"""Signing in and out, and staying signed in."""

from datetime import datetime
from typing import Any, ClassVar

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import access, audit, clock, half_signed_in, second_step
from core.accounts import account_named
from core.callers import fails_too_often
from core.forms.second_step import CheckedCode, SignInCodeForm, SignInRecoveryForm
from core.forms.sign_in import SignInForm
from core.middleware import CLEARED
from core.screens import unsaved
from core.screens.forms import FormPage
from core.screens.landing import landing_page
from core.screens.page import Page
from core.screens.requests import is_address_here
from core.services.second_step import RECOVERY
from core.sign_in import may_try
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
        return address_with_next("oidc_authentication_init", asked_next(self.request))

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
        """Signs in, or asks for the code of the second step: until it is right nobody is signed in."""
        if second_step.is_set_up(form.user):
            half_signed_in.begin(self.request, form.user, at=self.at)
            return redirect(address_with_next("core:sign-in-code", asked_next(self.request)))
        sign_in(self.request, form.user, at=self.at)
        return redirect(self.next_address())

    def next_address(self) -> str:
        return asked_next(self.request) or landing_page(self.request.user)


class EnterCode(FormPage):
    """The second step: the code of an app. Open to whoever's password was right a moment ago."""

    permission = access.PUBLIC
    template_name = "core/sign_in/code.html"
    title = _("Enter your code")
    form_class: type[CheckedCode] = SignInCodeForm
    submit_words = _("Continue")
    sent_once = False  # nobody is signed in yet, and a code works once
    other: ClassVar[str] = "core:sign-in-recovery"

    def respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = half_signed_in.user_of(request, at=self.at)
        if user is None:
            return redirect(address_with_next("core:sign-in", asked_next(request)))
        self.user = user
        if request.method == "POST" and (fails_too_often(request, at=self.at) or not may_try(request, user)):
            self.audit_refusal("locked")
            return locked_out(request)
        return super().respond(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request, "user": self.user, "at": self.at}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = asked_next(self.request)
        return {
            **super().get_context_data(**kwargs),
            "other_address": address_with_next(self.other, asked),
            "again_address": address_with_next("core:sign-in", asked),
        }

    def cancel_address(self) -> str:
        return ""

    def form_invalid(self, form: Any, **more: Any) -> HttpResponse:
        if form.has_error("code", "wrong"):
            locked = getattr(self.request, "axes_locked_out", False)
            self.audit_refusal("locked" if locked else "wrong-code")
        return super().form_invalid(form, **more)

    def audit_refusal(self, kind: str) -> None:
        audit.refused("sign-in", by=None, kind=kind, account=self.user.get_username())

    def save(self, form: CheckedCode) -> HttpResponse:
        half_signed_in.end(self.request)
        sign_in(self.request, self.user, at=self.at, second_step=form.kind)
        if form.kind == RECOVERY:
            left = second_step.codes_left(self.user)
            words = ngettext("You have %(n)s recovery code left", "You have %(n)s recovery codes left", left)
            say_it = messages.warning if left <= second_step.FEW else messages.info
            say_it(self.request, words % {"n": left})
        return redirect(asked_next(self.request) or landing_page(self.user))


class EnterRecoveryCode(EnterCode):
    """The same for somebody without their phone."""

    title = _("Enter a recovery code")
    form_class = SignInRecoveryForm
    other = "core:sign-in-code"
    extra_context = {"by_recovery": True}


def sign_in(request: HttpRequest, user: Any, *, at: datetime, **details: str) -> None:
    """Signs in with a password of ours, after every step of it. Who must set up a second step is noted."""
    login(request, user)
    audit.record("signed-in", by=user, at=at, **details)
    second_step.note_whether_due(request)


def asked_next(request: HttpRequest) -> str:
    """The page of this site that was asked for before signing in; "" for none."""
    asked = request.GET.get("next", "")
    return asked if is_address_here(request, asked) else ""


def address_with_next(name: str, asked: str) -> str:
    return reverse(name) + (f"?{urlencode({'next': asked})}" if asked else "")


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
