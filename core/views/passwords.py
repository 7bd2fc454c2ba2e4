"""Changing one's own password; not where the organisation's accounts are used to sign in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit
from core.context import has_own_password
from core.forms.passwords import PasswordForm
from core.screens.forms import FormPage
from core.services.passwords import change_password


class ChangePassword(FormPage):
    permission = "core.signed-in"
    template_name = "core/passwords/change.html"
    title = gettext_lazy("Change password")
    form_class = PasswordForm
    submit_words = gettext_lazy("Change password")

    def prepare(self) -> None:
        if not has_own_password(self.request.user):
            raise Http404

    def form_kwargs(self) -> dict[str, Any]:
        return {"request": self.request}

    def get_context(self) -> dict[str, Any]:
        return {"rules": password_validators_help_texts()}

    def cancel_address(self) -> str:
        return reverse("core:preferences")

    def show_form(self, form: Form, **more: Any) -> HttpResponse:
        if form.has_error("current", "wrong"):
            audit.refused("password-change", by=self.request.user, kind="wrong-password")
        return super().show_form(form, **more)

    def save_once(self, form: Form) -> HttpResponse:
        """No token: its fingerprint of what was sent would hold the passwords."""
        return redirect(self.save(form))

    def save(self, form: Form) -> str:
        user = change_password(form.cleaned_data["new"], by=self.request.user, at=self.at)
        update_session_auth_hash(self.request, user)
        messages.success(self.request, _("Your password is changed. You are signed out everywhere else."))
        return self.cancel_address()
