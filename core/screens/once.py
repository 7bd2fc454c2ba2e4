"""A form that is sent twice does its act once, and both requests get the same answer."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from core.screens import form_tokens
from core.screens.requests import PageRequest


class Once:
    """The one-time token of a form, and the answer that was given under it.

    sent     the token that was posted; "" for none
    token    the token of the form when it is shown next: the posted one, or a new one
    posted   control -> posted values, without those of the CSRF token and the form token
    """

    def __init__(self, request: PageRequest):
        self.sent = form_tokens.cleaned(request.POST.get("form_token", ""))
        self.token = self.sent or form_tokens.new_token()
        self.user = request.user
        without = {"csrfmiddlewaretoken", "form_token"}
        self.posted = {name: values for name, values in request.POST.lists() if name not in without}

    @property
    def actor(self) -> str:
        return f"user:{self.user.pk}"

    def renew(self) -> None:
        """Makes a new token, so that sending the form again is another act."""
        self.token = form_tokens.new_token()

    def first_answer(self) -> HttpResponse | None:
        """The answer that the same user got when they sent exactly this before; None if they did not."""
        if not self.sent or not self.user.is_authenticated:
            return None
        fingerprint = form_tokens.fingerprint(self.posted)
        first = form_tokens.first_answer(self.actor, self.sent, fingerprint=fingerprint)
        return redirect(first["redirect"]) if first and first.get("redirect") else None

    def act(self, act: Callable[[], HttpResponse], *, otherwise: str) -> HttpResponse:
        """Acts in one transaction. A repeat waits for the first and gets the same answer.

        otherwise   where a repeat is redirected to if the first answer was no redirect
        raises      RuleBroken KEY_REUSED when the token was sent with other answers before
        """
        with transaction.atomic():
            if not self.sent:
                return act()
            fingerprint = form_tokens.fingerprint(self.posted)
            first = form_tokens.claim(self.actor, self.sent, fingerprint=fingerprint)
            if first is not None:
                return redirect(first.get("redirect") or otherwise)
            response = act()
            if isinstance(response, HttpResponseRedirect):
                form_tokens.keep_answer(self.actor, self.sent, {"redirect": response.url})
        return response
