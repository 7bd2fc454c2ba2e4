"""The form to change one's own password. All errors are shown at once.

A field with "password" in its name is not tidied (`core/screens/requests.py`): signing in compares what was
typed.
"""

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.govuk import GovForm, PasswordField


class PasswordForm(GovForm):
    current_password = PasswordField(label=_("Current password"))
    new_password = PasswordField(label=_("New password"), autocomplete="new-password")
    new_password_again = PasswordField(label=_("New password again"), autocomplete="new-password")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_current_password(self) -> str:
        """Checks the password as signing in does, so that guessing locks the account."""
        password = self.cleaned_data["current_password"]
        name = self.request.user.get_username()
        if authenticate(self.request, username=name, password=password) is None:
            raise forms.ValidationError(_("Enter your current password"), code="wrong")
        return password

    def clean_new_password(self) -> str:
        password_validation.validate_password(self.cleaned_data["new_password"], self.request.user)
        return self.cleaned_data["new_password"]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        again, typed = cleaned.get("new_password_again"), self.data.get("new_password")
        if again and typed and again != typed:
            self.add_error("new_password_again", _("New password again must be the same as the new password"))
        return cleaned
