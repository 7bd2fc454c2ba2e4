"""Offences, sanctions, requirements and key dates of a sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.sentences.queries import events
from core.govuk import (
    DateField,
    GovForm,
    NearDateField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    TickField,
    WholeNumberField,
)


class FindOffenceForm(GovForm):
    """The first step of adding an offence. It is sent by GET, so that it needs no script and Back works."""

    find = TextField(
        label=_("Find the offence"),
        hint=_("A word like theft, or the first digits of its five-digit code"),
        required_words=_("Enter part of the offence or of its code"),
        max_length=60,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["find"].widget.attrs["maxlength"] = 60  # sent in the address, whose length is limited


class OffenceForm(GovForm):
    offence = RadiosField(label=_("Offence"), required_words=_("Select the offence"))
    committed_on = DateField(
        label=_("Date of the offence"),
        required=False,
        when="today-or-past",
        hint=_("For example, 27 3 2026"),
    )
    count = WholeNumberField(label=_("Number of offences"), min_value=1, max_value=999)
    is_main = TickField(label=_("This is the main offence"), required=False)

    def __init__(self, *args: Any, found: list[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["offence"].choices = [(row.code, f"{row.words} ({row.code})") for row in found]


class SanctionForm(GovForm):
    """One sanction: everything that was dealt with on one day."""

    kind = RadiosField(
        label=_("What was it?"),
        choices=[("CONVICTION", _("Conviction")), ("CAUTION", _("Caution, reprimand or warning"))],
        required_words=_("Select whether it was a conviction or a caution"),
    )
    sanctioned_on = DateField(
        label=_("Date"),
        when="today-or-past",
        called=_("date of the sanction"),
        hint=_("Of conviction or caution. For example, 27 3 2019"),
    )
    offence_code = TextField(
        label=_("Offence code"),
        hint=_("Five digits, if it is known"),
        required=False,
        width=5,
        max_length=5,
    )
    event = SelectField(label=_("Sentence on this record"), required=False, empty=_("None of them"))

    def __init__(self, *args: Any, events: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["event"].choices = events


class EndRequirementForm(GovForm):
    ended_on = NearDateField(
        label=_("End date"), required_words=_("Enter the end date"), when="today-or-past"
    )
    reason = TextareaField(
        label=_("Reason"),
        hint=_("For example, completed, revoked by the court, or order expired"),
        required_words=_("Enter the reason"),
        max_length=200,
        rows=2,
    )


class KeyDatesForm(GovForm):
    """A field for each type of key date. An emptied field removes the date."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for code, words in events.key_date_types():
            self.fields[code] = NearDateField(label=words, required=False, quick=())

    def dates(self) -> dict[str, Any]:
        return {code: self.cleaned_data[code] for code in self.fields}
