"""What the case record shows on My day: counts, the officer's lists, pictures, people viewed last."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases import access
from cases.allocations.queries.staff import staff_of
from cases.codes import DeadlineRule
from cases.people.queries.staff_risk import risks_to_staff
from cases.search.forms import SearchBox
from cases.search.views.recently_viewed import recently_viewed_by
from cases.worklists.queries import diaries
from cases.worklists.queries.my_day import WorkDay, work_day
from cases.worklists.views import charts
from core.access import may
from core.built_once import built_once
from core.calendar.typed_dates import format_short_date
from core.clock import day_of
from core.screens.counts import Count
from core.screens.done import Link, leads_on
from core.screens.looks import note_listed
from core.screens.panels import Panel, fills

#: the next task is looked for among so many: the user may not see everybody
NEXT_AMONG = 5
COUNTS, PLACE, BESIDE = "my-day-counts", "my-day", "my-day-beside"
#: a list of the day -> who sees it, the screen with all of its rows, what it counts
LISTS = {
    "today": ("cases.view-contacts", "cases:diary-day", _("Today")),
    "outcomes": ("cases.record-outcome", "cases:diary-outcomes", _("Outcomes to record")),
    "enforcement": ("cases.enforce", "cases:diary-enforcement", _("Enforcement")),
    "alerts": ("cases.view-alerts", "cases:alerts", _("Alerts")),
    "deadlines": ("cases.caseload", "cases:diary-deadlines", _("Overdue deadlines")),
}


def _day_of(request: HttpRequest, today: date, now: datetime) -> WorkDay | None:
    """The user's day, read once a request: 8 queries for the counts and all five panels."""
    if not hasattr(request, "_work_day"):
        staff = staff_of(request.user)
        day = work_day(staff, today=today) if staff else None
        request._work_day = _masked(day, request, now) if day else None
    return request._work_day


def _masked(day: WorkDay, request: HttpRequest, now: datetime) -> WorkDay:
    """The day with masked rows, and with the risk to staff of today's. 2 queries, for all its lists."""
    every = [row for work in day.lists for row in work.rows]
    masked = iter(access.masked(every, request.user, at=now))
    shown = WorkDay(*(replace(work, rows=[next(masked) for _row in work.rows]) for work in day.lists))
    expected = [row for row in shown.today.rows if not getattr(row, "is_masked", False)]
    risks = risks_to_staff([row.person_id for row in expected])
    for row in expected:
        row.risk_to_staff = risks.get(row.person_id)
    return shown


@fills(COUNTS, order=10)
def counts(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    """How many rows each list of the day has; of the deadlines, those that are overdue."""
    shown = [name for name, (permission, *_rest) in LISTS.items() if may(request.user, permission)]
    day = _day_of(request, today, now) if shown else None
    if day is None:
        return None
    return Panel("core/my_day/counts.html", {"counts": [_count(day, name) for name in shown]})


def _count(day: WorkDay, name: str) -> Count:
    _permission, screen, words = LISTS[name]
    if name == "deadlines":
        address = f"{reverse(screen)}?within=overdue"
        return Count(words, day.deadlines.overdue, address, is_late=True)
    return Count(words, getattr(day, name).total, reverse(screen))


def _panel(request: HttpRequest, name: str, today: date, now: datetime, **more: Any) -> Panel | None:
    if not may(request.user, LISTS[name][0]):
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
def todays_appointments(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    may_mark = may(request.user, "cases.record-arrival")
    return _panel(request, "today", today, now, may_mark_arrival=may_mark)


@fills(PLACE, order=20)
def outcomes_to_record(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    return _panel(request, "outcomes", today, now)


@fills(PLACE, order=30)
def enforcement_due(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    return _panel(request, "enforcement", today, now)


@fills(PLACE, order=40)
def alerts(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    may_clear = may(request.user, "cases.clear-alert")
    return _panel(request, "alerts", today, now, may_clear=may_clear)


@fills(PLACE, order=50)
def deadlines(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    return _panel(request, "deadlines", today, now)


@fills(BESIDE, order=60)
def pictures(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    """Deadlines of six weeks and the caseload by tier; nothing without a caseload. Costs 2 queries."""
    staff = staff_of(request.user)
    if staff is None or not may(request.user, "cases.caseload"):
        return None
    bar = charts.tier_bar(
        charts.tiers_held([staff.pk], request.user, at=now), address=reverse("cases:caseload")
    )
    if bar is None:
        return None
    due = dict(_due_by_day(staff.pk, today, charts.last_day(today)))
    address = reverse("cases:diary-deadlines")
    calendar = charts.deadline_calendar(due, today=today, address=address)
    return Panel("cases/worklists/my_day/pictures.html", {"bar": bar, "calendar": calendar})


_due_by_day = built_once(diaries.numbers_by_day)


@fills(BESIDE, order=70)
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
    """The strip of My day, where something waits."""
    found = counts(request, today=today, now=now)
    if found is None or not any(count.number for count in found.context["counts"]):
        return None
    return Panel("cases/worklists/waiting.html", found.context)


@fills("work", order=40)
def viewed_last(request: HttpRequest, *, now: datetime, **_: Any) -> Panel | None:
    """The people whose records the user opened last, if there are any. Costs 4 queries."""
    found = recently_viewed(request, now=now)
    return found if found and found.context["rows"] else None


# --- the next task after an act --------------------------------------------------------------------------
@leads_on("outcome")
def next_outcome(request: HttpRequest, at: datetime) -> Link | None:
    """The oldest outcome that waits for the user to record it. Costs 3 queries."""

    def work(staff: Any, today: date) -> QuerySet:
        return diaries.outcomes_to_record(staff, today=today).order_by(*diaries.OUTCOMES_ORDER)

    return _next_of(work, request, at, "cases.record-outcome")


@leads_on("enforcement")
def next_enforcement(request: HttpRequest, at: datetime) -> Link | None:
    """The first row of the user's enforcement list. Costs 3 queries."""

    def work(staff: Any, today: date) -> QuerySet:
        return diaries.enforcement_due(staff, today=today).order_by(*diaries.ENFORCEMENT_ORDER)

    return _next_of(work, request, at, "cases.record-outcome")


@leads_on("review")
def next_review(request: HttpRequest, at: datetime) -> Link | None:
    """The review of a registration that is due first, of those in the user's list. Costs 3 queries."""

    def work(staff: Any, today: date) -> QuerySet:
        until = today + diaries.DEADLINES_AHEAD
        return diaries.deadlines_of_staff(staff, until=until, rule=DeadlineRule.REGISTRATION_REVIEW)

    return _next_of(work, request, at, "cases.review-registration")


def _next_of(
    work: Callable[[Any, date], QuerySet], request: HttpRequest, at: datetime, permission: str
) -> Link | None:
    """The first row of a list of work whose person the user may see, as a link to the form that does it."""
    staff = staff_of(request.user)
    if staff is None or not may(request.user, permission):
        return None
    rows = list(work(staff, day_of(at))[:NEXT_AMONG])
    seen = (row for row in access.masked(rows, request.user, at=at) if not getattr(row, "is_masked", False))
    row = next(seen, None)
    if row is None:
        return None
    address, day = _where_and_when(row)
    query = urlencode({"back": back}) if (back := request.POST.get("back", "")) else ""
    words = f"{row.person.name}, {format_short_date(day)}"
    return Link(f"{address}?{query}" if query else address, words, crn=row.person.crn)


def _where_and_when(row: Any) -> tuple[str, date]:
    """The form of a deadline or a contact, and its day."""
    if hasattr(row, "due_on"):
        return row.address, row.due_on
    return reverse("cases:appointment-outcome", args=[row.person.crn, row.pk]), row.on
