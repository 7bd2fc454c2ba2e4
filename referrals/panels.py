"""What referrals show on other apps' pages: the case overview, My day, and help for suppliers."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.access import masked
from cases.models import Person
from core import clock
from core.access import Refused, may
from core.screens.looks import note_listed
from core.screens.panels import Panel, fills
from referrals.access import referrals_in_scope
from referrals.codes import ReferralState
from referrals.queries import referrals

SHOWN = 10
AHEAD = timedelta(days=14)


@fills("case-interventions", order=20)
def open_referrals(request: HttpRequest, *, person: Person, today: date, **_more: Any) -> Panel | None:
    """The person's open referrals and drafts. Costs 1 query."""
    if not may(request.user, "referrals.view-interventions"):
        return None
    found = referrals.of_person(person, request.user).exclude(state=ReferralState.CONCLUDED)[:SHOWN]
    return Panel(
        "referrals/parts/case_panel.html",
        {
            "rows": referrals.rows_of(found, now=clock.now(), today=today),
            "person": person,
            "may_make": may(request.user, "referrals.make"),
            "may_read": may(request.user, "referrals.view"),
        },
    )


@fills("my-day", order=90)
def due_to_me(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    """What service providers must do within two weeks on the user's referrals. Costs 2 queries."""
    if not may(request.user, "referrals.make"):
        return None
    due = referrals.due_for(referrals.concerning(request.user), until=today + AHEAD)[:SHOWN]
    rows = masked(referrals.rows_of(due, now=now, today=today), request.user, at=now)
    if not rows:
        return None
    note_listed(request, rows)
    context = {
        "id": "referrals-due",
        "title": _("Waiting for service providers"),
        "rows": rows,
        "href": reverse("referrals:referrals"),
        "link_words": _("All referrals"),
    }
    return Panel("referrals/parts/my_day.html", context)


@fills("my-day", order=10)
def unassigned(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    """For a service provider: referrals without a caseworker, urgent first. Costs 4 queries."""
    rows = supplier_rows(request, "unassigned", today=today, now=now)
    context = {
        "id": "unassigned",
        "title": _("Unassigned referrals"),
        "href": f"{reverse('referrals:supplier-referrals')}?tab=unassigned",
        "link_words": _("Assign referrals"),
    }
    return (
        Panel("referrals/parts/my_day.html", {**context, "rows": rows, "for_supplier": True})
        if rows
        else None
    )


@fills("my-day", order=20)
def my_cases_due(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    """For a caseworker: their own open cases, urgent and soonest due first. Costs 1 query more."""
    rows = supplier_rows(request, "my", today=today, now=now)
    context = {
        "id": "my-cases",
        "title": _("My cases"),
        "href": reverse("referrals:supplier-referrals"),
        "link_words": _("All my cases"),
    }
    return (
        Panel("referrals/parts/my_day.html", {**context, "rows": rows, "for_supplier": True})
        if rows
        else None
    )


@fills("help-tasks", order=20)
def help_for_suppliers(request: HttpRequest, **_more: Any) -> Panel | None:
    if not may(request.user, "referrals.supplier-view"):
        return None
    return Panel("referrals/parts/supplier_help.html")


def supplier_rows(request: HttpRequest, tab: str, *, today: date, now: datetime) -> list[Any]:
    """The first SHOWN rows of a tab, urgent and soonest due first.

    Empty for an account that may see nothing.
    """
    if not may(request.user, "referrals.supplier-view"):
        return []
    try:
        in_scope = referrals_in_scope(request.user, at=now)
    except Refused:
        return []
    found = referrals.listed(referrals.in_tab(in_scope, tab, user=request.user))
    soonest = found.order_by("-is_urgent", "next_due_at", "pk")[:SHOWN]
    rows = referrals.rows_of(soonest, now=now, today=today)
    note_listed(request, rows)
    return rows
