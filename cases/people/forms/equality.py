"""Answers to equality monitoring."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.parts import PartForm
from cases.people.services.equality import EqualityDetails
from core.govuk import (
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
)


class EqualityForm(PartForm):
    """The answers. `transgender_disclosure_consent` is left out for users who may not see it."""

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
        choices = {True: "yes", False: "no"}
        names = ("interpreter_required", "transgender_disclosure_consent")
        return super().initial_of(row) | {name: choices.get(getattr(row, name), "") for name in names}

    def details(self) -> EqualityDetails:
        values = {"yes": True, "no": False}
        names = ("interpreter_required", "transgender_disclosure_consent")
        answers = {name: values.get(self.cleaned_data.get(name, "")) for name in names}
        return EqualityDetails(**{**self.values(), **answers})
