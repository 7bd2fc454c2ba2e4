"""The panels that the case record shows on My day."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from cases import access
from cases.allocations.queries.staff import staff_of
from cases.search.forms import SearchBox
from cases.search.views.recently_viewed import recently_viewed_by
from cases.worklists.queries.my_day import WorkDay, work_day
from core.access import may
from core.screens.looks import note_listed
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
    work = getattr(day, name)
    note_listed(request, work.rows)
    context = {
        "work": work,
        "officer": staff_of(request.user),
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
    rows = recently_viewed_by(request.user, at=now)
    note_listed(request, rows)
    return Panel("cases/search/panel.html", {"rows": rows})


@fills("work", order=10)
def find_a_person(request: HttpRequest, **_: Any) -> Panel | None:
    if not may(request.user, "cases.search"):
        return None
    return Panel("cases/search/find.html", {"form": SearchBox()})


@fills("work", order=20)
def waiting(request: HttpRequest, *, today: date, now: datetime, **_: Any) -> Panel | None:
    """How much waits in the user's own lists, where something does. Costs 7 queries."""
    day = _day_of(request, today, now)
    lists = [
        (gettext("Appointments today"), "today", "cases:diary-day", "cases.view-contacts"),
        (gettext("Outcomes to record"), "outcomes", "cases:diary-outcomes", "cases.record-outcome"),
        (gettext("Alerts"), "alerts", "cases:alerts", "cases.view-alerts"),
    ]
    rows = [
        {"words": words, "n": work.total, "href": reverse(screen)}
        for words, name, screen, permission in lists
        if day and may(request.user, permission) and (work := getattr(day, name)).total
    ]
    return Panel("cases/worklists/waiting.html", {"rows": rows}) if rows else None


@fills("work", order=40)
def viewed_last(request: HttpRequest, *, now: datetime, **_: Any) -> Panel | None:
    """The people whose records the user opened last, if there are any. Costs 4 queries."""
    found = recently_viewed(request, now=now)
    return found if found and found.context["rows"] else None
