"""The person's own details, how to reach them, aliases, notes, equality."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.forms.parts import PartForm
from cases.services.aliases import AliasDetails
from cases.services.equality import EqualityDetails
from cases.services.people import ContactDetails, MainDetails
from core.govuk import (
    DateField,
    EmailField,
    Fieldset,
    GovForm,
    NearDateField,
    PhoneField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    YesNoField,
)


class MainDetailsForm(PartForm):
    lists = {"title": "Title", "sex": "Sex"}
    stored = {"date_of_birth": "born_on"}
    layout = (
        Fieldset(
            _("Name"),
            *["title", "first_name", "second_name", "third_name", "surname"],
            *["previous_surname", "preferred_name"],
        ),
        Fieldset(_("Birth and sex"), "date_of_birth", "sex", "keep_alias"),
        Fieldset(_("Death"), "died_on"),
    )

    title = SelectField(label=_("Title"), required=False)
    first_name = TextField(label=_("First name"), required_words=_("Enter a first name"), max_length=100)
    second_name = TextField(label=_("Second name"), required=False, max_length=100)
    third_name = TextField(label=_("Third name"), required=False, max_length=100)
    surname = TextField(label=_("Last name"), required_words=_("Enter a last name"), max_length=100)
    previous_surname = TextField(label=_("Previous last name"), required=False, max_length=100)
    preferred_name = TextField(label=_("Preferred name"), required=False, max_length=100)
    date_of_birth = DateField(
        label=_("Date of birth"), when="today-or-past", hint=_("For example, 27 3 1980")
    )
    sex = SelectField(label=_("Sex"), required_words=_("Select the sex"))
    keep_alias = YesNoField(
        label=_("If the last name or date of birth changes: keep the old one as an alias?"),
        hint=_("Searches find the person by aliases too."),
        required=False,
        mark_optional=False,
    )
    died_on = NearDateField(
        label=_("Date of death"),
        when="today-or-past",
        required=False,
        hint=_("Open appointments are cancelled and a contact is entered. For example, 17/5/2026"),
    )

    def details(self) -> MainDetails:
        return MainDetails(**{k: v for k, v in self.values().items() if k != "keep_alias"})


class ContactDetailsForm(PartForm):
    mobile = PhoneField(label=_("Mobile number"), required=False, max_length=30)
    telephone = PhoneField(label=_("Phone number"), required=False, max_length=30)
    email = EmailField(label=_("Email address"), required=False)
    allow_sms = RadiosField(
        label=_("Has the person agreed to text messages?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not asked"))],
        required=False,
        mark_optional=False,
        inline=True,
    )
    contact_preference = TextField(label=_("Preferred way to be contacted"), required=False, max_length=100)
    safe_contact_note = TextareaField(
        label=_("Contacting safely"),
        hint=_("What to know before calling, writing or visiting. Suppliers see this."),
        required=False,
        max_length=500,
        rows=3,
    )

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return super().initial_of(row) | {"allow_sms": {True: "yes", False: "no"}.get(row.allow_sms, "")}

    def details(self) -> ContactDetails:
        answer = {"yes": True, "no": False}.get(self.cleaned_data["allow_sms"])
        return ContactDetails(**{**self.values(), "allow_sms": answer})


class AliasForm(PartForm):
    lists = {"sex": "Sex"}
    stored = {"date_of_birth": "born_on"}

    first_name = TextField(label=_("First name"), required_words=_("Enter a first name"), max_length=100)
    second_name = TextField(label=_("Second name"), required=False, max_length=100)
    third_name = TextField(label=_("Third name"), required=False, max_length=100)
    surname = TextField(label=_("Last name"), required_words=_("Enter a last name"), max_length=100)
    date_of_birth = DateField(
        label=_("Date of birth"), required=False, when="today-or-past", hint=_("For example, 27 3 1980")
    )
    sex = SelectField(label=_("Sex"), required=False)

    def details(self) -> AliasDetails:
        return AliasDetails(**self.values())


class NoteForm(GovForm):
    text = TextareaField(
        label=_("Note about the person"),
        hint=_("Notes are added, never changed. What happened on a day belongs in a contact."),
        required_words=_("Enter the note"),
        rows=6,
    )


class EqualityForm(PartForm):
    """transgender_disclosure_consent is taken out for users who may not see it."""

    lists = {
        "ethnicity": "Ethnicity",
        "nationality": "Nationality",
        "second_nationality": "Nationality",
        "religion": "Religion",
        "sexual_orientation": "SexualOrientation",
        "gender_identity": "GenderIdentity",
        "immigration_status": "ImmigrationStatus",
        "main_language": "Language",
    }

    ethnicity = SelectField(label=_("Ethnicity"), required=False, empty=_("Not asked"))
    nationality = SelectField(label=_("Nationality"), required=False, empty=_("Not asked"), autocomplete=True)
    second_nationality = SelectField(
        label=_("Second nationality"), required=False, empty=_("None"), autocomplete=True
    )
    immigration_status = SelectField(label=_("Immigration status"), required=False, empty=_("Not asked"))
    immigration_number = TextField(label=_("Immigration number"), required=False, max_length=30, width=20)
    religion = SelectField(label=_("Religion"), required=False, empty=_("Not asked"), autocomplete=True)
    sexual_orientation = SelectField(label=_("Sexual orientation"), required=False, empty=_("Not asked"))
    gender_identity = SelectField(label=_("Gender identity"), required=False, empty=_("Not asked"))
    gender_identity_text = TextField(
        label=_("Gender identity in the person’s own words"), required=False, max_length=100
    )
    transgender_disclosure_consent = RadiosField(
        label=_("May staff be told that the person is transgender?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not asked"))],
        required=False,
        mark_optional=False,
        inline=True,
    )
    main_language = SelectField(
        label=_("Main language"), required=False, empty=_("Not asked"), autocomplete=True
    )
    interpreter_required = RadiosField(
        label=_("Is an interpreter needed?"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not asked"))],
        required=False,
        mark_optional=False,
        inline=True,
    )
    language_concerns = TextareaField(
        label=_("Anything else about language"), required=False, max_length=500, rows=3
    )

    def __init__(self, *args: Any, with_gender_reassignment: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not with_gender_reassignment:
            del self.fields["transgender_disclosure_consent"]

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        said = {True: "yes", False: "no"}
        names = ("interpreter_required", "transgender_disclosure_consent")
        return super().initial_of(row) | {name: said.get(getattr(row, name), "") for name in names}

    def details(self) -> EqualityDetails:
        said = {"yes": True, "no": False}
        names = ("interpreter_required", "transgender_disclosure_consent")
        answers = {name: said.get(self.cleaned_data.get(name, "")) for name in names}
        return EqualityDetails(**{**self.values(), **answers})
