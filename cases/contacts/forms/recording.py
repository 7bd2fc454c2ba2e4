"""Forms for a contact of any type, its removal and further notes, and the filter of the list."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.contacts.forms import parts
from cases.contacts.queries.choices import ContactChoices
from cases.contacts.queries.log import Criteria, FilterParts
from cases.contacts.services.details import ContactDetails
from core.govuk import (
    CheckboxesField,
    Columns,
    FilterForm,
    GovForm,
    More,
    NearDateField,
    Row,
    SelectField,
    TextareaField,
    TextField,
    TickField,
    TimeField,
)
from core.govuk.dates import QUICK_BACK

OTHER_TYPE = "other"


class ContactForm(GovForm):
    """A contact of any type. It has no field `sensitive` for a contact that is sensitive already."""

    only_adds = ("notes",)
    one_choice = (("type", "other_type"), ("start_time", "end_time"), ("outcome", "action"))

    type = parts.OfferedFirst(
        label=_("Type of contact"),
        called=_("type of contact"),
        tiles=True,
        reveals={OTHER_TYPE: "other_type"},
    )
    other_type = SelectField(label=_("Which type"), called=_("type of contact"), autocomplete=True)
    on = NearDateField(label=_("Date"), called=_("date of the contact"), quick=QUICK_BACK, hint="")
    start_time = TimeField(label=_("Start time"), required=False, hint="", mark_optional=False)
    notes = TextareaField(label=_("Note"), required=False, rows=8)
    end_time = TimeField(label=_("End time"), required=False)
    relates_to = SelectField(label=_("What it relates to"), empty=None)
    officer = SelectField(label=_("Officer"), empty=None)
    location = SelectField(label=_("Location"), required=False, hint=_("Needed for an office visit"))
    outcome = SelectField(
        label=_("Outcome"), required=False, hint=_("Needed once an appointment has taken place")
    )
    action = SelectField(
        label=_("Enforcement action"), required=False, hint=_("Only after an outcome that did not comply")
    )
    description = TextField(label=_("Short description"), required=False, max_length=200, spellcheck=True)
    sensitive = TickField(label=_("This contact is sensitive"), required=False)
    alert = TickField(label=_("Show it as an alert to the practitioner"), required=False)
    rar = TickField(label=_("It is RAR activity"), required=False)

    def __init__(
        self,
        *args: Any,
        choices: ContactChoices,
        person_name: str,
        is_sensitive: bool = False,
        shows_all: bool = False,
        **kwargs: Any,
    ):
        """Fills the lists.

        shows_all   whether what is seldom changed is in sight from the first: to change a contact
        """
        super().__init__(*args, **kwargs)
        self._fill_types(choices)
        self.fields["relates_to"].choices = parts.part_choices(choices, person_name=person_name)
        self.fields["officer"].choices = parts.post_choices(choices)
        self.fields["location"].choices = parts.office_choices(choices)
        self.fields["outcome"].choices = [(row.code, row.words) for row in choices.outcomes]
        self.fields["action"].choices = parts.action_choices(choices)
        if is_sensitive:
            del self.fields["sensitive"]
        first = ("type", "other_type", "on", "start_time", "notes")
        seldom = [name for name in self.fields if name not in first]
        self.layout = (
            Columns(("type", Row("on", "start_time")), ("notes",)),
            More(self._as_it_stands(), *seldom, is_open=shows_all),
        )

    def _fill_types(self, choices: ContactChoices) -> None:
        by_code = {row.code: row.words for row in choices.types}
        first = [code for code in choices.most_used if code in by_code]
        posted = str(self.data.get("type", "")) if self.is_bound else ""
        last = (OTHER_TYPE, _("Another type"))
        self.fields["type"].offer(first, by_code, posted=posted, last=last)
        self.fields["other_type"].choices = parts.type_choices(choices, most_used=False)
        held = self.initial.get("type", "")
        if held and held not in first:
            self.initial |= {"type": OTHER_TYPE, "other_type": held}

    def _as_it_stands(self) -> str:
        """What holds of a contact while More stays closed, in one sentence."""
        shown = [
            dict(self.fields[name].choices).get(self.initial.get(name), "")
            for name in ("relates_to", "officer")
        ]
        told = "; ".join(words for words in shown if words)
        return gettext("%(told)s; no outcome, no location, no alert") % {"told": told} if told else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("type") == OTHER_TYPE:
            cleaned["type"] = cleaned.get("other_type", "")
        return cleaned

    def details(self) -> ContactDetails:
        clean = self.cleaned_data
        return ContactDetails(
            **parts.shared_details(clean, today=self.today),
            outcome=clean.get("outcome") or None,
            action=clean.get("action") or None,
            description=clean.get("description", ""),
            is_sensitive=clean.get("sensitive", False),
            is_alert=clean.get("alert", False),
            is_rar_activity=clean.get("rar", False),
        )


def initial_of(details: ContactDetails) -> dict[str, Any]:
    """Initial values of the form for a saved contact. Notes start empty, since they are only added to."""
    return {
        "type": details.type,
        "on": details.on,
        "start_time": details.start_time,
        "end_time": details.end_time,
        "relates_to": parts.part_value(details.relates_to),
        "officer": f"{details.staff_id}:{details.team_id}",
        "location": str(details.office_id or ""),
        "outcome": details.outcome or "",
        "action": details.action or "",
        "description": details.description,
        "sensitive": details.is_sensitive,
        "alert": details.is_alert,
        "rar": details.is_rar_activity,
    }


class NoteForm(GovForm):
    """One more note on a contact."""

    notes = TextareaField(label=_("Note"), called=_("note"), rows=8)
    sensitive = TickField(label=_("This contact is sensitive"), required=False)

    def __init__(self, *args: Any, is_sensitive: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if is_sensitive:
            del self.fields["sensitive"]


class RemoveContactForm(GovForm):
    because = TextField(
        label=_("Reason for removing the contact"), called=_("reason"), max_length=500, spellcheck=True
    )


SHOW_ONLY = [
    ("no_outcome", _("Outcome not recorded")),
    ("enforcement", _("Enforcement")),
    ("alert", _("Alert")),
    ("national_standards", _("National standards")),
]


class ContactFilter(FilterForm):
    """The filter of the contact list. It gives criteria for the query, where other filters narrow rows."""

    since = NearDateField(label=_("From"), quick=(), hint="")
    until = NearDateField(label=_("To"), quick=(), hint="")
    category = CheckboxesField(label=_("Category"), small=True)
    type = SelectField(label=_("Type of contact"))
    outcome = SelectField(label=_("Outcome"))
    show = CheckboxesField(label=_("Show only"), small=True, choices=SHOW_ONLY)
    officer = SelectField(label=_("Officer"))
    sentence = SelectField(label=_("Sentence"))
    hide_system = TickField(label=_("Hide contacts written by the system"))

    def __init__(
        self,
        *args: Any,
        choices: FilterParts,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = choices.categories
        self.fields["type"].choices = choices.types
        self.fields["outcome"].choices = choices.outcomes
        self.fields["officer"].choices = choices.officers
        self.fields["sentence"].choices = choices.sentences

    def criteria(self, *, words: str, reads_sensitive: bool) -> Criteria:
        """The chosen criteria. A field with an error narrows nothing."""
        self.is_valid()
        clean = self.cleaned_data
        show = clean.get("show") or []
        return Criteria(
            since=clean.get("since"),
            until=clean.get("until"),
            categories=tuple(clean.get("category") or ()),
            type_code=clean.get("type") or "",
            outcome_code=clean.get("outcome") or "",
            staff_id=parts.read_key(clean.get("officer") or ""),
            event_id=parts.read_key(clean.get("sentence") or ""),
            national_standards="national_standards" in show,
            no_outcome="no_outcome" in show,
            enforcement="enforcement" in show,
            alert="alert" in show,
            hide_system=bool(clean.get("hide_system")),
            words=words,
            reads_sensitive=reads_sensitive,
        )
