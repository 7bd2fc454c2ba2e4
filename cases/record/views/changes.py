"""The history of changes to personal details, in the words of the forms that make them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.pages import PersonPage
from cases.people.forms import (
    addresses,
    aliases,
    circumstances,
    disabilities,
    equality,
    identifiers,
    personal_contacts,
    reachability,
)
from cases.record.forms import main_details
from cases.record.queries.changes import Change, changes_of
from core.words import shown

_FORMS = {
    "Person": (
        main_details.MainDetailsForm,
        reachability.ReachabilityForm,
        equality.EqualityForm,
        identifiers.NumbersForm,
    ),
    "Alias": (aliases.AliasForm,),
    "Address": (addresses.AddressForm,),
    "Circumstance": (circumstances.CircumstanceForm,),
    "Disability": (disabilities.DisabilityForm,),
    "Adjustment": (disabilities.AdjustmentForm,),
    "PersonalContact": (personal_contacts.PersonalContactForm,),
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
    "note": gettext_lazy("Note"),
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


class ChangesToPerson(PersonPage):
    """What changed in the personal details, with the old values."""

    permission = "cases.view-person"
    template_name = "cases/record/changes.html"
    title = gettext_lazy("Changes to personal details")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        hidden = set()
        if not self.allows("cases.view-gender-reassignment"):
            hidden = {"transgender_disclosure_consent"}
        changes, more = changes_of(self.person, hidden=hidden)
        return {
            **super().get_context_data(**kwargs),
            "changes": [shown_change(change) for change in changes],
            "there_is_more": more,
        }
