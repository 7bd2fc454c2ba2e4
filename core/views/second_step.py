"""The second step of signing in: its state, set-up, recovery codes, turning it off, removing another's."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import audit, second_step
from core.forms.second_step import NewCodesForm, RemoveForm, SetUpForm, TurnOffForm
from core.screens.forms import FormPage
from core.screens.page import Page
from core.screens.requests import PageRequest
from core.services import second_step as services
from core.services.sessions import end_others
from core.sign_in import may_try
from core.views.sign_in import locked_out

if TYPE_CHECKING:
    from core.models import User

#: where a session keeps the secret that its user is about to scan, and the codes that it shows once
KEY, CODES = "second-step-key", "recovery-codes"
SHOWN_FOR = timedelta(minutes=15)


class SecondStep(Page):
    permission = "core.signed-in"
    template_name = "core/second_step/second_step.html"
    title = gettext_lazy("Second step when signing in")

    def prepare(self) -> None:
        _must_apply(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = second_step.second_step_of(self.request.user)
        return {**super().get_context_data(**kwargs), "found": found, "of": second_step.RECOVERY_CODES}


class SetUpSecondStep(FormPage):
    """Shows a secret, the same until it is set up, and asks for a code that an app made with it."""

    permission = "core.signed-in"
    template_name = "core/second_step/set_up.html"
    title = gettext_lazy("Set up a second step")
    form_class = SetUpForm
    submit_words = gettext_lazy("Turn it on")
    adds = False

    def prepare(self) -> None:
        _must_apply(self.request)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if second_step.is_set_up(request.user):
            return redirect("core:second-step")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key = self.key()
        address = second_step.address_for_app(key, self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "picture": second_step.picture_of(address),
            "app_address": address,
            "letters": second_step.key_in_letters(key),
            "is_due": second_step.is_due(self.request),
        }

    def key(self) -> str:
        if KEY not in self.request.session:
            self.request.session[KEY] = second_step.new_key()
        return self.request.session[KEY]

    def cancel_address(self) -> str:
        return "" if second_step.is_due(self.request) else reverse("core:second-step")

    def save(self, form: Form) -> str:
        """Sets it up, and ends the sessions that were begun without it."""
        user, session = self.request.user, self.request.session
        codes = services.set_up(self.key(), form.cleaned_data["code"], by=user, at=self.at)
        end_others(user, keep=session.session_key, by=user, at=self.at)
        del session[KEY]
        second_step.note_done(self.request)
        return show_once(self, codes, _("The second step is on. You are signed out everywhere else."))


class RecoveryCodes(Page):
    """Codes that were made a moment ago, until the user says that they are kept."""

    permission = "core.signed-in"
    template_name = "core/second_step/codes.html"
    title = gettext_lazy("Keep your recovery codes")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = request.session.get(CODES)
        if shown is None:
            return redirect("core:second-step")
        if not 0 <= shown["until"] - int(self.at.timestamp()) <= SHOWN_FOR.total_seconds():
            return self.post(request)
        return self.render_to_response(self.get_context_data(codes=shown["codes"]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.session.pop(CODES, None)
        return redirect("core:second-step")


class CheckedPage(FormPage):
    """Asks for a code of the user who is signed in. Wrong ones lock the account as at signing in."""

    permission = "core.signed-in"

    def respond(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not second_step.is_set_up(request.user):
            return redirect("core:second-step")
        if request.method == "POST" and not may_try(request, request.user):
            audit.refused(self.act_name, by=request.user, kind="locked")
            return locked_out(request)
        return super().respond(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "request": self.request,
            "user": self.request.user,
            "at": self.at,
        }

    def form_invalid(self, form: Form, **more: Any) -> HttpResponse:
        for field, kind in (("password", "wrong-password"), ("code", "wrong-code")):
            if field in form.fields and form.has_error(field, "wrong"):
                audit.refused(self.act_name, by=self.request.user, kind=kind)
        return super().form_invalid(form, **more)

    def cancel_address(self) -> str:
        return reverse("core:second-step")


class NewRecoveryCodes(CheckedPage):
    template_name = "core/second_step/form.html"
    title = gettext_lazy("Make new recovery codes")
    form_class = NewCodesForm
    submit_words = gettext_lazy("Make new codes")
    adds = False
    extra_context = {"intro": gettext_lazy("The codes you have now stop working.")}

    def save(self, form: Form) -> str:
        codes = services.make_recovery_codes(by=self.request.user, at=self.at)
        return show_once(self, codes, _("You have new recovery codes. The old ones do not work any more."))


class TurnOffSecondStep(CheckedPage):
    template_name = "core/second_step/form.html"
    title = gettext_lazy("Turn the second step off")
    form_class = TurnOffForm
    submit_words = gettext_lazy("Turn it off")
    sent_once = False  # a token would store a fingerprint of the password
    extra_context = {
        "intro": gettext_lazy(
            "You will sign in with your password alone. For another phone, turn it off, then set it up again."
        )
    }

    def save(self, form: Form) -> str:
        services.turn_off(by=self.request.user, at=self.at)
        second_step.note_whether_due(self.request)
        return self.done(_("The second step is off."))


class RemoveSecondStep(FormPage):
    """For administrators: somebody lost the phone that makes their codes."""

    permission = "core.administer"
    template_name = "core/second_step/remove.html"
    title = gettext_lazy("Remove a second step")
    form_class = RemoveForm
    submit_words = gettext_lazy("Remove it")
    adds = False
    user: "User"

    def prepare(self) -> None:
        found = second_step.who_has_one(self.kwargs["pk"])
        if found is None:
            raise Http404
        self.user = found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "person": self.user}

    def cancel_address(self) -> str:
        return reverse("admin:core_user_change", args=[self.kwargs["pk"]])

    def save(self, form: Form) -> str:
        services.remove_second_step(
            self.user.get_username(), form.cleaned_data["reason"], by=self.request.user, at=self.at
        )
        return self.done(_("%(name)s signs in with the password alone.") % {"name": self.user.name})


def _must_apply(request: PageRequest) -> None:
    if not second_step.applies_to(request.user):
        raise Http404


def show_once(page: Page, codes: list[str], words: str) -> str:
    """Keeps new codes in the session for the page that shows them; returns its address."""
    until = int((page.at + SHOWN_FOR).timestamp())
    page.request.session[CODES] = {"codes": codes, "until": until}
    messages.success(page.request, words)
    return reverse("core:recovery-codes")
