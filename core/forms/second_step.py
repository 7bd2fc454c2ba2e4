"""The forms of the second step of signing in: one code each, and to turn it off the password too."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.govuk import GovForm, PasswordField, TextareaField, TextField
from core.govuk.fields import SHORT_TEXT_CHARACTERS
from core.second_step import DIGITS, typed_code
from core.services.second_step import use_code
from core.sign_in import count_failure
from core.words import say

if TYPE_CHECKING:
    from core.models import User


class CodeField(TextField):
    """A code that an app shows: six digits. Browsers and phones offer it by themselves."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("label", _("Code from your app"))
        super().__init__(*args, width=10, autocomplete="one-time-code", **kwargs)
        self.widget.attrs["inputmode"] = "numeric"

    def to_python(self, value: Any) -> str:
        code = typed_code(super().to_python(value))
        if code and not (len(code) == DIGITS and code.isascii() and code.isdigit()):
            raise ValidationError(self.must(gettext("be six numbers, like 123456")), code="shape")
        return code


class AnyCodeField(TextField):
    """A code that an app shows, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, width=20, autocomplete="one-time-code", **kwargs)
        self.widget.attrs["autocapitalize"] = "none"


class SetUpForm(GovForm):
    code = CodeField()


class CheckedCode(GovForm):
    """A form whose code is used up by a right answer. A wrong one counts as a wrong password does."""

    wrong_words: Any = _("Enter the code that your app shows now. Each code works once")

    def __init__(self, *args: Any, request: HttpRequest, user: "User", at: datetime, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.request, self.user, self.at = request, user, at
        self.kind = ""

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not self.errors and cleaned.get("code"):
            self._use(cleaned["code"])
        return cleaned

    def _use(self, code: str) -> None:
        try:
            self.kind = use_code(code, of=self.user, at=self.at)
        except RuleBroken as broken:
            self.add_error("code", ValidationError(say(broken.reason), code="wait"))
            return
        if not self.kind:
            count_failure(self.request, self.user)
            self.add_error("code", ValidationError(self.wrong_words, code="wrong"))


class SignInCodeForm(CheckedCode):
    code = CodeField(hint=_("Six numbers. The app makes a new code every 30 seconds."))


class SignInRecoveryForm(CheckedCode):
    wrong_words = _("Enter a recovery code from your list that you have not used")

    code = AnyCodeField(
        label=_("Recovery code"),
        hint=_("Letters and numbers from the list that you kept, like abcde-fghjk. Each works once."),
    )


class NewCodesForm(CheckedCode):
    code = AnyCodeField(label=_("Code from your app, or a recovery code"))


class TurnOffForm(CheckedCode):
    password = PasswordField(label=_("Password"))
    code = AnyCodeField(label=_("Code from your app, or a recovery code"))

    def clean_password(self) -> str:
        """Checks the password as signing in does, so that guessing locks the account."""
        password = self.cleaned_data["password"]
        if authenticate(self.request, username=self.user.get_username(), password=password) is None:
            raise forms.ValidationError(_("Enter your password"), code="wrong")
        return password


class RemoveForm(GovForm):
    reason = TextareaField(
        label=_("Why it is removed"),
        hint=_("Such as: phone lost, and how you made sure that it is them who asks"),
        rows=3,
        max_length=SHORT_TEXT_CHARACTERS,
    )
