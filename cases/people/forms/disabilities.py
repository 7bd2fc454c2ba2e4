"""A disability, and an adjustment made for it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.parts import PartForm, ended, note, started
from cases.people.queries import details
from cases.people.services.disabilities import AdjustmentDetails, DisabilityDetails
from core.govuk import (
    SelectField,
    TextField,
)


class DisabilityForm(PartForm):
    lists = {"type": "DisabilityType"}
    only_adds = ("notes",)

    type = SelectField(label=_("Type"), required_words=_("Select the type of disability"))
    condition = TextField(label=_("Condition"), required=False, max_length=200)
    started_on = started(when="today-or-past")
    ended_on = ended()
    notes = note()

    def details(self) -> DisabilityDetails:
        return DisabilityDetails(**self.values())


class AdjustmentForm(PartForm):
    lists = {"type": "AdjustmentType"}
    stored = {"disability": "disability_id"}
    only_adds = ("notes",)

    type = SelectField(label=_("Adjustment"), required_words=_("Select the adjustment"))
    disability = SelectField(label=_("Disability it is for"), required=False, empty=_("None in particular"))
    started_on = started()
    ended_on = ended()
    notes = note()

    def __init__(self, *args: Any, person: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["disability"].choices = details.disability_choices(person)

    def details(self) -> AdjustmentDetails:
        chosen = self.cleaned_data["disability"]
        return AdjustmentDetails(**{**self.values(), "disability_id": int(chosen) if chosen else None})
