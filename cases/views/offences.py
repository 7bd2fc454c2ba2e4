"""Offences of a sentence, and the sanctions of a lifetime."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.parts import RemoveForm
from cases.forms.sentences import FindOffenceForm, OffenceForm, SanctionForm
from cases.pages import PersonPage
from cases.queries import sentences
from cases.services import offences
from cases.views.parts import PersonalForm, RemovePart
from cases.views.sentences import SentenceForm, SentencePage
from core.pages import Page
from core.words import shown


class AddOffence(SentencePage, SentenceForm):
    """Two steps, both with an address: find the offence, then choose among what was found."""

    title = gettext_lazy("Add an offence")
    form_class = OffenceForm
    submit_words = gettext_lazy("Add offence")
    saved_words = gettext_lazy("Offence added")

    def prepare(self) -> None:
        super().prepare()
        typed = self.request.GET.get("find", "")
        self.found = sentences.find_offences(typed) if typed.strip() else []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.found else self.ask_which()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs) if self.found else self.ask_which()

    def ask_which(self) -> HttpResponse:
        asked = "find" in self.request.GET
        form = FindOffenceForm(self.request.GET if asked else None, today=self.today)
        if asked and form.is_valid():
            form.add_error("find", _("No offence has these words or this code"))
        context = {
            **self.case_context(),
            "title": self.get_title(),
            "form": form,
            "cancel_address": self.cancel_address(),
        }
        return render(
            self.request, "cases/sentences/find_offence.html", context, status=400 if asked else 200
        )

    def initial(self) -> dict[str, Any]:
        return {"count": 1}

    def form_kwargs(self) -> dict[str, Any]:
        return {"found": self.found}

    def save(self, form: OffenceForm) -> str:
        offences.add_offence(
            self.sentence.card.event.pk,
            offence_code=form.cleaned_data["offence"],
            committed_on=form.cleaned_data["committed_on"],
            count=form.cleaned_data["count"],
            is_main=form.cleaned_data["is_main"],
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class MakeMainOffence(SentencePage, Page):
    """POST only: one of the offences becomes the main one."""

    permission = "cases.edit-sentence"
    records_view = False
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = sentences.event_offence(self.person, kwargs["number"], kwargs["pk"])
        if row is None:
            raise Http404
        offences.set_main_offence(row.pk, by=request.user, at=self.at)
        messages.success(request, _("Main offence changed"))
        return redirect("cases:sentence", crn=self.person.crn, number=kwargs["number"])


class RemoveOffence(SentenceForm):
    title = gettext_lazy("Remove an offence")
    form_class = RemoveForm
    template_name = "cases/remove.html"
    versioned = True
    submit_words = gettext_lazy("Remove")
    saved_words = gettext_lazy("Removed. It stays in the history.")

    def prepare(self) -> None:
        super().prepare()
        row = sentences.event_offence(self.person, self.kwargs["number"], self.kwargs["pk"])
        if row is None or row.is_main:
            raise Http404
        self.row = row

    def current_version(self) -> int:
        return self.row.version

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), "row_words": self.row.offence.words}

    def save(self, form: RemoveForm) -> str:
        offences.remove_offence(
            self.row.pk,
            person_id=self.person.pk,
            because=form.cleaned_data["because"],
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done()


# --- sanctions --------------------------------------------------------------------------------------------
class Sanctions(PersonPage, Page):
    permission = "cases.view-sentence"
    template_name = "cases/sentences/sanctions.html"
    title = gettext_lazy("Offences and sanctions on the record")

    def get_context(self) -> dict[str, Any]:
        rows = list(sentences.sanctions_of(self.person))
        return {**super().get_context(), "rows": rows, "may_edit": self.allows("cases.edit-sentence")}


class AddSanction(PersonalForm):
    permission = "cases.edit-sentence"
    title = gettext_lazy("Add a sanction")
    form_class = SanctionForm
    list_name = "cases:sanctions"
    submit_words = gettext_lazy("Add sanction")
    saved_words = gettext_lazy("Sanction added. Scores that count it are being worked out again.")

    def form_kwargs(self) -> dict[str, Any]:
        cards = sentences.listed(sentences.events_of(self.person))
        named = [(str(event.pk), _("Sentence %(n)s") % {"n": event.number}) for event in cards]
        return {"events": named}

    def save(self, form: SanctionForm) -> str:
        event = form.cleaned_data["event"]
        offences.add_sanction(
            self.person.pk,
            sanctioned_on=form.cleaned_data["sanctioned_on"],
            kind=form.cleaned_data["kind"],
            offence_code=form.cleaned_data["offence_code"],
            event_id=int(event) if event else None,
            by=self.request.user,
            at=self.at,
        )
        return self.done()


class RemoveSanction(RemovePart):
    permission = "cases.edit-sentence"
    title = gettext_lazy("Remove a sanction")
    part_name = "Sanction"
    list_name = "cases:sanctions"
    remove = offences.remove_sanction

    def row_words(self) -> str:
        return f"{self.row.get_kind_display()}, {shown(self.row.sanctioned_on)}"
