"""The form that records an outcome: what happened, the enforcement action, the note, the next appointment."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.codes import ContactTypeCode, OutcomeCode
from cases.contacts.forms import parts
from cases.contacts.queries.choices import ContactChoices
from cases.contacts.queries.failures import OneMore
from cases.contacts.rules.enforcement import effect_of_action
from cases.contacts.services.appointments import OutcomeDetails
from cases.contacts.services.details import ContactDetails
from core.calendar.typed_dates import format_long_date
from core.govuk import (
    Fieldset,
    GovForm,
    NearDateField,
    RadiosField,
    Row,
    SelectField,
    TextareaField,
    TickField,
    TimeField,
)
from core.words import say

COMPLIED, FAILED, ACCEPTABLE, ABSENT, OTHER = "complied", "failed", "acceptable", "absent", "other"


@dataclass(frozen=True)
class Question:
    """What the form asks about a kind of contact.

    results   the answers: value and words
    fixed     value -> code of the outcome that it is
    """

    words: Any
    results: tuple[tuple[str, Any], ...]
    fixed: dict[str, str]


ATTENDANCE = Question(
    _("What happened?"),
    (
        (COMPLIED, _("Attended and complied")),
        (FAILED, _("Attended but did not comply")),
        (ACCEPTABLE, _("Absent, and that was acceptable")),
        (ABSENT, _("Absent, and that was not acceptable")),
        (OTHER, _("Something else")),
    ),
    {
        COMPLIED: OutcomeCode.COMPLIED.value,
        FAILED: OutcomeCode.FAILED_TO_COMPLY.value,
        ABSENT: OutcomeCode.UNACCEPTABLE_ABSENCE.value,
    },
)
_UNATTENDED = {
    COMPLIED: OutcomeCode.ACCEPTABLE_FAILURE.value,
    FAILED: OutcomeCode.FAILED_INSTRUCTION.value,
}
REVIEW = Question(
    _("What did you decide?"),
    (
        (COMPLIED, _("The failures are acceptable: no enforcement")),
        (FAILED, _("The failures stand: take enforcement action")),
    ),
    _UNATTENDED,
)
INSTRUCTION = Question(
    _("Did the person comply?"),
    (
        (COMPLIED, _("No, and that was acceptable")),
        (FAILED, _("No, and that was not acceptable")),
        (OTHER, _("Something else")),
    ),
    _UNATTENDED,
)
ACTION_OF = {FAILED: "action_after_failure", ABSENT: "action_after_absence", OTHER: "action_after_other"}
#: the list behind "Another action", where the actions usual at this count are offered first
LIST_OF = {FAILED: "list_after_failure", ABSENT: "list_after_absence"}
ANOTHER = "another"
#: outcomes of an appointment that was put to another day or called off, which have acts of their own
RESCHEDULED = {
    OutcomeCode.RESCHEDULED_BY_PERSON.value,
    OutcomeCode.RESCHEDULED_BY_SERVICE.value,
    OutcomeCode.CALLED_OFF_BY_PERSON.value,
    OutcomeCode.CALLED_OFF_BY_SERVICE.value,
}
NEXT = ("next_on", "next_start_time", "next_end_time", "next_type", "next_location")


def question_about(type: Any) -> Question:
    """What is asked about contacts of a type: nobody attends a review of enforcement, or a letter."""
    if type.is_attendance:
        return ATTENDANCE
    return REVIEW if type.code == ContactTypeCode.REVIEW_ENFORCEMENT else INSTRUCTION


def _another(label: Any) -> SelectField:
    return SelectField(label=label, required_words=_("Select the enforcement action"))


class OutcomeForm(GovForm):
    """Outcome, note, sensitivity, enforcement and the next appointment, on one page."""

    only_adds = ("notes",)
    one_choice = (("result", "absence", "other_outcome", *ACTION_OF.values(), *LIST_OF.values()),)

    result = RadiosField(
        label_size="m",
        required_words=_("Select what happened"),
        reveals={
            FAILED: ("action_after_failure", "list_after_failure"),
            ACCEPTABLE: "absence",
            ABSENT: ("action_after_absence", "list_after_absence"),
            OTHER: ("other_outcome", "action_after_other"),
        },
    )
    absence = SelectField(label=_("Reason for the absence"))
    other_outcome = SelectField(label=_("Outcome"))
    action_after_failure = parts.OfferedFirst(label=_("Enforcement action"))
    list_after_failure = _another(_("Enforcement action"))
    action_after_absence = parts.OfferedFirst(label=_("Enforcement action"))
    list_after_absence = _another(_("Enforcement action"))
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
        type: Any,
        choices: ContactChoices,
        is_sensitive: bool = False,
        may_arrange: bool = True,
        following: ContactDetails,
        one_more: OneMore | None = None,
        **kwargs: Any,
    ):
        """Fills the lists, and leaves out the fields that do not apply.

        type        the type of the contact
        following   details that the next appointment starts from
        one_more    what a failure would make of the count; None where it would not count
        """
        super().__init__(*args, **kwargs)
        self.following, self.question = following, question_about(type)
        self.fields["result"].label = self.question.words
        self.fields["result"].choices = self.question.results
        self._fill_outcomes(choices)
        for result in LIST_OF:
            self._fill_actions(result, choices, one_more)
        self.fields["action_after_other"].choices = parts.action_choices(choices)
        details = ["notes"] if is_sensitive else ["notes", "sensitive"]
        if is_sensitive:
            del self.fields["sensitive"]
        layout: list[Any] = ["result", *details]
        if may_arrange:
            self.fields["next_type"].choices = parts.type_choices(choices)
            self.fields["next_location"].choices = parts.office_choices(choices)
            rows = (NEXT[0], Row(*NEXT[1:3]), Row(*NEXT[3:]))
            layout.append(Fieldset(_("Next appointment"), *rows))
        else:
            for name in NEXT:
                del self.fields[name]
        self.layout = tuple(layout)

    def _fill_outcomes(self, choices: ContactChoices) -> None:
        attends = self.question is ATTENDANCE
        acceptable = [row for row in choices.outcomes if row.attended is False and row.complied is True]
        named = set(self.question.fixed.values()) | {row.code for row in acceptable}
        self.fields["absence"].choices = [
            (row.code, row.words) for row in acceptable if row.code not in RESCHEDULED
        ]
        self.fields["other_outcome"].choices = [
            (row.code, row.words)
            for row in choices.outcomes
            if row.code not in named and (attends or row.attended is None)
        ]

    def _fill_actions(self, result: str, choices: ContactChoices, one_more: OneMore | None) -> None:
        """Offers the actions usual at this count as radios, and all in a list behind "Another action".

        Without a count or a limit nothing is usual: the list stands alone.
        """
        radios, listed = ACTION_OF[result], LIST_OF[result]
        usual = parts.usual_actions(choices, one_more)
        self.fields[listed].choices = parts.action_choices(choices)
        if one_more is not None:
            self.fields[radios if usual else listed].help_text = count_words(one_more)
        if not usual:
            del self.fields[radios]
            return
        offered = [row.code for row in usual]
        posted = str(self.data.get(radios, "")) if self.is_bound else ""
        by_code = {row.code: row.words for row in choices.actions}
        last = (ANOTHER, _("Another action"))
        self.fields[radios].offer(offered, by_code, posted=posted, last=last)
        self.fields[radios].widget.hints = {row.code: action_hint(row, today=self.today) for row in usual}
        self.fields[listed].label = _("Which action")
        self.fields[listed].required = False
        self.fields[listed].mark_optional = False
        if held := self.initial.get(radios):
            self.initial |= {listed: ""} if held in offered else {listed: held, radios: ANOTHER}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        result = cleaned.get("result", "")
        listed = LIST_OF.get(result, "")
        if listed and cleaned.get(ACTION_OF[result]) == ANOTHER and not cleaned.get(listed):
            self.add_error(listed, _("Select the enforcement action"))
        return cleaned

    def outcome(self) -> str:
        clean = self.cleaned_data
        chosen = {ACCEPTABLE: clean.get("absence", ""), OTHER: clean.get("other_outcome", "")}
        return self.question.fixed.get(clean["result"]) or chosen[clean["result"]]

    def action(self) -> str:
        """The code of the enforcement action; "" for none."""
        clean, result = self.cleaned_data, self.cleaned_data["result"]
        chosen = clean.get(ACTION_OF.get(result, ""), ANOTHER)
        return clean.get(LIST_OF.get(result, ""), "") if chosen == ANOTHER else chosen

    def details(self) -> OutcomeDetails:
        clean = self.cleaned_data
        return OutcomeDetails(
            outcome=self.outcome(),
            notes=clean.get("notes", ""),
            action=self.action() or None,
            is_sensitive=clean.get("sensitive", False),
            next=self.next_details(),
        )

    def next_details(self) -> ContactDetails | None:
        clean = self.cleaned_data
        if not clean.get("next_on"):
            return None
        return replace(
            self.following,
            type=clean.get("next_type") or self.following.type,
            on=clean["next_on"],
            start_time=clean.get("next_start_time"),
            end_time=clean.get("next_end_time"),
            office_id=parts.read_key(clean.get("next_location", "")),
        )

    def places(self) -> dict[str, str]:
        """Field that a rule names -> field of this form."""
        result = self.cleaned_data.get("result", "")
        outcome = {ACCEPTABLE: "absence", OTHER: "other_outcome"}.get(result, "result")
        actions = (ACTION_OF.get(result, "result"), LIST_OF.get(result, "result"))
        action = next((name for name in actions if name in self.fields), "result")
        return {"action": action, "outcome": outcome, "next_on": "next_on"}


def count_words(one_more: OneMore) -> str:
    """The failures to comply and what usually follows: "2nd failure in 12 months: final warning"."""
    values = {"nth": parts.nth(one_more.count), "n": one_more.count, "months": one_more.months}
    if one_more.is_review:
        words = gettext("Failures to comply that count: %(n)s") % values
    elif one_more.months is None:
        words = gettext("%(nth)s failure to comply") % values
    else:
        words = gettext("%(nth)s failure to comply in %(months)s months") % values
    return words if one_more.step is None else f"{words}: {say(one_more.step)}"


def action_hint(action: Any, *, today: date | None) -> str:
    """By when the person answers, and who writes the letter."""
    due = effect_of_action(action, today=today).respond_by_on if today else None
    words = []
    if action.outstanding and due:
        words.append(gettext("Evidence due %(day)s.") % {"day": format_long_date(due)})
    elif due:
        words.append(
            gettext("You write and send the letter. Response due %(day)s.") % {"day": format_long_date(due)}
        )
    if action.outstanding and action.contact_type_id and not due:
        words.append(gettext("Somebody else writes the letter. It waits under Enforcement until it is sent."))
    return " ".join(words)


def result_of(
    question: Question, outcome: str | None, action: str | None, *, acceptable: bool
) -> dict[str, Any]:
    """Initial values of the form for the outcome and action that a contact has.

    acceptable   whether the outcome is an acceptable absence
    """
    if outcome is None:
        return {}
    for result, code in question.fixed.items():
        if code == outcome:
            names = (ACTION_OF.get(result, ""), LIST_OF.get(result, ""))
            return {"result": result, **dict.fromkeys(names, action or "")}
    if acceptable and outcome not in RESCHEDULED:
        return {"result": ACCEPTABLE, "absence": outcome}
    return {"result": OTHER, "other_outcome": outcome, "action_after_other": action or ""}
