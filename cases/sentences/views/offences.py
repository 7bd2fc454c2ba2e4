"""Offences of a sentence, and the sanctions of a person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.people.forms.parts import RemoveForm
from cases.people.views.parts import AddPart, PartList, RemovePart
from cases.sentences.forms import FindOffenceForm, OffenceForm, SanctionForm
from cases.sentences.queries import events
from cases.sentences.services import offences
from cases.sentences.views.events import SentencePage
from core.errors import RuleBroken
from core.screens.done import say_done
from core.screens.forms import FormPage
from core.words import say, shown


class AddOffence(SentencePage, FormPage):
    """Adds an offence in two steps, each with an address: find it, then choose among those found."""

    permission = "cases.edit-sentence"
    template_name = "cases/form.html"
    title = gettext_lazy("Add an offence")
    form_class = OffenceForm
    submit_words = gettext_lazy("Add offence")

    def prepare(self) -> None:
        super().prepare()
        typed = self.request.GET.get("find", "")
        self.found = events.find_offences(typed) if typed.strip() else []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.found else self.ask_which()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs) if self.found else self.ask_which()

    def ask_which(self) -> HttpResponse:
        """The first step; with an error when something was typed but no offence was found."""
        asked = "find" in self.request.GET
        form = FindOffenceForm(self.request.GET if asked else None, today=self.today)
        if asked and form.is_valid():
            form.add_error("find", _("No offence has these words or this code"))
        self.template_name = "cases/sentences/find_offence.html"
        return self.render_to_response(self.get_context_data(form=form), status=400 if asked else 200)

    def get_initial(self) -> dict[str, Any]:
        return {"count": 1}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "found": self.found}

    def save(self, form: OffenceForm) -> str:
        typed = form.cleaned_data
        offences.add_offence(
            self.sentence.card.event.pk,
            offence_code=typed["offence"],
            committed_on=typed["committed_on"],
            count=typed["count"],
            is_main=typed["is_main"],
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Offence added"))


class MakeMainOffence(SentencePage):
    """POST only: one of the offences becomes the main one."""

    permission = "cases.edit-sentence"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = events.event_offence(self.person, kwargs["number"], kwargs["pk"])
        if row is None:
            raise Http404
        try:
            offences.set_main_offence(row.pk, by=request.user, at=self.at)
            say_done(request, _("Main offence changed"), name=self.person.name)
        except RuleBroken as broken:
            self.refused_by_rule(broken)
            messages.error(request, say(broken.reason))
        return redirect("cases:sentence", crn=self.person.crn, number=kwargs["number"])


class RemoveOffence(RemovePart):
    permission = "cases.edit-sentence"
    title = gettext_lazy("Remove an offence")

    def prepare(self) -> None:
        self.row = events.event_offence(self.person, self.kwargs["number"], self.kwargs["pk"])
        if self.row is None or self.row.is_main:
            raise Http404

    def row_words(self) -> str:
        return self.row.offence.words

    def cancel_address(self) -> str:
        return self.back_to(reverse("cases:sentence", args=[self.person.crn, self.kwargs["number"]]))

    def save(self, form: RemoveForm) -> str:
        offences.remove_offence(
            self.row.pk,
            person_id=self.person.pk,
            version=self.posted_version(),
            because=form.cleaned_data["because"],
            by=self.request.user,
            at=self.at,
        )
        return self.removed()


# --- sanctions --------------------------------------------------------------------------------------------
class Sanctions(PartList):
    permission = "cases.view-sentence"
    edit_permission = "cases.edit-sentence"
    template_name = "cases/sentences/sanctions.html"
    title = gettext_lazy("Offences and sanctions on the record")

    def rows(self) -> Any:
        return events.sanctions_of(self.person)


class AddSanction(AddPart):
    permission = "cases.edit-sentence"
    title = gettext_lazy("Add a sanction")
    form_class = SanctionForm
    list_name = "cases:sanctions"
    submit_words = gettext_lazy("Add sanction")

    def get_form_kwargs(self) -> dict[str, Any]:
        cards = events.listed(events.events_of(self.person.pk))
        named = [(str(event.pk), _("Sentence %(n)s") % {"n": event.number}) for event in cards]
        return {**super().get_form_kwargs(), "events": named}

    def save(self, form: SanctionForm) -> str:
        typed = form.cleaned_data
        offences.add_sanction(
            self.person.pk,
            sanctioned_on=typed["sanctioned_on"],
            kind=typed["kind"],
            offence_code=typed["offence_code"],
            event_id=int(typed["event"]) if typed["event"] else None,
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Sanction added"), more=_("Scores that count it are being worked out again."))


class RemoveSanction(RemovePart):
    permission = "cases.edit-sentence"
    title = gettext_lazy("Remove a sanction")
    part_name = "Sanction"
    list_name = "cases:sanctions"

    def row_words(self) -> str:
        return f"{self.row.get_kind_display()}, {shown(self.row.sanctioned_on)}"

    def save(self, form: RemoveForm) -> str:
        offences.remove_sanction(
            self.row.pk,
            person_id=self.person.pk,
            version=self.posted_version(),
            because=form.cleaned_data["because"],
            by=self.request.user,
            at=self.at,
        )
        return self.removed()
