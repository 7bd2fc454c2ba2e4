"""A form that is sent twice does its act once.

Twice may be the same page sent again, as by a double click: both requests get the same answer. It may also be
the page opened anew and sent with the same answers, as by Back and Save: then the user is asked whether there
are two of them.
"""

from collections.abc import Callable, Collection
from datetime import timedelta

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from core import clock
from core.errors import RuleBroken, SentBefore
from core.models import FormToken
from core.reasons import Reason
from core.screens import form_tokens, unsaved
from core.screens.requests import PageRequest

#: for so long the same answers sent again are taken for the same act
SAME_FOR = timedelta(hours=12)
#: fields of a form that differ each time it is shown, and are no answers
MADE_ANEW = (unsaved.HIDDEN - {"do"}) | {"version", "was", "back"}


class Once:
    """The one-time token of a form, and the answer that was given under it.

    sent     the token that was posted; "" for none
    token    the token of the form when it is shown next: the posted one, or a new one
    posted   control -> posted values, without those of the CSRF token and the form token
    content  digest of the address and the answers, the same however often the form was opened
    """

    def __init__(self, request: PageRequest, besides: Collection[str] = ()):
        """Reads the request.

        besides   fields that are filled anew each time the form is opened, and are no answers
        """
        self.sent = form_tokens.cleaned(request.POST.get("form_token", ""))
        self.token = self.sent or form_tokens.new_token()
        self.user = request.user
        without = {"csrfmiddlewaretoken", "form_token"}
        self.posted = {name: values for name, values in request.POST.lists() if name not in without}
        asked = {name: values for name, values in request.GET.lists() if name not in {"back", "draft"}}
        left_out = MADE_ANEW | set(besides)
        answers = {name: values for name, values in self.posted.items() if name not in left_out}
        self.content = form_tokens.fingerprint({"at": request.path, "asked": asked, "answers": answers})

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

    def act(
        self, act: Callable[[], HttpResponse], *, otherwise: str, adds: bool, confirmed: Collection[str]
    ) -> HttpResponse:
        """Acts in one transaction. A repeat waits for the first and gets the same answer.

        otherwise   where a repeat is redirected to if the first answer was no redirect
        adds        the act adds something each time it is done, so that doing it again is asked about
        confirmed   codes of the warnings that the user has answered
        raises      SentBefore for an act that adds, done before and not confirmed; RuleBroken KEY_REUSED for
                    another when its token was sent with other answers before
        """
        with transaction.atomic():
            if not self.sent:
                return act()
            first = self.claim(adds=adds)
            if first is not None:
                return redirect(first.get("redirect") or otherwise)
            if adds and SentBefore.CODE not in confirmed:
                self.check_new()
            response = act()
            if isinstance(response, HttpResponseRedirect):
                form_tokens.keep_answer(self.actor, self.sent, {"redirect": response.url})
        return response

    def claim(self, *, adds: bool) -> dict[str, str] | None:
        """Takes the token; returns the first answer if it was taken with the same answers."""
        fingerprint = form_tokens.fingerprint(self.posted)
        content = self.content if adds else ""
        try:
            return form_tokens.claim(self.actor, self.sent, fingerprint=fingerprint, content=content)
        except RuleBroken:
            earlier = FormToken.objects.get(actor=self.actor, key=self.sent)
            if adds and earlier.answer:
                words = "You saved this page on {at} with other answers. What you changed since is not saved."
                raise said_before(words, earlier) from None
            raise

    def check_new(self) -> None:
        """Asks about what the user did under another token within SAME_FOR.

        raises   SentBefore
        """
        since = clock.now() - SAME_FOR
        earlier = form_tokens.sent_before(self.actor, self.content, since=since)
        if earlier is not None:
            raise said_before("You saved exactly this on {at}. It was not saved again.", earlier)


def said_before(words: str, earlier: FormToken) -> SentBefore:
    return SentBefore(Reason(words, at=earlier.at), address=(earlier.answer or {}).get("redirect", ""))
