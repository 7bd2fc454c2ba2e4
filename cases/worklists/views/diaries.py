"""Diaries: a day and a week of appointments, an office's day."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from cases.access import masked
from cases.allocations.queries.staff import offices_near
from cases.pages import WorkPage, work_tabs
from cases.worklists.forms.diaries import DayForm, OfficeDayForm
from cases.worklists.queries import diaries
from core import audit
from core.screens.page import Page

WEEK = 7
#: rows of a week of a large team, after which the page asks for one officer
MOST = 300


class DayDiary(WorkPage):
    permission = "cases.view-contacts"
    template_name = "cases/worklists/diaries/day.html"
    title = _("Diary for a day")
    days = 1

    def first_day(self, asked: date) -> date:
        return asked

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = DayForm(self.request.GET, **self.get_filter_kwargs())
        day = self.first_day(form.day(self.today))
        last = day + timedelta(self.days - 1)
        found = list(diaries.appointments_on(self.whose.officers, day, last)[: MOST + 1])
        rows = self.listed(masked(found[:MOST], self.request.user, at=self.at))
        return {
            **super().get_context_data(**kwargs),
            "filter": form,
            "day": day,
            "days": days_of(found, rows),
            "rows": rows,
            "is_cut": len(found) > MOST,
            "before": day - timedelta(self.days),
            "after": day + timedelta(self.days),
        }


class WeekDiary(DayDiary):
    template_name = "cases/worklists/diaries/week.html"
    title = _("Diary for a week")
    days = WEEK

    def first_day(self, asked: date) -> date:
        """The Monday of the week of the day that was asked for."""
        return asked - timedelta(asked.weekday())


def days_of(found: Iterable[Any], shown: Iterable[Any]) -> list[tuple[date, list[Any]]]:
    """Each day with its rows.

    found   the appointments by day
    shown   the same rows, masked: a masked row has no day
    """
    pairs = zip(found, shown, strict=False)
    return [(day, [row for _, row in group]) for day, group in groupby(pairs, key=lambda pair: pair[0].on)]


class OfficeDiary(Page):
    """Reception's list: everybody who is expected at an office on a day, and who has arrived."""

    permission = "cases.view-contacts"
    template_name = "cases/worklists/diaries/office.html"
    title = _("Office diary")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offices = offices_near(self.request.user)
        form = OfficeDayForm(
            self.request.GET, today=self.today, offices=[(str(row.pk), row.name) for row in offices]
        )
        day, key = form.day(self.today), form.office()
        usual = getattr(self.request.preferences, "office_id", None)
        office = next((row for row in offices if row.pk == (key or usual)), offices[0] if offices else None)
        rows: list[Any] = []
        if office is not None:
            found = list(diaries.appointments_at(office, day))
            rows = self.listed(masked(found, self.request.user, at=self.at))
        prints = bool(rows) and "print" in self.request.GET
        if prints:
            audit.record(
                "office-list-printed",
                by=self.request.user,
                at=self.at,
                on=office,
                outcome="viewed",
                day=day.isoformat(),
                people=len(rows),
            )
        return {
            **super().get_context_data(**kwargs),
            "work_tabs": work_tabs(self),
            "prints": prints,
            "filter": form,
            "day": day,
            "office": office,
            "rows": rows,
            "arrived": sum(1 for row in rows if getattr(row, "arrived_at", None)),
            "may_mark_arrival": self.allows("cases.record-arrival") and day == self.today,
        }
