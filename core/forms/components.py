"""A form with one of every field, for the page that shows all components."""

from django.utils.translation import gettext_lazy as _

from core.govuk import (
    CheckboxesField,
    DateField,
    EmailField,
    Fieldset,
    FileField,
    FilterForm,
    GovForm,
    Inset,
    NearDateField,
    PasswordField,
    PhoneField,
    PoundsField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    TickField,
    TimeField,
    WholeNumberField,
    Words,
    YesNoField,
)

REASONS = [("work", _("At work")), ("ill", _("Ill")), ("other", _("Something else"))]
NEEDS = [("housing", _("Housing")), ("money", _("Money and debt")), ("none", _("None of these"))]
OFFICES = [(str(n), name) for n, name in enumerate(("Croydon", "Derby", "Exeter", "Leeds", "Truro"), start=1)]


class EveryField(GovForm):
    name = TextField(label=_("First name"), width=20, hint=_("As on official papers"))
    phone = PhoneField(label=_("Mobile phone number"), called=_("mobile phone number"))
    email = EmailField(label=_("Email address"), required=False)
    password = PasswordField(label=_("Password"))
    born_on = DateField(label=_("Date of birth"), hint=_("For example, 27 3 1980"), when="past")
    review_on = NearDateField(label=_("When is the review?"), called=_("review date"), when="today-or-future")
    at = TimeField(label=_("Start time"))
    complied = YesNoField(label=_("Did they attend?"), required_words=_("Select yes if they attended"))
    reason = RadiosField(
        label=_("Why did they not attend?"),
        called=_("reason"),
        choices=REASONS,
        hints={"work": _("Ask for a letter or a payslip")},
        reveals={"other": "reason_words"},
    )
    reason_words = TextField(label=_("What was the reason?"), called=_("other reason"))
    needs = CheckboxesField(
        label=_("Which needs are there?"),
        hint=_("Select all that apply"),
        required_words=_("Select which needs there are"),
        choices=NEEDS,
        exclusive="none",
    )
    office = SelectField(label=_("Office"), choices=OFFICES, autocomplete=True)
    kind = SelectField(
        label=_("Type of document"), choices=[("letter", _("Letter")), ("report", _("Report"))]
    )
    hours = WholeNumberField(label=_("Hours worked"), suffix=_("hours"), min_value=0, max_value=24)
    fine = PoundsField(label=_("Amount paid"))
    notes = TextareaField(label=_("Notes"), called=_("notes"))
    short_notes = TextareaField(label=_("Short reason"), required=False, max_length=20, rows=2)
    letter = FileField(label=_("Letter"), required=False)
    agreed = TickField(
        label=_("I understand this will be shared"), required_words=_("Confirm that you understand")
    )

    layout = (
        Fieldset(_("The person"), "name", "phone", "email", "password", "born_on"),
        Fieldset(_("The appointment"), "review_on", "at", "complied", "reason", "needs", hint=_("All of it")),
        Inset(_("Words that stand apart.")),
        Words(_("A paragraph between questions.")),
        "office",
        "kind",
        "hours",
        "fine",
        "notes",
        "short_notes",
        "letter",
        "agreed",
    )


class EveryFilter(FilterForm):
    kind = CheckboxesField(label=_("Type"), choices=REASONS, small=True)
    office = SelectField(label=_("Office"), choices=OFFICES)
    since = NearDateField(label=_("From"), quick=(), hint=_("For example, 27/3/2026"))
    overdue = TickField(label=_("Overdue only"))
