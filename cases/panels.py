"""The panels that the case record shows on My day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from cases import access
from cases.allocations.queries.staff import staff_of
from cases.search.views.recently_viewed import recently_viewed_by
from cases.worklists.queries import diaries
from cases.worklists.queries.my_day import WorkDay, work_day
from core.access import may
from core.calendar.typed_dates import format_short_date
from core.clock import day_of
from core.screens.done import Link, leads_on
from core.screens.looks import note_listed
from core.screens.panels import Panel, fills

PLACE = "my-day"
#: the next task is looked for among so many: the user may not see everybody
NEXT_AMONG = 5


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


# --- the next task after an act --------------------------------------------------------------------------
@leads_on("outcome")
def next_outcome(request: HttpRequest, at: datetime) -> Link | None:
    """The oldest outcome that waits for the user to record it. Costs 3 queries."""
    return _next_of(diaries.outcomes_to_record, request, at)


@leads_on("enforcement")
def next_enforcement(request: HttpRequest, at: datetime) -> Link | None:
    """The oldest contact that waits for the user's decision on enforcement. Costs 3 queries."""
    return _next_of(diaries.enforcement_to_decide, request, at)


def _next_of(work: Callable[..., QuerySet], request: HttpRequest, at: datetime) -> Link | None:
    """The first row of a list of work whose person the user may see, as a link to its form of an outcome."""
    staff = staff_of(request.user)
    if staff is None or not may(request.user, "cases.record-outcome"):
        return None
    rows = list(work(staff, today=day_of(at)).order_by("on", "pk")[:NEXT_AMONG])
    seen = (row for row in access.masked(rows, request.user, at=at) if not getattr(row, "is_masked", False))
    row = next(seen, None)
    if row is None:
        return None
    query = urlencode({"back": back}) if (back := request.POST.get("back", "")) else ""
    address = reverse("cases:appointment-outcome", args=[row.person.crn, row.pk])
    words = f"{row.person.name}, {format_short_date(row.on)}"
    return Link(f"{address}?{query}" if query else address, words, crn=row.person.crn)
