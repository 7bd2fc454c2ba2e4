"""The form to change one's own password. All errors are shown at once."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.govuk import GovForm, PasswordField


class PasswordForm(GovForm):
    current = PasswordField(label=_("Current password"))
    new = PasswordField(label=_("New password"), autocomplete="new-password")
    again = PasswordField(label=_("New password again"), autocomplete="new-password")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_current(self) -> str:
        """Checks the password as signing in does, so that guessing locks the account."""
        password = self.cleaned_data["current"]
        name = self.request.user.get_username()
        if authenticate(self.request, username=name, password=password) is None:
            raise forms.ValidationError(_("Enter your current password"), code="wrong")
        return password

    def clean_new(self) -> str:
        password_validation.validate_password(self.cleaned_data["new"], self.request.user)
        return self.cleaned_data["new"]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        typed = self.data.get("new")
        if cleaned.get("again") and typed and cleaned["again"] != typed:
            self.add_error("again", _("New password again must be the same as the new password"))
        return cleaned
