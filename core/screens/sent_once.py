"""A form sent twice does one act, and both are answered alike."""

from typing import Any, cast

from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views import View

from core.screens import form_tokens


class DoneBefore(Exception):
    """The form was done; carries the answer it had."""

    def __init__(self, answer: HttpResponse):
        self.answer = answer
        super().__init__()


class SentOnce(View):
    """The half of FormPage that knows what was sent before."""

    request: Any
    is_in_sight = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A form that was done is answered as the first time, though what it was about may be gone by now.

        Only to who may still see the page: an answer is not given again to somebody shut out since.
        """
        try:
            return cast(HttpResponse, super().dispatch(request, *args, **kwargs))
        except DoneBefore as done:
            return done.answer
        except Http404:  # or the first was done since we looked
            if self.is_in_sight and (answered := self.first_answer()) is not None:
                return answered
            raise

    def prepare(self) -> None:
        """Reached once a page's base has let the user in, before the page looks for its own part."""
        super().prepare()  # type: ignore[misc]
        self.is_in_sight = True
        if (answered := self.first_answer()) is not None:
            raise DoneBefore(answered)

    def first_answer(self) -> HttpResponse | None:
        token = self.request.POST.get("form_token", "")
        if not token or not self.request.user.is_authenticated:
            return None
        print_of = form_tokens.fingerprint(self.posted())
        first = form_tokens.first_answer(self.actor(), token, print_of=print_of)
        return redirect(first["redirect"]) if first and first.get("redirect") else None

    def save_once(self, form: Form) -> HttpResponse:
        """Saves under the form's one-time token; a repeat that waited for the first is answered as it was."""
        token, actor = self.request.POST.get("form_token", ""), self.actor()
        with transaction.atomic():
            if token:
                first = form_tokens.claim(actor, token, print_of=form_tokens.fingerprint(self.posted()))
                if first is not None:
                    return redirect(first.get("redirect") or self.cancel_address())
            answer = self.save(form)
            response = answer if isinstance(answer, HttpResponse) else redirect(answer)
            if token and isinstance(response, HttpResponseRedirect):
                form_tokens.keep_answer(actor, token, {"redirect": response.url})
            self.forget_draft(form)
        return response

    def actor(self) -> str:
        return f"user:{self.request.user.pk}"

    def posted(self) -> dict[str, list[str]]:
        skip = {"csrfmiddlewaretoken", "form_token"}
        return {name: values for name, values in self.request.POST.lists() if name not in skip}

    # --- what FormPage has ----------------------------------------------------------------------------
    def save(self, form: Form) -> HttpResponse | str:
        raise NotImplementedError

    def cancel_address(self) -> str:
        raise NotImplementedError

    def forget_draft(self, form: Form) -> None:
        raise NotImplementedError
