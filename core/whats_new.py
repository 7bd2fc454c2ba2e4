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
        title=_("Contacts in two lines, and forms that lead on"),
        words=(
            _("A contact takes two lines of the list; “More” opens its note, and a switch opens them all."),
            _("The list has page numbers, years to jump to, and what is to come above it."),
            _("Add a contact starts with your six most used types and the time; the rest is under More."),
            _("After an absence the actions usual at this count come first, with the day to answer by."),
            _("What you saved is named and linked, with the next outcome that waits for you."),
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
