"""Form fields, widgets and layout parts that look and behave as GOV.UK's do. Import from here."""

from core.govuk.choices import CheckboxesField, RadiosField, SelectField, TickField, YesNoField
from core.govuk.dates import DateField, NearDateField, TimeField
from core.govuk.fields import (
    EmailField,
    FileField,
    FilesField,
    NameField,
    PasswordField,
    PhoneField,
    PostcodeField,
    PoundsField,
    TextareaField,
    TextField,
    WholeNumberField,
)
from core.govuk.forms import FilterForm, GovForm
from core.govuk.layout import Columns, Fieldset, Inset, More, Row, Words

#: The name of the three-box field in the design system's own terms.
GovDateField = DateField

__all__ = [
    "CheckboxesField",
    "Columns",
    "DateField",
    "EmailField",
    "Fieldset",
    "FileField",
    "FilesField",
    "FilterForm",
    "GovDateField",
    "GovForm",
    "Inset",
    "More",
    "NameField",
    "NearDateField",
    "PasswordField",
    "PhoneField",
    "PostcodeField",
    "PoundsField",
    "RadiosField",
    "Row",
    "SelectField",
    "TextField",
    "TextareaField",
    "TickField",
    "TimeField",
    "WholeNumberField",
    "Words",
    "YesNoField",
]
