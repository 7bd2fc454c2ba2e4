"""A form sent twice does one act, and both are answered alike."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from core.screens import form_tokens
from core.screens.requests import PageRequest


class Once:
    """The one-time token of a form, and what was answered under it.

    token    the token for the form's next showing: the one it was sent with, or a new one
    posted   control -> values of what was sent, without what Django and the token add
    """

    def __init__(self, request: PageRequest):
        self.sent = request.POST.get("form_token", "")
        self.token = self.sent or form_tokens.new_token()
        self.user = request.user
        without = {"csrfmiddlewaretoken", "form_token"}
        self.posted = {name: values for name, values in request.POST.lists() if name not in without}

    @property
    def actor(self) -> str:
        return f"user:{self.user.pk}"

    def renew(self) -> None:
        """The next time the form is sent, it is another act."""
        self.token = form_tokens.new_token()

    def first_answer(self) -> HttpResponse | None:
        """What the same user was answered when they sent exactly this before; None when they did not."""
        if not self.sent or not self.user.is_authenticated:
            return None
        fingerprint = form_tokens.fingerprint(self.posted)
        first = form_tokens.first_answer(self.actor, self.sent, fingerprint=fingerprint)
        return redirect(first["redirect"]) if first and first.get("redirect") else None

    def act(self, act: Callable[[], HttpResponse], *, otherwise: str) -> HttpResponse:
        """Acts in one transaction; a repeat that waited for the first is answered as the first was.

        otherwise   the address for a repeat whose first answer led nowhere
        raises      RuleBroken KEY_REUSED when the token came with other answers before
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
