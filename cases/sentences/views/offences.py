"""Offences of a sentence, and the sanctions of a lifetime."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.people.views.parts import PartList, PersonalForm, RemovePart
from cases.sentences.forms import FindOffenceForm, OffenceForm, SanctionForm
from cases.sentences.queries import events
from cases.sentences.services import offences
from cases.sentences.views.events import SentenceForm, SentencePage
from core.screens.page import Page
from core.words import shown


class AddOffence(SentencePage, SentenceForm):
    """Two steps, both with an address: find the offence, then choose among what was found."""

    title = gettext_lazy("Add an offence")
    form_class = OffenceForm
    submit_words = gettext_lazy("Add offence")
    saved_words = gettext_lazy("Offence added")
    act = offences.add_offence

    def prepare(self) -> None:
        super().prepare()
        typed = self.request.GET.get("find", "")
        self.found = events.find_offences(typed) if typed.strip() else []

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

    def key(self) -> int:
        return self.sentence.card.event.pk

    def given(self, form: OffenceForm) -> dict[str, Any]:
        typed = form.cleaned_data
        return {
            "offence_code": typed["offence"],
            **{name: typed[name] for name in ("committed_on", "count", "is_main")},
        }


class MakeMainOffence(SentencePage, Page):
    """POST only: one of the offences becomes the main one."""

    permission = "cases.edit-sentence"
    records_view = False
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = events.event_offence(self.person, kwargs["number"], kwargs["pk"])
        if row is None:
            raise Http404
        offences.set_main_offence(row.pk, by=request.user, at=self.at)
        messages.success(request, _("Main offence changed"))
        return redirect("cases:sentence", crn=self.person.crn, number=kwargs["number"])


class RemoveOffence(RemovePart):
    permission = "cases.edit-sentence"
    title = gettext_lazy("Remove an offence")
    act = offences.remove_offence
    list_address = SentenceForm.list_address

    def find_row(self) -> Any:
        row = events.event_offence(self.person, self.kwargs["number"], self.kwargs["pk"])
        if row is None or row.is_main:
            raise Http404
        return row

    def row_words(self) -> str:
        return self.row.offence.words


# --- sanctions --------------------------------------------------------------------------------------------
class Sanctions(PartList):
    permission = "cases.view-sentence"
    edit_permission = "cases.edit-sentence"
    template_name = "cases/sentences/sanctions.html"
    title = gettext_lazy("Offences and sanctions on the record")
    rows_of = events.sanctions_of


class AddSanction(PersonalForm):
    permission = "cases.edit-sentence"
    title = gettext_lazy("Add a sanction")
    form_class = SanctionForm
    list_name = "cases:sanctions"
    submit_words = gettext_lazy("Add sanction")
    saved_words = gettext_lazy("Sanction added. Scores that count it are being worked out again.")
    act = offences.add_sanction

    def form_kwargs(self) -> dict[str, Any]:
        cards = events.listed(events.events_of(self.person))
        named = [(str(event.pk), _("Sentence %(n)s") % {"n": event.number}) for event in cards]
        return {"events": named}

    def given(self, form: SanctionForm) -> dict[str, Any]:
        typed = form.cleaned_data
        event_id = int(typed["event"]) if typed["event"] else None
        return {
            "event_id": event_id,
            **{name: typed[name] for name in ("sanctioned_on", "kind", "offence_code")},
        }


class RemoveSanction(RemovePart):
    permission = "cases.edit-sentence"
    title = gettext_lazy("Remove a sanction")
    part_name = "Sanction"
    list_name = "cases:sanctions"
    act = offences.remove_sanction

    def row_words(self) -> str:
        return f"{self.row.get_kind_display()}, {shown(self.row.sanctioned_on)}"
