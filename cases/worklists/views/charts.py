"""The pictures of the work lists: a caseload by tier, the deadlines of the next weeks."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import access
from cases.worklists.queries.caseload import held_by
from cases.worklists.queries.tiers import NO_TIER, counts_of, numbers_by_letter
from core.built_once import built_once
from core.calendar.typed_dates import format_long_date
from core.screens.charts import Calendar, Part, StackedBar, monday_of

WEEKS = 6


def tiers_held(officers: list[int], user: Any, *, at: datetime) -> dict[str, int]:
    """How many of the people that the officers hold, and the user may see, are in each tier. 1 query."""
    return counts_of(_numbers_held(officers, user.pk, at))


@built_once
def _numbers_held(officers: list[int], user_id: int, at: datetime) -> Any:
    visible = access.visible_to(user_id, at=at)
    return numbers_by_letter(held_by(officers).filter(person__in=visible))


def tier_bar(
    counts: dict[str, int], *, address: str, chosen: Collection[str] = (), **query: str
) -> StackedBar | None:
    """The bar of a caseload; None for an empty one.

    counts    from `by_tier`
    address   of the list that the parts filter; `query` is kept in each link
    chosen    the tiers that the list shows now
    """
    total = sum(counts.values())
    if not total:
        return None
    high = counts["A"] + counts["B"]
    return StackedBar(
        label=_("Cases by tier"),
        caption=ngettext(
            "%(high)s of %(n)s case is tier A or B", "%(high)s of %(n)s cases are tier A or B", total
        )
        % {"high": high, "n": total},
        parts=[
            Part(
                words=_("Tier: none yet") if tier == NO_TIER else _("Tier %(tier)s") % {"tier": tier},
                short=_("None") if tier == NO_TIER else tier,
                count=count,
                href=f"{address}?{urlencode({**query, 'tier': tier})}",
                is_chosen=tier in chosen,
            )
            for tier, count in counts.items()
        ],
    )


def last_day(today: date) -> date:
    """The last day of the calendar of deadlines."""
    return monday_of(today) + timedelta(weeks=WEEKS, days=-1)


def deadline_calendar(due: Mapping[date, int], *, today: date, address: str, **query: str) -> Calendar:
    """The calendar of open deadlines from today.

    due       from `due_by_day`
    address   of the list of deadlines; `query` is kept in the links of the days
    """
    total = sum(due.values())
    caption = ngettext(
        "%(n)s deadline in the next six weeks", "%(n)s deadlines in the next six weeks", total
    ) % {"n": total}
    if total:
        busiest = max(due, key=lambda day: (due[day], -day.toordinal()))
        finding = (
            _("%(deadlines)s, most on %(day)s: %(n)s") if len(due) > 1 else _("%(deadlines)s, on %(day)s")
        )
        caption = finding % {"deadlines": caption, "day": format_long_date(busiest), "n": due[busiest]}
    return Calendar(
        label=_("Deadlines by day"),
        caption=caption,
        counts=due,
        today=today,
        weeks=WEEKS,
        address=lambda day: f"{address}?{urlencode({**query, 'on': f'{day:%d/%m/%Y}'})}",
    )
