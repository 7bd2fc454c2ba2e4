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
        title=_("A second step when you sign in"),
        words=(
            _("Set up an app on your phone under Preferences, and enter its code after your password."),
            _("Recovery codes sign you in when you do not have your phone: print them and keep them apart."),
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
