"""Sentences of a case, and one sentence with its parts."""

from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.contacts.queries.failures import failures_under
from cases.contacts.rules.enforcement import Failures
from cases.pages import PersonPage
from cases.people.queries.notes import notes_of
from cases.sentences.forms import EndRequirementForm, KeyDatesForm
from cases.sentences.queries import events
from cases.sentences.services.custody import change_key_dates
from cases.sentences.services.requirements import end_requirement
from cases.sentences.views.charts import rar_bar, sentence_bar
from core.screens.forms import FormPage
from core.words import shown


def card_row(card: Any, today: Any) -> dict[str, Any]:
    """A sentence card with its charts."""
    lines = [{"line": line, "bar": rar_bar(line.rar) if line.rar else None} for line in card.requirements]
    return {"card": card, "bar": sentence_bar(card, today=today), "requirements": lines}


class Sentences(PersonPage):
    permission = "cases.view-sentence"
    template_name = "cases/sentences/sentences.html"
    title = gettext_lazy("Sentence")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        running = events.cards(self.person, today=self.today)
        past = events.cards(self.person, today=self.today, past=True)
        return {
            **super().get_context_data(**kwargs),
            "running": [card_row(card, self.today) for card in running],
            "past": [card_row(card, self.today) for card in past],
            "may_see_sentence": True,
        }


class SentencePage(PersonPage):
    """A screen about one sentence: `self.sentence`, or 404. Its forms lead back to the sentence."""

    sentence: events.Sentence

    def prepare(self) -> None:
        found = events.sentence_of(self.person, self.kwargs["number"], today=self.today)
        if found is None:
            raise Http404
        self.sentence = found

    def cancel_address(self) -> str:
        return self.back_to(reverse("cases:sentence", args=[self.person.crn, self.kwargs["number"]]))

    def requirement_line(self) -> events.RequirementLine:
        """The line of the requirement that the address names; else Http404."""
        lines = self.sentence.card.requirements
        found = next((line for line in lines if line.requirement.pk == self.kwargs["pk"]), None)
        if found is None:
            raise Http404
        return found


class ShowSentence(SentencePage):
    permission = "cases.view-sentence"
    template_name = "cases/sentences/sentence.html"

    def get_title(self) -> str:
        return _("Sentence %(n)s") % {"n": self.kwargs["number"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        card = self.sentence.card
        return {
            **super().get_context_data(**kwargs),
            "sentence": self.sentence,
            "row": card_row(card, self.today),
            "rows": self.rows(card),
            "notes": list(notes_of(card.event)),
            "may_edit": self.allows("cases.edit-sentence"),
        }

    def rows(self, card: events.SentenceCard) -> list[dict[str, Any]]:
        event, disposal = card.event, card.disposal
        rows = [
            {"key": _("Court"), "value": event.court.words if event.court else ""},
            {"key": _("Referred"), "value": shown(event.referred_on)},
            {"key": _("Convicted"), "value": shown(event.convicted_on)},
        ]
        if disposal is not None:
            rows += [
                {"key": _("Sentence"), "value": disposal.type.words},
                {"key": _("Sentenced"), "value": shown(disposal.sentenced_on)},
                {"key": _("Length"), "value": length_words(disposal)},
                {"key": _("Ends"), "value": shown(card.ends_on)},
            ]
        if disposal is not None and (words := failures_words(failures_under(disposal), self.today)):
            rows.append({"key": _("Failures to comply"), "value": words})
        if event.breach_ended_on:
            rows.append({"key": _("Last breach ended"), "value": shown(event.breach_ended_on)})
        return rows


def length_words(disposal: Any) -> str:
    if disposal.indeterminate:
        return _("Indeterminate")
    if disposal.length_months:
        return _("%(n)s months") % {"n": disposal.length_months}
    return _("%(n)s days") % {"n": disposal.length_days} if disposal.length_days else ""


def failures_words(failures: Failures, today: date) -> str:
    """The count and the limit; "" where there are neither."""
    count = failures.count_on(today)
    if failures.limit is None:
        return str(count) if count else ""
    values = {"n": count, "limit": failures.limit, "months": failures.months}
    if failures.months is None:
        return _("%(n)s; a breach review is due at %(limit)s") % values
    return _("%(n)s in %(months)s months; a breach review is due at %(limit)s") % values


# --- requirements ----------------------------------------------------------------------------------------
class ShowRequirement(SentencePage):
    permission = "cases.view-sentence"
    template_name = "cases/sentences/requirement.html"

    def prepare(self) -> None:
        super().prepare()
        self.line = self.requirement_line()

    def get_title(self) -> str:
        return self.line.requirement.type.words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.line.requirement
        length = f"{row.length} {row.type.units.lower()}" if row.length else ""
        rows = [
            {"key": _("Sub type"), "value": row.subtype.words if row.subtype else ""},
            {"key": _("Length"), "value": length},
            {"key": _("Imposed"), "value": shown(row.imposed_on)},
            {"key": _("Started"), "value": shown(row.started_on)},
            {"key": _("Expected to end"), "value": shown(row.expected_end_on)},
            {"key": _("Ended"), "value": shown(row.ended_on)},
        ]
        if row.ended_on:
            rows.append({"key": _("Reason"), "value": row.end_reason})
        return {
            **super().get_context_data(**kwargs),
            "rows": rows,
            "notes": list(notes_of(row)),
            "requirement": row,
            "number": self.kwargs["number"],
            "rar": self.line.rar,
            "bar": rar_bar(self.line.rar) if self.line.rar else None,
            "may_edit": self.allows("cases.edit-sentence") and row.ended_on is None,
        }


class EndRequirement(SentencePage, FormPage):
    permission = "cases.edit-sentence"
    template_name = "cases/form.html"
    title = gettext_lazy("End a requirement")
    form_class = EndRequirementForm
    versioned = True
    submit_words = gettext_lazy("End requirement")

    def prepare(self) -> None:
        super().prepare()
        self.line = self.requirement_line()

    def get_initial(self) -> dict[str, Any]:
        return {"ended_on": self.today}

    def get_object(self) -> Any:
        return self.line.requirement

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "caption_words": self.line.requirement.type.words}

    def save(self, form: EndRequirementForm) -> str:
        end_requirement(
            self.line.requirement.pk,
            person_id=self.person.pk,
            ended_on=form.cleaned_data["ended_on"],
            reason=form.cleaned_data["reason"],
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Requirement ended"), more=_("The tier is being worked out again."))


# --- custody -----------------------------------------------------------------------------------------------
class ChangeKeyDates(SentencePage, FormPage):
    permission = "cases.edit-sentence"
    template_name = "cases/form.html"
    title = gettext_lazy("Change key dates")
    form_class = KeyDatesForm
    versioned = True

    def prepare(self) -> None:
        super().prepare()
        if self.sentence.card.custody is None:
            raise Http404

    def get_initial(self) -> dict[str, Any]:
        return {row.type.code: row.on for row in self.sentence.key_dates}

    def get_object(self) -> Any:
        return self.sentence.card.custody

    def save(self, form: KeyDatesForm) -> str:
        change_key_dates(
            self.get_object().pk,
            form.dates(),
            person_id=self.person.pk,
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Key dates saved"))
