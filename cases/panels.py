"""The panels that the case record shows on My day, and the names of its acts in "who looked"."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from cases import access
from cases.allocations.queries.staff import staff_of
from cases.search.views.recently_viewed import recently_viewed_by
from cases.worklists.queries.my_day import WorkDay, work_day
from core.access import may
from core.acts import name_acts
from core.screens.panels import Panel, fills

PLACE = "my-day"


def _day_of(request: HttpRequest, today: date, now: datetime) -> WorkDay | None:
    """The user's day, read once a request: 7 queries for all five panels."""
    if not hasattr(request, "_work_day"):
        staff = staff_of(request.user)
        day = work_day(staff, today=today) if staff else None
        request._work_day = _masked(day, request, now) if day else None
    return request._work_day


def _masked(day: WorkDay, request: HttpRequest, now: datetime) -> WorkDay:
    """The day with masked rows. 1 query about limited access, for the people of all its lists."""
    every = [row for work in day.lists for row in work.rows]
    masked = iter(access.masked(every, request.user, at=now))
    return WorkDay(*(replace(work, rows=[next(masked) for _ in work.rows]) for work in day.lists))


def _panel(
    request: HttpRequest, name: str, permission: str, today: date, now: datetime, **more: Any
) -> Panel | None:
    if not may(request.user, permission):
        return None
    day = _day_of(request, today, now)
    if day is None:
        return None
    context = {
        "work": getattr(day, name),
        "today": today,
        "now": now,
        "may_record": may(request.user, "cases.record-outcome"),
        **more,
    }
    return Panel(f"cases/worklists/my_day/{name}.html", context)


@fills(PLACE, order=10)
def todays_appointments(request: HttpRequest, *, today: date, now: datetime, **subject: Any) -> Panel | None:
    return _panel(
        request,
        "today",
        "cases.view-contacts",
        today,
        now,
        may_mark_arrival=may(request.user, "cases.record-arrival"),
    )


@fills(PLACE, order=20)
def outcomes_to_record(request: HttpRequest, *, today: date, now: datetime, **subject: Any) -> Panel | None:
    return _panel(request, "outcomes", "cases.record-outcome", today, now)


@fills(PLACE, order=30)
def enforcement_due(request: HttpRequest, *, today: date, now: datetime, **subject: Any) -> Panel | None:
    return _panel(request, "enforcement", "cases.enforce", today, now)


@fills(PLACE, order=40)
def alerts(request: HttpRequest, *, today: date, now: datetime, **subject: Any) -> Panel | None:
    may_clear = may(request.user, "cases.clear-alert")
    return _panel(request, "alerts", "cases.view-alerts", today, now, may_clear=may_clear)


@fills(PLACE, order=50)
def deadlines(request: HttpRequest, *, today: date, now: datetime, **subject: Any) -> Panel | None:
    return _panel(request, "deadlines", "cases.caseload", today, now)


@fills(PLACE, order=70)
def recently_viewed(request: HttpRequest, *, now: datetime, **_: Any) -> Panel | None:
    """The people whose records the user opened last. Costs 4 queries."""
    if not may(request.user, "cases.search"):
        return None
    return Panel("cases/search/panel.html", {"rows": recently_viewed_by(request.user, at=now)})


# --- names of acts and screens in "who looked" --------------------------------------------
name_acts(
    {
        "access-limit-ended": gettext_lazy("Limited access ended"),
        "access-limited": gettext_lazy("Access limited"),
        "address-added": gettext_lazy("Address added"),
        "address-changed": gettext_lazy("Address changed"),
        "address-removed": gettext_lazy("Address removed"),
        "adjustment-added": gettext_lazy("Adjustment added"),
        "adjustment-changed": gettext_lazy("Adjustment changed"),
        "adjustment-removed": gettext_lazy("Adjustment removed"),
        "alert-cleared": gettext_lazy("Alert cleared"),
        "alert-restored": gettext_lazy("Alert brought back"),
        "alias-added": gettext_lazy("Alias added"),
        "alias-changed": gettext_lazy("Alias changed"),
        "alias-removed": gettext_lazy("Alias removed"),
        "appointment-cancelled": gettext_lazy("Appointment cancelled"),
        "appointment-rescheduled": gettext_lazy("Appointment moved"),
        "arrival-recorded": gettext_lazy("Arrival recorded"),
        "arrival-taken-back": gettext_lazy("Arrival taken back"),
        "case-printed": gettext_lazy("Case printed"),
        "circumstance-added": gettext_lazy("Circumstance added"),
        "circumstance-changed": gettext_lazy("Circumstance changed"),
        "circumstance-removed": gettext_lazy("Circumstance removed"),
        "circumstance-updated": gettext_lazy("Circumstance updated"),
        "contact-changed": gettext_lazy("Contact changed"),
        "contact-details-changed": gettext_lazy("Contact details changed"),
        "contact-note-added": gettext_lazy("Note added to a contact"),
        "contact-recorded": gettext_lazy("Contact recorded"),
        "contact-removed": gettext_lazy("Contact removed"),
        "contact-withdrawn": gettext_lazy("Contact of the system taken back"),
        "contacts-printed": gettext_lazy("Contacts printed"),
        "contacts-searched": gettext_lazy("Contacts searched"),
        "disability-added": gettext_lazy("Disability added"),
        "disability-changed": gettext_lazy("Disability changed"),
        "disability-removed": gettext_lazy("Disability removed"),
        "equality-changed": gettext_lazy("Equality details changed"),
        "identifier-added": gettext_lazy("Identifier added"),
        "identifier-ended": gettext_lazy("Identifier ended"),
        "identifier-removed": gettext_lazy("Identifier removed"),
        "identifiers-changed": gettext_lazy("Identity numbers changed"),
        "key-dates-changed": gettext_lazy("Custody dates changed"),
        "noms-number-moved": gettext_lazy("Prison number moved to another record"),
        "nsi-ended": gettext_lazy("Non-statutory intervention ended"),
        "nsi-opened": gettext_lazy("Non-statutory intervention opened"),
        "nsi-status-changed": gettext_lazy("Status of a non-statutory intervention changed"),
        "main-offence-set": gettext_lazy("Main offence chosen"),
        "offence-added": gettext_lazy("Offence added"),
        "offence-removed": gettext_lazy("Offence removed"),
        "office-list-printed": gettext_lazy("Office list printed"),
        "outcome-recorded": gettext_lazy("Outcome recorded"),
        "people-searched": gettext_lazy("People searched"),
        "person-changed": gettext_lazy("Main details changed"),
        "person-note-added": gettext_lazy("Note about the person added"),
        "personal-contact-added": gettext_lazy("Personal contact added"),
        "personal-contact-changed": gettext_lazy("Personal contact changed"),
        "personal-contact-removed": gettext_lazy("Personal contact removed"),
        "registration-added": gettext_lazy("Registration added"),
        "registration-ended": gettext_lazy("Registration ended"),
        "registration-reviewed": gettext_lazy("Registration reviewed"),
        "requirement-ended": gettext_lazy("Requirement ended"),
        "sanction-added": gettext_lazy("Sanction added"),
        "sanction-removed": gettext_lazy("Sanction removed"),
        "cases:alerts-clear": gettext_lazy("Clear alerts"),
        "cases:alerts-undo": gettext_lazy("Bring alerts back"),
        "cases:appointment": gettext_lazy("Appointment"),
        "cases:appointment-arrived": gettext_lazy("Record an arrival"),
        "cases:contacts-search": gettext_lazy("Search contacts"),
        "cases:offence-main": gettext_lazy("Choose the main offence"),
        "cases:requirement": gettext_lazy("Requirement"),
        "cases:sentence": gettext_lazy("Sentence"),
    }
)
