"""The keyboard shortcuts, as the help page lists them. The script static/app.js carries them out."""

from django.utils.translation import gettext_lazy as _

SHORTCUTS = (
    ("/", _("Go to the search box")),
    ("?", _("Show this list")),
    ("g then h", _("Go to My day")),
    ("g then c", _("Go to Cases")),
    ("g then d", _("Go to the diary")),
    ("g then a", _("Go to Alerts")),
    ("g then r", _("Go to Referrals")),
    ("g then 1 to 9", _("In a case: go to a tab")),
    ("n then c", _("In a case: add a contact")),
    ("n then a", _("In a case: arrange an appointment")),
    ("n then n", _("In a case: add to a note")),
    ("j and k", _("In a list: next row, previous row")),
    ("x", _("In a list: select the row")),
    ("Enter", _("In a list: open the row")),
    ("[ and ]", _("In a list: previous page, next page")),
    ("Ctrl + Enter", _("In a form: save")),
    ("Alt + S", _("In a form: save a draft")),
)
