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
        title=_("Referrals and risk at a glance"),
        words=(
            _("Lists of referrals show how far each has come, and the name opens it."),
            _("Find a service starts at your own region."),
            _("A form of a referral tells everything that is wrong the first time."),
            _("Risk shows needs by level, and when and by whom each value was given."),
            _("Risk history is one time line of tiers, scores, assessments and registers."),
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
