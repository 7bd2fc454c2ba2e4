"""A service provider's forms: assigning, the initial assessment, case notes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.govuk import (
    CheckboxesField,
    GovForm,
    NearDateField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    TimeField,
    WholeNumberField,
    YesNoField,
)
from referrals.codes import AppointmentMethod, ChangeAskedBy, NoSessionReason


class AssignForm(GovForm):
    assigned_to = RadiosField(
        label=gettext_lazy("Caseworker"), label_size="m", required_words=gettext_lazy("Select a caseworker")
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if len(people) > 7:
            self.fields["assigned_to"] = SelectField(
                label=_("Caseworker"),
                choices=people,
                autocomplete=True,
                required_words=_("Select a caseworker"),
            )
        else:
            self.fields["assigned_to"].choices = people


class BookingForm(GovForm):
    """A booking. Fields have the names that the rules use, so that each problem shows beside its field."""

    on = NearDateField(
        label=gettext_lazy("Date"), required_words=gettext_lazy("Enter the date of the appointment")
    )
    starts = TimeField(
        label=gettext_lazy("Start time"), required_words=gettext_lazy("Enter the time of the appointment")
    )
    length_minutes = WholeNumberField(
        label=gettext_lazy("Length in minutes"),
        width=3,
        required_words=gettext_lazy("Enter how long the appointment lasts"),
    )
    method = RadiosField(
        label=gettext_lazy("How will it take place?"),
        choices=[(method.value, method.words) for method in AppointmentMethod],
        required_words=gettext_lazy("Select how the appointment will take place"),
        reveals={
            AppointmentMethod.PROBATION_OFFICE.value: "office",
            AppointmentMethod.OTHER_PLACE.value: (
                "address_line_1",
                "address_line_2",
                "town",
                "county",
                "postcode",
            ),
        },
    )
    office = SelectField(
        label=gettext_lazy("Probation office"),
        autocomplete=True,
        required_words=gettext_lazy("Select a probation office"),
    )
    address_line_1 = TextField(
        label=gettext_lazy("Address line 1"),
        required_words=gettext_lazy("Enter the first line of the address"),
        max_length=200,
    )
    address_line_2 = TextField(label=gettext_lazy("Address line 2"), required=False, max_length=200)
    town = TextField(label=gettext_lazy("Town or city"), required=False, max_length=100)
    county = TextField(label=gettext_lazy("County"), required=False, max_length=100)
    postcode = TextField(
        label=gettext_lazy("Postcode"), width=10, required_words=gettext_lazy("Enter a postcode")
    )
    asked_by = RadiosField(
        label=gettext_lazy("Who asked for the change?"),
        choices=[(who.value, who.words) for who in ChangeAskedBy],
        required_words=gettext_lazy("Select who asked for the change"),
    )
    change_reason = TextareaField(
        label=gettext_lazy("Why is it being changed?"),
        rows=3,
        required_words=gettext_lazy("Enter why the appointment is being changed"),
    )

    def __init__(self, *args: Any, offices: list[tuple[str, str]], replaces: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = offices
        if not replaces:
            del self.fields["asked_by"], self.fields["change_reason"]


class FeedbackForm(GovForm):
    """Feedback on one page. Each of the three outcomes shows its own questions."""

    outcome = RadiosField(
        label=gettext_lazy("What happened?"),
        label_size="m",
        choices=[
            ("HAPPENED", gettext_lazy("The assessment took place")),
            ("ATTENDED_ONLY", gettext_lazy("The person came, but the assessment did not take place")),
            ("NOT_ATTENDED", gettext_lazy("The person did not attend")),
        ],
        required_words=gettext_lazy("Select what happened"),
        reveals={
            "HAPPENED": (
                "late",
                "summary",
                "response",
                "ticked",
                "future_plans",
            ),
            "ATTENDED_ONLY": ("no_session_reason", "no_session_detail", "came_notify"),
            "NOT_ATTENDED": ("contact_tried", "absent_notify"),
        },
    )
    late = YesNoField(
        label=gettext_lazy("Was the person late?"),
        required=False,
        mark_optional=False,
        reveals={"yes": "late_reason"},
    )
    late_reason = TextField(
        label=gettext_lazy("How late were they, and why?"), required=False, mark_optional=False
    )
    summary = TextareaField(
        label=gettext_lazy("What did you do in the assessment?"), required=False, mark_optional=False, rows=4
    )
    response = TextareaField(
        label=gettext_lazy("How did the person respond?"), required=False, mark_optional=False, rows=4
    )
    ticked = CheckboxesField(
        label=gettext_lazy("Does the probation practitioner need to know about anything?"),
        choices=[
            ("behaviour_ticked", gettext_lazy("Poor behaviour")),
            ("concerns_ticked", gettext_lazy("Concerns")),
            ("told_nobody", gettext_lazy("No")),
        ],
        exclusive="told_nobody",
        reveals={"behaviour_ticked": "behaviour", "concerns_ticked": "concerns"},
        required=False,
        mark_optional=False,
    )
    behaviour = TextareaField(
        label=gettext_lazy("Details of poor behaviour"), required=False, mark_optional=False, rows=3
    )
    concerns = TextareaField(
        label=gettext_lazy("Details of your concerns"), required=False, mark_optional=False, rows=3
    )
    future_plans = TextareaField(label=gettext_lazy("Plans for the next session"), required=False, rows=3)
    no_session_reason = RadiosField(
        label=gettext_lazy("Why did it not take place?"),
        choices=[(reason.value, reason.words) for reason in NoSessionReason],
        required=False,
        mark_optional=False,
    )
    no_session_detail = TextareaField(
        label=gettext_lazy("Details of why it did not take place"),
        required=False,
        mark_optional=False,
        rows=3,
    )
    came_notify = YesNoField(
        label=gettext_lazy("Should the practitioner know about concerns?"),
        required=False,
        mark_optional=False,
        reveals={"yes": "came_concerns"},
    )
    came_concerns = TextareaField(
        label=gettext_lazy("Details of your concerns"), required=False, mark_optional=False, rows=3
    )
    contact_tried = TextareaField(
        label=gettext_lazy("What do you know about their absence, and how did you try to contact them?"),
        required=False,
        mark_optional=False,
        rows=4,
    )
    absent_notify = YesNoField(
        label=gettext_lazy("Should the practitioner know about any concerns?"),
        required=False,
        mark_optional=False,
        reveals={"yes": "absent_concerns"},
    )
    absent_concerns = TextareaField(
        label=gettext_lazy("Your concerns in detail"), required=False, mark_optional=False, rows=3
    )


class PastAppointmentForm(FeedbackForm, BookingForm):
    """An appointment that has taken place, with its feedback."""


class CaseNoteForm(GovForm):
    subject = TextField(label=gettext_lazy("Subject"), max_length=200)
    body = TextareaField(
        label=gettext_lazy("Case note"),
        called=gettext_lazy("case note"),
        required_words=gettext_lazy("Enter a case note"),
        rows=8,
    )


class SupplierCaseNoteForm(CaseNoteForm):
    email_practitioner = YesNoField(
        label=gettext_lazy("Email the probation practitioner about this case note?"),
        required_words=gettext_lazy(
            "Select yes if the probation practitioner should be emailed about this case note"
        ),
    )
