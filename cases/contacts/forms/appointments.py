"""Forms that arrange one appointment or a series, and move or cancel one."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.contacts.forms import parts
from cases.contacts.queries.choices import ContactChoices
from cases.contacts.rules.appointments import Every, series_dates
from cases.contacts.services.appointments import RescheduleDetails
from cases.contacts.services.details import ContactDetails
from core.errors import RuleBroken
from core.govuk import (
    Fieldset,
    GovForm,
    NearDateField,
    RadiosField,
    SelectField,
    TextareaField,
    TickField,
    TimeField,
    WholeNumberField,
    YesNoField,
)
from core.words import say

ONCE = "once"
REPEATS = [
    (ONCE, _("No")),
    (Every.DAY.value, _("Every few days")),
    (Every.WEEK.value, _("Every few weeks")),
    (Every.MONTH.value, _("Every few months")),
]


class AppointmentForm(GovForm):
    """One appointment or a series; the dates of a series are shown before they are saved."""

    type = SelectField(label=_("Type of appointment"), autocomplete=True, called=_("type of appointment"))
    on = NearDateField(label=_("Date"), called=_("date of the appointment"), when="today-or-future")
    start_time = TimeField(label=_("Start time"))
    end_time = TimeField(label=_("End time"), required=False)
    relates_to = SelectField(label=_("What it relates to"), empty=None)
    officer = SelectField(label=_("Officer"), empty=None)
    location = SelectField(label=_("Location"), required=False, hint=_("Needed for an office visit"))
    repeat = RadiosField(label=_("Does it repeat?"), choices=REPEATS, initial=ONCE)
    step = WholeNumberField(
        label=_("How many days, weeks or months apart"), required=False, min_value=1, max_value=52
    )
    count = WholeNumberField(
        label=_("How many appointments in all"), required=False, min_value=2, max_value=52
    )
    until = NearDateField(label=_("Or the last date"), required=False, quick=())
    notes = TextareaField(label=_("Note"), required=False, rows=4)
    sensitive = TickField(label=_("This contact is sensitive"), required=False)

    layout = (
        Fieldset(_("What and when"), "type", "on", "start_time", "end_time"),
        Fieldset(_("Where and with whom"), "relates_to", "officer", "location"),
        Fieldset(_("Repeating"), "repeat", "step", "count", "until", hint=_("Only for a series")),
        Fieldset(_("Details"), "notes", "sensitive"),
    )

    def __init__(
        self, *args: Any, choices: ContactChoices, person_name: str, holidays: frozenset[date], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.holidays = holidays
        self.fields["type"].choices = parts.type_choices(choices)
        self.fields["relates_to"].choices = parts.part_choices(choices, person_name=person_name)
        self.fields["officer"].choices = parts.post_choices(choices)
        self.fields["location"].choices = parts.office_choices(choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.dates: tuple[date, ...] = ()
        if not cleaned.get("on"):
            return cleaned
        if cleaned.get("repeat") in (None, "", ONCE):
            self.dates = (cleaned["on"],)
            return cleaned
        try:
            self.dates = series_dates(
                cleaned["on"],
                every=Every(cleaned["repeat"]),
                step=cleaned.get("step") or 1,
                count=cleaned.get("count"),
                until=cleaned.get("until"),
                holidays=self.holidays,
            )
        except RuleBroken as broken:
            self.add_error(broken.field if broken.field in self.fields else "until", say(broken.reason))
        return cleaned

    @property
    def is_series(self) -> bool:
        return len(self.dates) > 1

    def details(self) -> ContactDetails:
        clean = self.cleaned_data
        shared = parts.shared_details(clean, today=self.today)
        return ContactDetails(**shared, is_sensitive=clean.get("sensitive", False))


MOVE, CANCEL = "move", "cancel"


class RescheduleForm(GovForm):
    """Moves an appointment or calls it off."""

    act = RadiosField(
        label=_("What do you want to do?"),
        choices=[(MOVE, _("Move it to another time")), (CANCEL, _("Cancel it"))],
        reveals={MOVE: ("on", "start_time", "end_time", "location")},
        required_words=_("Select whether to move or cancel it"),
    )
    on = NearDateField(label=_("New date"), called=_("new date"), when="today-or-future")
    start_time = TimeField(label=_("New start time"), called=_("new start time"), hint="")
    end_time = TimeField(label=_("New end time"), required=False, hint="")
    location = SelectField(label=_("Location"), required=False)
    asked_by_person = YesNoField(
        label=_("Did the person on probation ask for this?"),
        required_words=_("Select yes if the person on probation asked for this"),
    )
    because = TextareaField(label=_("Reason"), called=_("reason"), rows=4)
    sensitive = TickField(label=_("The reason is sensitive"), required=False)

    def __init__(self, *args: Any, offices: list[tuple[str, str]], is_sensitive: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["location"].choices = offices
        if is_sensitive:
            del self.fields["sensitive"]

    def why(self) -> dict[str, Any]:
        clean = self.cleaned_data
        return {
            "asked_by_person": bool(clean.get("asked_by_person")),
            "because": clean.get("because", ""),
            "is_sensitive": clean.get("sensitive", False),
        }

    def details(self, before: Any) -> RescheduleDetails:
        """Where and when it is moved to.

        before   the appointment, whose times stand in for what was not understood
        """
        clean = self.cleaned_data
        return RescheduleDetails(
            on=clean.get("on") or before.on,
            start_time=clean.get("start_time") or before.start_time,
            end_time=clean.get("end_time"),
            office_id=parts.read_key(clean.get("location", "")),
            **self.why(),
        )
