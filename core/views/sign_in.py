"""Signing in and out, and staying signed in."""

from typing import Any

from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth import login, logout
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from core import access, audit, clock
from core.forms.sign_in import SignInForm
from core.landing import landing_page
from core.pages import FormPage, Page


class SignIn(FormPage):
    permission = access.PUBLIC
    template_name = "core/sign_in/sign_in.html"
    title = _("Sign in")
    form_class = SignInForm
    submit_words = _("Sign in")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect(self.next_address())
        return super().get(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"request": self.request}

    def get_context(self) -> dict[str, Any]:
        there = {"next": self.asked_next()}
        address = f"{reverse('oidc_authentication_init')}" if settings.OIDC_ENABLED else ""
        return {"idle": "idle" in self.request.GET, "oidc_address": address, **there}

    def save_once(self, form: Form) -> HttpResponse:
        """No token: the user is nobody yet, and signing in twice is no harm."""
        return self.save(form)

    def save(self, form: Form) -> HttpResponse:
        login(self.request, form.user)
        audit.record("signed-in", by=form.user, at=self.at)
        return redirect(self.next_address())

    def asked_next(self) -> str:
        asked = self.request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={self.request.get_host()})
        return asked if safe else ""

    def next_address(self) -> str:
        return self.asked_next() or landing_page(self.request.user)


class SignOut(Page):
    permission = access.PUBLIC
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            audit.record("signed-out", by=request.user, at=self.at)
        logout(request)
        return redirect("core:signed-out")


class SignedOut(Page):
    permission = access.PUBLIC
    template_name = "core/sign_in/signed_out.html"
    title = _("You have signed out")


class StaySignedIn(Page):
    """Answers the idle warning: the request itself renews the session."""

    permission = "core.signed-in"
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        request.session["seen"] = int(self.at.timestamp())
        return HttpResponse(status=204)


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """After too many wrong passwords: says so and until when, without saying whether the user exists."""
    wait = get_cool_off(request) or settings.AXES_COOLOFF_TIME
    context = {
        "minutes": int(wait.total_seconds() // 60),
        "until": clock.now() + wait,
    }
    return render(request, "core/sign_in/locked_out.html", context, status=429)
