"""How a person is reached."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.people.forms.parts import PartForm
from cases.people.rules.reachability import broken_texting
from cases.people.services.reachability import Reachability
from core.errors import RuleBroken
from core.govuk import (
    EmailField,
    PhoneField,
    RadiosField,
    TextareaField,
    TextField,
)

NOTE_GOES = _(
    "put “%(note)s” under “Contacting safely”, or add a personal contact if the number is somebody else’s"
)


class ReachabilityForm(PartForm):
    mobile = PhoneField(label=_("Mobile number"), required=False, max_length=30, note_goes=NOTE_GOES)
    telephone = PhoneField(label=_("Phone number"), required=False, max_length=30, note_goes=NOTE_GOES)
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

    def broken_rules(self, cleaned: dict[str, Any]) -> Iterable[RuleBroken]:
        return broken_texting(cleaned.get("mobile", ""), allow_sms=_answer(cleaned))

    def details(self) -> Reachability:
        return Reachability(**{**self.values(), "allow_sms": _answer(self.cleaned_data)})


def _answer(cleaned: dict[str, Any]) -> bool | None:
    return {"yes": True, "no": False}.get(cleaned.get("allow_sms", ""))
