"""Which parts of a case to print."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.govuk import CheckboxesField, GovForm

PARTS = [
    ("main", _("Main details and aliases")),
    ("reach", _("Contact details and addresses")),
    ("numbers", _("Identity numbers")),
    ("sentences", _("Sentences")),
    ("sanctions", _("Sanctions on the record")),
    ("registrations", _("Risk registrations")),
    ("practitioners", _("Practitioners")),
    ("circumstances", _("Personal circumstances")),
    ("disabilities", _("Disabilities and adjustments")),
    ("contacts", _("Personal contacts")),
    ("equality", _("Equality monitoring")),
    ("notes", _("Notes about the person")),
]
#: Parts about other people, or that need more care: they are printed only when ticked.
SENSITIVE = frozenset({"contacts", "equality", "notes", "circumstances", "disabilities"})
ORDINARY = [code for code, _words in PARTS if code not in SENSITIVE]
_HINTS = {
    "contacts": _("About other people: check that the reader may have it"),
    "equality": _("Sensitive: check that the reader may have it"),
    "circumstances": _("May hold health or family details"),
    "disabilities": _("Holds health details"),
    "notes": _("May hold anything: read them first"),
}


class PrintForm(GovForm):
    parts = CheckboxesField(
        label=_("What do you want to print?"),
        choices=PARTS,
        hints=_HINTS,
        required_words=_("Select what to print"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("initial", {"parts": ORDINARY})
        super().__init__(*args, **kwargs)
