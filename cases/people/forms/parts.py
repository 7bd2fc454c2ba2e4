"""What the forms of personal details share: code lists, the row they start from, notes."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cases.people.queries import code_lists
from cases.people.rules.periods import broken_period
from core.errors import RuleBroken
from core.govuk import GovForm, NameField, NearDateField, TextareaField
from core.govuk.dates import QUICK_BACK

#: Where a note that was typed beside a phone number belongs, on a form with notes.
TO_THE_NOTES = _("put “%(note)s” under “Add a note”")


class PartForm(GovForm):
    """Fields of a row below a person.

    lists       field -> model of the code list it chooses from
    stored      field -> attribute of the row, where the names differ
    only_adds   note fields: they start empty and add to the row's notes
    row         the row being changed: a closed code that it has may stay
    notes       the row's notes, newest first; shown above the field that adds one
    """

    lists: ClassVar[Mapping[str, str]] = {}
    stored: ClassVar[Mapping[str, str]] = {}
    only_adds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, row: Any = None, notes: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.row = row
        for name in self.only_adds:
            self.fields[name].so_far = notes
        kept = self.initial_of(row) if row is not None else {}
        for name, field in self.fields.items():
            if name in self.lists:
                keep = kept.get(name) or ""
                field.choices = code_lists.choices(self.lists[name], today=self.today, keep=keep)
            elif isinstance(field, NameField):
                field.stored = kept.get(name) or ""

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """The values of a row, as this form shows them."""
        initial = {}
        for name in set(cls.base_fields) - set(cls.only_adds):
            value = getattr(row, cls.stored.get(name, name), None)
            initial[name] = getattr(value, "code", value)
        return initial

    def broken_rules(self, cleaned: dict[str, Any]) -> Iterable[RuleBroken]:
        started_on, ended_on = cleaned.get("started_on"), cleaned.get("ended_on")
        return broken_period(started_on, ended_on) if started_on else ()

    def values(self) -> dict[str, Any]:
        """What was typed, under the names of the service's details object."""
        return {self.stored.get(name, name): value for name, value in self.cleaned_data.items()}


class RemoveForm(GovForm):
    because = TextareaField(
        label=_("Why was it entered by mistake?"),
        hint=_("The entry leaves the screens and stays in the history, with your name and this reason."),
        required_words=_("Enter why it was entered by mistake"),
        max_length=500,
        rows=3,
    )


def started(**more: Any) -> NearDateField:
    return NearDateField(label=_("Start date"), **{"quick": QUICK_BACK, **more})


def ended(**more: Any) -> NearDateField:
    return NearDateField(label=_("End date"), required=False, **{"quick": QUICK_BACK, **more})


class NoteField(TextareaField):
    """A note to add. `so_far` are the notes there already; they are read when the field is shown."""

    above = "cases/parts/notes_so_far.html"
    so_far: Iterable[Any] = ()


def note() -> NoteField:
    """A field for a note. Its form names it in `only_adds`."""
    return NoteField(label=_("Add a note"), called=_("note"), required=False, max_length=4000, rows=4)
