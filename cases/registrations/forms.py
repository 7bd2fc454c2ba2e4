"""Forms of the risk registers: choose a type, register, review, end."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.registrations.rules.registers import RegisterTypeFacts, ReviewDecision, wrong_next_review
from core.errors import RuleBroken
from core.govuk import GovForm, NearDateField, RadiosField, SelectField, TextareaField
from core.reasons import Reason

Choices = Iterable[tuple[str, str]]


class ChooseTypeForm(GovForm):
    """The choice of a register. `types` are grouped by flag: (flag, [(code, words), ...])."""

    type = SelectField(
        label=_("Which register?"),
        called=_("register"),
        hint=_("Type to search, for example “RoSH” or “weapons”"),
        autocomplete=True,
    )

    def __init__(self, *args: Any, types: Iterable[tuple[str, Choices]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = list(types)


class _LevelsForm(GovForm):
    """Level and category of a registration. A field without choices is left out."""

    def __init__(self, *args: Any, levels: Choices = (), categories: Choices = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, choices in (("level", list(levels)), ("category", list(categories))):
            if choices:
                self.fields[name].choices = choices
            else:
                del self.fields[name]


class _ReviewedForm(_LevelsForm):
    """A form that sets the next review of a register. One that is never reviewed does not ask for it.

    measured_from   name of the field with the day from which the months to the next review count
    """

    measured_from = ""

    def __init__(self, *args: Any, type: RegisterTypeFacts, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.type = type
        months = type.review_months
        if not months:
            del self.fields["next_review_on"]
            return
        words = ngettext("At the latest %(n)s month on.", "At the latest %(n)s months on.", months)
        hint = " ".join(
            str(part) for part in (words % {"n": months}, self.fields["next_review_on"].help_text)
        )
        self.fields["next_review_on"].help_text = hint.strip()

    def broken_rules(self, cleaned: dict[str, Any]) -> Iterable[RuleBroken]:
        since, asked = cleaned.get(self.measured_from), cleaned.get("next_review_on")
        if since and asked and "next_review_on" in self.changed_data:
            wrong = wrong_next_review(self.type, since=since, asked=asked)
            yield from [wrong] if wrong else []

    @property
    def next_review_on(self) -> date | None:
        """The day that was chosen; None for the one filled in: it moves with the day it counts from."""
        return self.cleaned_data.get("next_review_on") if "next_review_on" in self.changed_data else None


class RegistrationForm(_ReviewedForm):
    measured_from = "registered_on"

    registered_on = NearDateField(
        label=_("When was it registered?"), called=_("date of registration"), when="today-or-past"
    )
    level = RadiosField(label=_("Level"), called=_("level"))
    category = RadiosField(label=_("Category"), called=_("category"))
    next_review_on = NearDateField(
        label=_("When is the next review?"), called=_("next review date"), hint="", quick=()
    )
    notes = TextareaField(
        label=_("Notes"), required=False, hint=_("What the risk is, and what others need to know")
    )


class ReviewForm(_ReviewedForm):
    """What a review found and decides.

    decisions   those open to the user; a single one is not asked about
    """

    measured_from = "reviewed_on"
    DECISIONS: ClassVar = {
        ReviewDecision.KEEP: _("Keep it as it is"),
        ReviewDecision.CHANGE: _("Change the level or category"),
        ReviewDecision.END: _("End the registration"),
    }

    reviewed_on = NearDateField(
        label=_("When was it reviewed?"), called=_("review date"), when="today-or-past"
    )
    decision = RadiosField(
        label=_("What did the review decide?"),
        required_words=_("Select what the review decided"),
        reveals={ReviewDecision.CHANGE.value: ("level", "category")},
        hides={ReviewDecision.END.value: "next_review_on"},
    )
    level = RadiosField(label=_("Level from now on"), called=_("level"))
    category = RadiosField(label=_("Category from now on"), called=_("category"))
    next_review_on = NearDateField(
        label=_("When is the next review?"), called=_("next review date"), hint="", quick=()
    )
    notes = TextareaField(label=_("What did the review find?"), called=_("findings of the review"))

    def __init__(self, *args: Any, decisions: Sequence[ReviewDecision], registered_on: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reviewed_on"].earliest = registered_on
        self.only = decisions[0] if len(decisions) == 1 else None
        if self.only:
            del self.fields["decision"]
        else:
            self.fields["decision"].choices = [(one.value, self.DECISIONS[one]) for one in decisions]
            hints = {ReviewDecision.END.value: _("On the day of the review. No next review is needed.")}
            self.fields["decision"].widget.hints = hints

    @property
    def decided(self) -> ReviewDecision:
        return self.only or ReviewDecision(self.cleaned_data["decision"])

    def broken_rules(self, cleaned: dict[str, Any]) -> Iterable[RuleBroken]:
        yield from super().broken_rules(cleaned)
        changes = cleaned.get("decision") == ReviewDecision.CHANGE.value
        asked = [name for name in ("level", "category") if name in self.fields]
        if changes and all(cleaned.get(name) for name in asked) and not {*asked} & {*self.changed_data}:
            words = Reason("Select another level or category, or keep the registration as it is")
            yield RuleBroken("NOTHING_CHANGED", words, asked[0])


class EndForm(GovForm):
    deregistered_on = NearDateField(label=_("When did it end?"), called=_("end date"), when="today-or-past")
    notes = TextareaField(label=_("Why does it end?"), called=_("reason it ends"))

    def __init__(self, *args: Any, registered_on: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["deregistered_on"].earliest = registered_on
