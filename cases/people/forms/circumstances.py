"""A personal circumstance, and the choice of its type."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.parts import PartForm, ended, note, started
from cases.people.queries import details
from cases.people.services.circumstances import CircumstanceDetails
from core.errors import RuleBroken
from core.govuk import (
    GovForm,
    SelectField,
    YesNoField,
)


class CircumstanceForm(PartForm):
    """A circumstance of one type, chosen before. The sub types of that type are the choices."""

    stored = {"address": "address_id"}
    only_adds = ("notes",)

    subtype = SelectField(label=_("Sub type"), required=False, mark_optional=False)
    started_on = started(when="today-or-past")
    ended_on = ended()
    evidenced = YesNoField(label=_("Has it been evidenced?"), required=False)
    address = SelectField(label=_("Address it is about"), required=False)
    notes = note()

    def __init__(self, *args: Any, type_code: str, person: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.type_code = type_code
        keep = self.row.subtype.code if self.row is not None and self.row.subtype else ""
        self.fields["subtype"].choices = details.subtypes_of(type_code, today=self.today, keep=keep)
        if len(self.fields["subtype"].choices) <= 1:
            del self.fields["subtype"]
        self.fields["address"].choices = details.address_choices(person)

    def broken_rules(self, cleaned: dict[str, Any]) -> Iterable[RuleBroken]:
        yield from super().broken_rules(cleaned)
        if "subtype" in self.fields and not cleaned.get("subtype"):
            yield RuleBroken("SUB_TYPE_REQUIRED", "Select a sub type", "subtype")

    def details(self) -> CircumstanceDetails:
        address = self.cleaned_data["address"]
        values = self.values() | {"address_id": int(address) if address else None}
        return CircumstanceDetails(type=self.type_code, **values)


class CircumstanceTypeForm(GovForm):
    """The first step: the type. It is sent by GET, so that it works without script and Back works."""

    type = SelectField(label=_("What kind of circumstance?"), required_words=_("Select the kind"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        groups = details.circumstance_types(today=self.today)
        self.fields["type"].choices = [(words or _("Other"), listed) for words, listed in groups]
