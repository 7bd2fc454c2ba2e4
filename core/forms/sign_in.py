"""The sign-in form. Every kind of failure has the same message, so that nobody learns which users exist."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.govuk import GovForm, PasswordField, TextField
from core.sign_in import name_to_count


class SignInForm(GovForm):
    username = TextField(label=_("User name"), max_length=150, autocomplete="username", width=20)
    password = PasswordField(label=_("Password"))

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: AbstractBaseUser | None = None
        self.fields["username"].widget.attrs["autocapitalize"] = "none"

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("username") and cleaned.get("password"):
            name = name_to_count(cleaned["username"])
            self.user = authenticate(self.request, username=name, password=cleaned["password"])
            if self.user is None:
                raise forms.ValidationError(
                    _("Enter a user name and password that belong together"), code="wrong"
                )
        return cleaned
