"""Forms that record an outcome, arrange one appointment or a series, and move or cancel one."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.codes import OutcomeCode
from cases.contacts.forms import parts
from cases.contacts.queries.choices import ContactChoices
from cases.contacts.queries.failures import OneMore
from cases.contacts.rules.appointments import Every, series_dates
from cases.contacts.services.appointments import OutcomeDetails
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

COMPLIED, FAILED, ACCEPTABLE, ABSENT, OTHER = "complied", "failed", "acceptable", "absent", "other"
RESULTS = [
    (COMPLIED, _("Attended and complied")),
    (FAILED, _("Attended but did not comply")),
    (ACCEPTABLE, _("Absent, and that was acceptable")),
    (ABSENT, _("Absent, and that was not acceptable")),
    (OTHER, _("Something else")),
]
FIXED = {
    COMPLIED: OutcomeCode.COMPLIED.value,
    FAILED: OutcomeCode.FAILED_TO_COMPLY.value,
    ABSENT: OutcomeCode.UNACCEPTABLE_ABSENCE.value,
}
ACTION_OF = {FAILED: "action_after_failure", ABSENT: "action_after_absence", OTHER: "action_after_other"}
#: outcomes of an appointment that was put to another day or called off, which have acts of their own
RESCHEDULED = {
    OutcomeCode.RESCHEDULED_BY_PERSON.value,
    OutcomeCode.RESCHEDULED_BY_SERVICE.value,
    OutcomeCode.CALLED_OFF_BY_PERSON.value,
    OutcomeCode.CALLED_OFF_BY_SERVICE.value,
}
NEXT = ("next_on", "next_start_time", "next_end_time", "next_type", "next_location")


class OutcomeForm(GovForm):
    """Outcome, note, sensitivity, enforcement and the next appointment, on one page."""

    only_adds = ("notes",)
    one_choice = (("result", "absence", "other_outcome", *ACTION_OF.values()),)

    result = RadiosField(
        label=_("What happened?"),
        label_size="m",
        choices=RESULTS,
        required_words=_("Select what happened"),
        reveals={
            FAILED: "action_after_failure",
            ACCEPTABLE: "absence",
            ABSENT: "action_after_absence",
            OTHER: ("other_outcome", "action_after_other"),
        },
    )
    absence = SelectField(label=_("Reason for the absence"))
    other_outcome = SelectField(label=_("Outcome"))
    action_after_failure = SelectField(label=_("Enforcement action"))
    action_after_absence = SelectField(label=_("Enforcement action"))
    action_after_other = SelectField(
        label=_("Enforcement action"), required=False, hint=_("Only where the person did not comply")
    )
    notes = TextareaField(label=_("Note"), required=False, rows=8, label_size="m")
    sensitive = TickField(label=_("This contact is sensitive"), required=False)
    next_on = NearDateField(
        label=_("Date of the next appointment"),
        called=_("date of the next appointment"),
        required=False,
        when="today-or-future",
        hint=_("For example, 17/5/2026. Leave empty to arrange it later"),
    )
    next_start_time = TimeField(label=_("Start time"), required=False, hint="", mark_optional=False)
    next_end_time = TimeField(label=_("End time"), required=False, hint="", mark_optional=False)
    next_type = SelectField(
        label=_("Type of appointment"), autocomplete=True, required=False, mark_optional=False
    )
    next_location = SelectField(label=_("Location"), required=False)

    def __init__(
        self,
        *args: Any,
        choices: ContactChoices,
        is_sensitive: bool = False,
        may_arrange: bool = True,
        following: ContactDetails,
        one_more: OneMore | None = None,
        **kwargs: Any,
    ):
        """Fills the lists, and leaves out the fields that do not apply.

        following   details that the next appointment starts from
        one_more    what a failure would make of the count; None where it would not count
        """
        super().__init__(*args, **kwargs)
        self.following = following
        acceptable = [row for row in choices.outcomes if row.attended is False and row.complied is True]
        named = set(FIXED.values()) | {row.code for row in acceptable}
        self.fields["absence"].choices = [
            (row.code, row.words) for row in acceptable if row.code not in RESCHEDULED
        ]
        self.fields["other_outcome"].choices = [
            (row.code, row.words) for row in choices.outcomes if row.code not in named
        ]
        for result, name in ACTION_OF.items():
            self.fields[name].choices = parts.action_choices(choices, one_more)
            if one_more is not None and result != OTHER:
                self.fields[name].help_text = count_words(one_more)
        details = ["notes"] if is_sensitive else ["notes", "sensitive"]
        if is_sensitive:
            del self.fields["sensitive"]
        layout: list[Any] = ["result", *details]
        if may_arrange:
            self.fields["next_type"].choices = parts.type_choices(choices)
            self.fields["next_location"].choices = parts.office_choices(choices)
            layout.append(Fieldset(_("Next appointment"), *NEXT))
        else:
            for name in NEXT:
                del self.fields[name]
        self.layout = tuple(layout)

    def outcome(self) -> str:
        clean = self.cleaned_data
        chosen = {ACCEPTABLE: clean["absence"], OTHER: clean["other_outcome"]}
        return FIXED.get(clean["result"]) or chosen[clean["result"]]

    def details(self) -> OutcomeDetails:
        clean = self.cleaned_data
        action = ACTION_OF.get(clean["result"])
        return OutcomeDetails(
            outcome=self.outcome(),
            notes=clean["notes"],
            action=(clean[action] or None) if action else None,
            is_sensitive=clean.get("sensitive", False),
            next=self.next_details(),
        )

    def next_details(self) -> ContactDetails | None:
        clean = self.cleaned_data
        if not clean.get("next_on"):
            return None
        return replace(
            self.following,
            type=clean["next_type"] or self.following.type,
            on=clean["next_on"],
            start_time=clean["next_start_time"],
            end_time=clean["next_end_time"],
            office_id=parts.read_key(clean["next_location"]),
        )

    def places(self) -> dict[str, str]:
        """Field that a rule names -> field of this form."""
        result = self.cleaned_data.get("result", "")
        outcome = {ACCEPTABLE: "absence", OTHER: "other_outcome"}.get(result, "result")
        return {"action": ACTION_OF.get(result, "result"), "outcome": outcome, "next_on": "next_on"}


def count_words(one_more: OneMore) -> str:
    """The failures to comply with this one, and the limit, in words."""
    values = {"n": one_more.count, "months": one_more.months, "limit": one_more.limit}
    if one_more.months is None:
        counted = gettext("Failures to comply with this one: %(n)s.") % values
    else:
        counted = gettext("Failures to comply in %(months)s months with this one: %(n)s.") % values
    if one_more.limit is None:
        return counted
    is_due = one_more.count >= one_more.limit
    then = (
        gettext("Breach review due: the limit is %(limit)s.") if is_due else gettext("Reviewed at %(limit)s.")
    )
    return f"{counted} {then % values}"


def result_of(outcome: str | None, action: str | None, *, acceptable: bool) -> dict[str, Any]:
    """Initial values of the form for the outcome and action that a contact has.

    acceptable   whether the outcome is an acceptable absence
    """
    if outcome is None:
        return {}
    for result, code in FIXED.items():
        if code == outcome:
            return {"result": result, ACTION_OF.get(result, ""): action or ""}
    if acceptable and outcome not in RESCHEDULED:
        return {"result": ACCEPTABLE, "absence": outcome}
    return {"result": OTHER, "other_outcome": outcome, "action_after_other": action or ""}


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
        return ContactDetails(**parts.shared_details(clean), is_sensitive=clean["sensitive"])


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
