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
        title=_("My day fits two screens"),
        words=(
            _("A strip on top counts what waits. Each number opens the list that it counts."),
            _("Today’s people show their risk of serious harm, and whether they may be a risk to staff."),
            _("What waits for a service provider stands beside your own tasks."),
            _("A calendar shows the deadlines of six weeks, and a bar your cases by tier."),
            _("Each clearing of alerts is undone by itself."),
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
