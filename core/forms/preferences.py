"""The preferences form."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.govuk import Fieldset, GovForm, RadiosField, SelectField, YesNoField

THEMES = [
    ("device", _("Use my device setting")),
    ("standard", _("Standard")),
    ("dark", _("Dark")),
    ("contrast", _("High contrast")),
    ("soft", _("Soft")),
]
THEME_HINTS = {
    "device": _("Follows the dark, contrast and motion settings of your computer"),
    "contrast": _("Yellow on black"),
    "soft": _("Dark text on a cream background"),
}


class PreferencesForm(GovForm):
    theme = RadiosField(label=_("Theme"), choices=THEMES, hints=THEME_HINTS)
    density = RadiosField(
        label=_("Spacing"),
        choices=[("comfortable", _("Comfortable")), ("compact", _("Compact: more rows on a screen"))],
    )
    text_size = RadiosField(
        label=_("Text size"),
        choices=[("100", _("100%")), ("125", _("125%")), ("150", _("150%"))],
        inline=True,
    )
    page_size = RadiosField(
        label=_("Rows on a page of a list"), choices=[(n, n) for n in ("10", "25", "50", "100")], inline=True
    )
    landing_page = SelectField(
        label=_("Page to open when you sign in"), required=False, empty=_("The usual page for my role")
    )
    office = SelectField(
        label=_("Office to show first in the office diary"), required=False, autocomplete=True
    )
    team = SelectField(label=_("Team to show first in team lists"), required=False, autocomplete=True)
    shortcuts = YesNoField(
        label=_("Use keyboard shortcuts"),
        hint=_("Turn them off if you use speech recognition, or if they get in the way"),
        required_words=_("Select yes to use keyboard shortcuts"),
    )
    hide_system_contacts = YesNoField(
        label=_("Hide contacts made by the system"),
        hint=_("In contact lists. You can show them again on each list."),
        required_words=_("Select yes to hide contacts made by the system"),
    )
    whole_notes = YesNoField(
        label=_("Show notes in full"),
        hint=_("In contact lists, where a note is otherwise cut after its first line"),
        required_words=_("Select yes to show notes in full"),
    )

    layout = (
        Fieldset(_("How pages look"), "theme", "density", "text_size"),
        Fieldset(
            _("Lists and start page"),
            *("page_size", "landing_page", "office", "team", "hide_system_contacts", "whole_notes"),
        ),
        Fieldset(_("Keyboard"), "shortcuts"),
    )

    def __init__(
        self,
        *args: Any,
        landing_pages: list[tuple[str, Any]],
        offices: list[tuple[int, str]],
        teams: list[tuple[int, str]],
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.fields["landing_page"].choices = landing_pages
        self.fields["office"].choices = [(str(pk), name) for pk, name in offices]
        self.fields["team"].choices = [(str(pk), name) for pk, name in teams]

    def changes(self) -> dict[str, Any]:
        """Column of Preferences -> its new value."""
        cleaned = dict(self.cleaned_data)
        office, team = cleaned.pop("office"), cleaned.pop("team")
        return {
            **cleaned,
            "text_size": int(cleaned["text_size"]),
            "page_size": int(cleaned["page_size"]),
            "office_id": int(office) if office else None,
            "team_id": int(team) if team else None,
        }
