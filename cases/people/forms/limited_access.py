"""Adding and ending exclusions and restrictions."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.codes import LimitedAccessKind
from core.accounts import people_named
from core.govuk import GovForm, NearDateField, RadiosField, SelectField, TextareaField
from core.typed.user_names import read_user_name

KINDS = [
    (LimitedAccessKind.EXCLUSION.value, _("Exclusion: the people named may not open the record")),
    (LimitedAccessKind.RESTRICTION.value, _("Restriction: only the people named may open the record")),
]
KIND_HINTS = {
    LimitedAccessKind.EXCLUSION.value: _("For example a relative, a victim or a colleague"),
    LimitedAccessKind.RESTRICTION.value: _("For example a high profile case"),
}
#: An address as a mail program copies it, with a name in front: Ashdown, Jo <jo.ashdown@example.org>
_ADDRESS = re.compile(r"<\s*([^<>\s]+)\s*>")


class LimitAccessForm(GovForm):
    kind = RadiosField(
        label=_("How is access limited?"),
        choices=KINDS,
        hints=KIND_HINTS,
        required_words=_("Select how access is limited"),
    )
    users = TextareaField(
        label=_("Who is named?"),
        hint=_("User names or work email addresses, one to a line"),
        required_words=_("Enter at least one user name"),
        rows=4,
        max_length=5000,
    )
    reason = SelectField(label=_("Reason"), required=False)
    message = TextareaField(
        label=_("Message for people who are refused"),
        called=_("message"),
        hint=_("Say who to ask. Do not say why access is limited."),
        required=False,
        rows=3,
        max_length=500,
    )

    def __init__(self, *args: Any, reasons: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reasons

    def clean_users(self) -> list[Any]:
        """The users named, each once. The error for unknown names repeats them as typed."""
        typed: dict[str, None] = {}
        asked: dict[str, None] = {}
        for line in re.split(r"[\r\n;]+", self.cleaned_data["users"]):
            words = re.split(r"[\s,]+", line)
            typed |= {name: None for word in words if (name := read_user_name(word))}
            asked |= {
                name: None for word in _ADDRESS.findall(line) or words if (name := read_user_name(word))
            }
        found = people_named(typed)
        known = {name.lower() for user in found for name in (user.get_username(), user.email) if name}
        unknown = [name for name in asked if name.lower() not in known]
        if unknown:
            words = gettext("Enter user names that exist: nobody signs in as %(names)s")
            raise ValidationError(words % {"names": ", ".join(unknown)}, code="unknown")
        return found


class EndLimitForm(GovForm):
    ends_on = NearDateField(
        label=_("When does it end?"),
        called=_("end date"),
        when="today-or-future",
        hint=_("Choose today to end it at once. For example, 17/5/2026"),
    )
