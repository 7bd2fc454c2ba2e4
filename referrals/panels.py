"""What referrals show on other apps' pages: the case overview, My day, and help for suppliers."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access import masked
from cases.allocations.queries.staff import staff_of
from cases.models import Person
from core import clock
from core.access import Refused, may
from core.built_once import built_once
from core.screens.counts import Count
from core.screens.lists import ListPage
from core.screens.looks import note_listed
from core.screens.paging import by_keys, capped_count, in_order_of
from core.screens.panels import Panel, fills
from referrals.access import referrals_in_scope
from referrals.codes import ReferralState
from referrals.models import Referral
from referrals.queries import referrals, supplier_access

ON_CASE, SHOWN = 10, 5
COUNTED = ListPage.count_cap  #: a list counts no further either


@fills("case-interventions", order=20)
def open_referrals(request: HttpRequest, *, person: Person, today: date, **_more: Any) -> Panel | None:
    """The person's open referrals and drafts. Costs 1 query."""
    if not may(request.user, "referrals.view-interventions"):
        return None
    found = _on_case(person.pk, request.user.pk)
    return Panel(
        "referrals/parts/case_panel.html",
        {
            "rows": referrals.rows_of(found, now=clock.now(), today=today),
            "person": person,
            "may_make": may(request.user, "referrals.make"),
            "may_read": may(request.user, "referrals.view"),
        },
    )


@built_once
def _on_case(person_id: int, user_id: int) -> QuerySet[Referral]:
    return referrals.of_person(person_id, user_id).exclude(state=ReferralState.CONCLUDED)[:ON_CASE]


@fills("my-day-counts", order=20)
def urgent_referrals(request: HttpRequest, **_more: Any) -> Panel | None:
    """How many of the user's open referrals are urgent. Costs 1 query, together with `with_providers`."""
    if not may(request.user, "referrals.make"):
        return None
    urgent = sum(is_urgent for _pk, is_urgent in _own(request))
    count = _counted(_("Urgent referrals"), urgent, f"{reverse('referrals:referrals')}?tab=urgent")
    return Panel("core/my_day/counts.html", {"counts": [count]})


@fills("my-day-beside", order=10)
def with_providers(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    """The user's open referrals, which wait for a service provider. Costs 3 queries."""
    if not may(request.user, "referrals.make"):
        return None
    own = _own(request)
    found = in_order_of([pk for pk, _is_urgent in own[:SHOWN]], referrals.shown)
    rows = masked(referrals.rows_of(found, now=now, today=today), request.user, at=now)
    if not rows:
        return None
    note_listed(request, rows)
    count = _counted("", len(own), reverse("referrals:referrals"))
    return Panel("referrals/parts/my_day.html", {"rows": rows, "count": count})


def _own(request: HttpRequest) -> list[tuple[int, bool]]:
    """Key and urgency of the user's open referrals, urgent and soonest due first. 1 query a request."""
    if not hasattr(request, "_own_referrals"):
        staff = staff_of(request.user)
        officers, users = [staff.pk] if staff else [], [request.user.pk]
        request._own_referrals = _open_with(officers, users, at_most=COUNTED + 1)
    return request._own_referrals


@built_once
def _open_with(
    staff_ids: list[int], user_ids: list[int], *, at_most: int
) -> QuerySet[Referral, tuple[int, bool]]:
    mine = referrals.made_or_held(staff_ids=staff_ids, user_ids=user_ids)
    rows = referrals.sortable(referrals.in_tab(mine, "open")).order_by(*referrals.SOONEST)
    return rows.values_list("pk", "is_urgent")[:at_most]


def _counted(words: Any, number: int, address: str) -> Count:
    return Count(words, min(number, COUNTED), address, has_more=number > COUNTED)


#: tab of a provider's referrals -> what its count on My day says
SUPPLIER_COUNTS = {
    "my": gettext_lazy("My cases"),
    "unassigned": gettext_lazy("Unassigned"),
    "urgent": gettext_lazy("Urgent referrals"),
    "overdue": gettext_lazy("Overdue"),
}


@fills("my-day-counts", order=10)
def supplier_counts(request: HttpRequest, *, now: datetime, **_more: Any) -> Panel | None:
    """For a service provider: how many referrals each list has. Costs 5 queries."""
    in_scope = _in_scope(request, now)
    if in_scope is None:
        return None
    counts = [_of_tab(in_scope, tab, request, now) for tab in SUPPLIER_COUNTS]
    return Panel("core/my_day/counts.html", {"counts": counts})


@fills("my-day", order=10)
def unassigned(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    """For a service provider: referrals without a caseworker, urgent first. Costs 3 queries."""
    return _supplier_panel(request, "unassigned", today=today, now=now)


@fills("my-day", order=20)
def my_cases_due(request: HttpRequest, *, today: date, now: datetime, **_more: Any) -> Panel | None:
    """For a caseworker: their own open cases, urgent and soonest due first. Costs 3 queries."""
    return _supplier_panel(request, "my", today=today, now=now)


def _supplier_panel(request: HttpRequest, tab: str, *, today: date, now: datetime) -> Panel | None:
    """The first rows of a tab, in the tab's own order, and how many it has."""
    in_scope = _in_scope(request, now)
    if in_scope is None:
        return None
    listed = referrals.sortable(referrals.in_tab(in_scope, tab, user=request.user))
    in_order = listed.order_by(*referrals.SOONEST)
    if tab in referrals.TABS:
        contract_ids = supplier_access.scope_of_user(request.user).contract_ids
        found = referrals.first_on_contracts(in_order, 0, SHOWN, contract_ids=contract_ids)
    else:
        found = by_keys(in_order[:SHOWN], referrals.shown)
    rows = referrals.rows_of(found, now=now, today=today)
    note_listed(request, rows)
    context = {
        "tab": tab,
        "rows": rows,
        "count": _of_tab(in_scope, tab, request, now),
        "may_assign": may(request.user, "referrals.supplier-assign"),
    }
    return Panel("referrals/parts/my_day_supplier.html", context)


def _in_scope(request: HttpRequest, now: datetime) -> Any:
    """The referrals of the user's provider, None for an account that may see none. Asked once a request."""
    if not hasattr(request, "_referrals_in_scope"):
        try:
            sees = may(request.user, "referrals.supplier-view")
            request._referrals_in_scope = referrals_in_scope(request.user, at=now) if sees else None
        except Refused:
            request._referrals_in_scope = None
    return request._referrals_in_scope


def _of_tab(in_scope: Any, tab: str, request: HttpRequest, now: datetime) -> Count:
    rows = referrals.in_tab(in_scope, tab, user=request.user, now=now)
    address = f"{reverse('referrals:supplier-referrals')}?tab={tab}"
    return _count(SUPPLIER_COUNTS[tab], rows, address, is_late=tab == "overdue")


def _count(words: Any, rows: Any, address: str, *, is_late: bool = False) -> Count:
    number, has_more = capped_count(rows, COUNTED)
    return Count(words, number, address, is_late=is_late, has_more=has_more)


@fills("help-tasks", order=20)
def help_for_suppliers(request: HttpRequest, **_more: Any) -> Panel | None:
    if not may(request.user, "referrals.supplier-view"):
        return None
    return Panel("referrals/parts/supplier_help.html")
