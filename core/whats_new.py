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
        title=_("Shorter ways"),
        words=(
            _("My day opens what is due on a referral: assign, book the assessment, give feedback."),
            _("Referrals, Cases and Diaries open where there is something for you, not on an empty list."),
            _("Back after an error shows the form again, not the browser’s own page."),
            _("A date without its year says that the year is missing."),
        ),
    ),
    Change(
        on=date(2026, 11, 30),
        title=_("More of the case in sight"),
        words=(
            _("The top of a case takes two lines, with RAR days and hours of unpaid work."),
            _("On a phone one menu holds the tabs of a case and what you can add to it."),
            _("The overview shows the last contact, needs, adjustments, warnings and past sentences."),
            _("Compact makes every size smaller. In high contrast, tags differ by their shape."),
            _("Printed pages leave out what is of no use on paper, and have numbers."),
        ),
    ),
    Change(
        on=date(2026, 11, 30),
        title=_("Reviews, dates and search"),
        words=(
            _("A review shows what is registered now, and keeps, changes or ends it."),
            _("The weekday stands beside each date you type, and times are filled in as they are shown."),
            _("Forms say everything that is wrong at once."),
            _("Training lists each activity once, by category, with a link to its screen."),
            _("Identifiers with slashes are found as they are written, and people by their email address."),
            _("Contacts, offences, activities and names of staff are found as they are shown."),
        ),
    ),
    Change(
        on=date(2026, 11, 30),
        title=_("My day fits two screens"),
        words=(
            _("A strip on top counts what waits. Each number opens the list that it counts."),
            _("Today’s people show their risk of serious harm, and whether they may be a risk to staff."),
            _("What waits for a service provider stands beside your own tasks."),
            _("A calendar shows the deadlines of six weeks, and a bar your cases by tier."),
            _("Each clearing of alerts is undone by itself."),
            _("Types of contact and outcomes are named in plain words, and appointments with their weekday."),
        ),
    ),
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
        on=date(2026, 11, 30),
        title=_("Whose work you see"),
        words=(
            _("Cases, alerts, referrals and diaries can be those of any officer or team of your provider."),
            _("Seniors and case administrators begin with their team’s work by officer."),
            _("A case takes one line, with its last twelve appointments and what is due."),
            _("There are diaries for a week, for registration reviews and for pending transfers."),
        ),
    ),
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
