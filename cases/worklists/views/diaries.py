"""Diaries: an officer's day, outcomes to record, enforcement, deadlines, an office's day."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.access import masked
from cases.allocations.queries.staff import officers_near, offices_near, staff_of
from cases.pages import MaskedList
from cases.worklists.forms.diaries import DayForm, DeadlineFilter, OfficeDayForm, OutcomesFilter
from cases.worklists.queries import diaries
from core import audit
from core.screens.page import Page

NAME = ("person__surname__alphabetical", "person__first_name__alphabetical")
DIARIES = [
    ("cases:diary-day", _("Day"), "cases.view-contacts"),
    ("cases:diary-office", _("Office"), "cases.view-contacts"),
    ("cases:diary-outcomes", _("Outcomes to record"), "cases.record-outcome"),
    ("cases:diary-enforcement", _("Enforcement"), "cases.view-enforcement"),
    ("cases:diary-deadlines", _("Deadlines"), "cases.caseload"),
]


class Diary(Page):
    """A diary of one officer: the user, or a colleague chosen in the filter."""

    @cached_property
    def officers(self) -> list[Any]:
        return officers_near(self.request.user)

    @cached_property
    def officer(self) -> Any:
        """The colleague chosen, if in a team of the user; else the user; None without a staff record."""
        key = self.request.GET.get("officer", "")
        colleague = next((row for row in self.officers if str(row.pk) == key), None)
        return colleague or staff_of(self.request.user)

    def officer_choices(self) -> list[tuple[str, str]]:
        return [(str(row.pk), row.name) for row in self.officers]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "officer": self.officer,
            "is_mine": self.officer is not None and self.officer == staff_of(self.request.user),
            "may_record": self.allows("cases.record-outcome"),
            "diary_tabs": self.diary_tabs(),
        }

    def diary_tabs(self) -> list[dict[str, Any]]:
        """The diaries the user may see, the current one marked."""
        return [
            {"words": words, "href": reverse(name), "current": self.request.path == reverse(name)}
            for name, words, permission in DIARIES
            if self.allows(permission)
        ]


class DayDiary(Diary):
    permission = "cases.view-contacts"
    template_name = "cases/worklists/diaries/day.html"
    title = _("Diary for a day")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = DayForm(self.request.GET, today=self.today, officers=self.officer_choices())
        day = form.day(self.today)
        rows: list[Any] = []
        if self.officer is not None:
            found = list(diaries.appointments_on(self.officer, day))
            rows = self.listed(masked(found, self.request.user, at=self.at))
        return {
            **super().get_context_data(**kwargs),
            "form_": form,
            "day": day,
            "rows": rows,
            "before": day - timedelta(days=1),
            "after": day + timedelta(days=1),
        }


class OfficeDiary(Diary):
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
            "prints": prints,
            "form_": form,
            "day": day,
            "office": office,
            "rows": rows,
            "arrived": sum(1 for row in rows if getattr(row, "arrived_at", None)),
            "may_mark_arrival": self.allows("cases.record-arrival") and day == self.today,
        }


class OutcomesDiary(Diary, MaskedList):
    permission = "cases.record-outcome"
    template_name = "cases/worklists/diaries/outcomes.html"
    title = _("Outcomes to record")
    filter_class = OutcomesFilter
    sorts = {
        "on": ("on", "start_time", "pk"),
        "person": (*NAME, "on", "pk"),
        "type": ("type__words__alphabetical", "on", "pk"),
    }

    def get_filter_kwargs(self) -> dict[str, Any]:
        return {**super().get_filter_kwargs(), "officers": self.officer_choices()}

    def get_queryset(self) -> Any:
        since = OutcomesFilter.since_of(self.request.GET)
        if self.officer is None:
            return diaries.no_contacts()
        return diaries.outcomes_to_record(self.officer, today=self.today, since=since)


class EnforcementDiary(Diary, MaskedList):
    permission = "cases.view-enforcement"
    template_name = "cases/worklists/diaries/enforcement.html"
    title = _("Enforcement")
    sorts = {
        "need": diaries.ENFORCEMENT_ORDER,
        "on": ("on", "pk"),
        "respond": ("respond_by_on", "on", "pk"),
        "person": (*NAME, "on", "pk"),
    }

    def get_queryset(self) -> Any:
        if self.officer is None:
            return diaries.no_contacts()
        return diaries.enforcement_due(self.officer, today=self.today)


class DeadlinesDiary(Diary, MaskedList):
    permission = "cases.caseload"
    template_name = "cases/worklists/diaries/deadlines.html"
    title = _("Deadlines")
    filter_class = DeadlineFilter
    sorts = {
        "due": ("due_on", "pk"),
        "person": (*NAME, "due_on", "pk"),
        "words": ("words__alphabetical", "due_on", "pk"),
    }

    def get_filter_kwargs(self) -> dict[str, Any]:
        return {**super().get_filter_kwargs(), "officers": self.officer_choices()}

    def get_queryset(self) -> Any:
        if self.officer is None:
            return diaries.no_deadlines()
        within = DeadlineFilter.within_of(self.request.GET)
        return diaries.deadlines_of_staff(self.officer, today=self.today, within=within)
