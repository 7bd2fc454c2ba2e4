"""Changing one's own password. It is not found where users sign in with the organisation's accounts."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit
from core.context import has_own_password
from core.forms.passwords import PasswordForm
from core.screens.forms import FormPage
from core.services.passwords import change_password
from core.services.sessions import end_others, note_renewed


class ChangePassword(FormPage):
    permission = "core.signed-in"
    template_name = "core/passwords/change.html"
    title = gettext_lazy("Change password")
    form_class = PasswordForm
    submit_words = gettext_lazy("Change password")
    sent_once = False  # a token would store a fingerprint of the passwords

    def prepare(self) -> None:
        if not has_own_password(self.request.user):
            raise Http404

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "rules": password_validators_help_texts()}

    def cancel_address(self) -> str:
        return reverse("core:preferences")

    def form_invalid(self, form: Form, **more: Any) -> HttpResponse:
        if form.has_error("current_password", "wrong"):
            audit.refused("password-change", by=self.request.user, kind="wrong-password")
        return super().form_invalid(form, **more)

    def save(self, form: Form) -> str:
        user = change_password(form.cleaned_data["new_password"], by=self.request.user, at=self.at)
        here = self.request.session.session_key or ""
        end_others(user, keep=here, by=user, at=self.at)
        update_session_auth_hash(self.request, user)
        note_renewed(here, self.request.session.session_key)
        return self.done(_("Your password is changed. You are signed out everywhere else."))
