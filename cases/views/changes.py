"""A change of the history in the words of the forms that make it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms import people as people_forms
from cases.forms import personal as personal_forms
from cases.queries.field_history import Change
from core.words import shown

_FORMS = {
    "Person": (
        people_forms.MainDetailsForm,
        people_forms.ContactDetailsForm,
        people_forms.EqualityForm,
        personal_forms.NumbersForm,
    ),
    "Alias": (people_forms.AliasForm,),
    "Address": (personal_forms.AddressForm,),
    "Circumstance": (personal_forms.CircumstanceForm,),
    "Disability": (personal_forms.DisabilityForm,),
    "Adjustment": (personal_forms.AdjustmentForm,),
    "PersonalContact": (personal_forms.PersonalContactForm,),
    "AdditionalIdentifier": (),
}
_KINDS = {
    "Alias": gettext_lazy("Alias"),
    "Address": gettext_lazy("Address"),
    "Circumstance": gettext_lazy("Circumstance"),
    "Disability": gettext_lazy("Disability"),
    "Adjustment": gettext_lazy("Adjustment"),
    "PersonalContact": gettext_lazy("Personal contact"),
    "AdditionalIdentifier": gettext_lazy("Identifier"),
}
_OTHERS = {
    "removed_at": gettext_lazy("Removed as a mistake"),
    "ended_on": gettext_lazy("End date"),
    "type": gettext_lazy("Type"),
}


def shown_change(change: Change) -> dict[str, Any]:
    parts = [
        {
            "words": _label(change.kind, part.name),
            "before": _value(part.before),
            "after": _value(part.after),
        }
        for part in change.fields
    ]
    return {"at": change.at, "by": change.by, "parts": parts}


def _label(kind: str, attname: str) -> str:
    name = attname.removesuffix("_id")
    label = next((found for form in _FORMS[kind] if (found := _in_form(form, name, attname))), None)
    words = str(label or _OTHERS.get(name) or name.replace("_", " ").capitalize())
    return _("%(kind)s: %(field)s") % {"kind": _KINDS[kind], "field": words} if kind in _KINDS else words


def _in_form(form: Any, *names: str) -> Any:
    stored = {attribute: field for field, attribute in form.stored.items()}
    for name in names:
        field = form.base_fields.get(stored.get(name, name))
        if field is not None:
            return field.label
    return None


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return shown(value)
    return value if value not in (None, "") else _("Not provided")
