"""Forms of the risk registers: choose a type, register, review, end."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.govuk import GovForm, NearDateField, RadiosField, SelectField, TextareaField

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


def _ask_next_review(form: GovForm, months: int | None) -> None:
    """Sets the hint of `next_review_on`; removes the field for a register that is never reviewed."""
    if not months:
        del form.fields["next_review_on"]
        return
    words = ngettext(
        "At the latest %(n)s month on. Leave it empty for that day.",
        "At the latest %(n)s months on. Leave it empty for that day.",
        months,
    )
    form.fields["next_review_on"].help_text = words % {"n": months}


class RegistrationForm(_LevelsForm):
    registered_on = NearDateField(
        label=_("When was it registered?"), called=_("date of registration"), when="today-or-past"
    )
    level = RadiosField(label=_("Level"), called=_("level"))
    category = RadiosField(label=_("Category"), called=_("category"))
    next_review_on = NearDateField(
        label=_("When is the next review?"), called=_("next review date"), required=False
    )
    notes = TextareaField(
        label=_("Notes"), required=False, hint=_("What the risk is, and what others need to know")
    )

    def __init__(self, *args: Any, review_months: int | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _ask_next_review(self, review_months)


class ReviewForm(_LevelsForm):
    reviewed_on = NearDateField(
        label=_("When was it reviewed?"), called=_("review date"), when="today-or-past"
    )
    level = RadiosField(label=_("Level from now on"), called=_("level"))
    category = RadiosField(label=_("Category from now on"), called=_("category"))
    next_review_on = NearDateField(
        label=_("When is the next review?"), called=_("next review date"), required=False
    )
    notes = TextareaField(label=_("What did the review find?"), called=_("findings of the review"))

    def __init__(self, *args: Any, review_months: int | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _ask_next_review(self, review_months)


class EndForm(GovForm):
    deregistered_on = NearDateField(label=_("When did it end?"), called=_("end date"), when="today-or-past")
    notes = TextareaField(label=_("Why does it end?"), called=_("reason it ends"))
