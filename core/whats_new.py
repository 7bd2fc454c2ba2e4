"""Dated changes, newest first: shown at /whats-new."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Change:
    on: date
    title: Promise
    words: tuple[Promise, ...]


CHANGES = (
    Change(
        on=date(2026, 11, 30),
        title=_("Whose work you see"),
        words=(
            _("Caseload, alerts and diaries can be those of any officer or team of your provider."),
            _("Seniors and case administrators begin with their team’s work by officer."),
            _("A case takes one line, with its last twelve appointments and what is due."),
            _("There are diaries for a week, for registration reviews and for pending transfers."),
        ),
    ),
    Change(
        on=date(2026, 11, 22),
        title=_("One service for the whole case"),
        words=(
            _("The case record, assessments and referrals are in one place, with one sign-in."),
            _("My day opens on your work, with the action on each row."),
            _("Forms keep what you type as a draft for 28 days."),
            _("Choose a theme, spacing and text size in Preferences."),
        ),
    ),
)
