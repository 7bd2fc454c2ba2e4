"""What waits for officers: outcomes, enforcement, deadlines, reviews of registrations, transfers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.codes import DeadlineRule
from cases.pages import MaskedList, WorkPage, whose_asked
from cases.worklists.forms.diaries import DeadlineFilter, OutcomesFilter
from cases.worklists.queries import diaries
from cases.worklists.views import charts
from core.screens.paging import by_keys

NAME = ("person__surname__alphabetical", "person__first_name__alphabetical")


class OutcomesDiary(WorkPage, MaskedList):
    permission = "cases.record-outcome"
    template_name = "cases/worklists/diaries/outcomes.html"
    title = _("Outcomes to record")
    filter_class = OutcomesFilter
    sorts = {
        "on": diaries.OUTCOMES_ORDER,
        "person": (*NAME, "on", "pk"),
        "type": ("type__words__alphabetical", "on", "pk"),
    }

    def read(self, rows: Any, start: int, size: int) -> list[Any]:
        return by_keys(rows[start : start + size], diaries.contacts_shown)

    def get_queryset(self) -> Any:
        since = OutcomesFilter.since_of(self.request.GET)
        return diaries.outcomes_to_record(self.whose.officers, today=self.today, since=since)


class EnforcementDiary(WorkPage, MaskedList):
    permission = "cases.view-enforcement"
    template_name = "cases/worklists/diaries/enforcement.html"
    title = _("Enforcement")
    sorts = {
        "need": diaries.ENFORCEMENT_ORDER,
        "on": ("on", "pk"),
        "respond": ("respond_by_on", "on", "pk"),
        "person": (*NAME, "on", "pk"),
    }

    read = OutcomesDiary.read

    def get_queryset(self) -> Any:
        return diaries.enforcement_due(self.whose.officers, today=self.today)


class DeadlinesDiary(WorkPage, MaskedList):
    permission = "cases.caseload"
    template_name = "cases/worklists/diaries/deadlines.html"
    title = _("Deadlines")
    filter_class = DeadlineFilter
    sorts = {
        "due": ("due_on", "pk"),
        "person": (*NAME, "due_on", "pk"),
        "words": ("words__alphabetical", "due_on", "pk"),
    }

    def read(self, rows: Any, start: int, size: int) -> list[Any]:
        return by_keys(rows[start : start + size], diaries.deadlines_shown)

    def get_queryset(self) -> Any:
        until = DeadlineFilter.until_of(self.request.GET, self.today)
        return diaries.deadlines_of_staff(self.whose.officers, until=until)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the calendar of six weeks, whose days narrow the list. 1 query."""
        due = diaries.due_by_day(self.whose.officers, since=self.today, until=charts.last_day(self.today))
        address = reverse("cases:diary-deadlines")
        calendar = charts.deadline_calendar(
            due, today=self.today, address=address, **whose_asked(self.request)
        )
        return {**super().get_context_data(**kwargs), "calendar": calendar if len(due) > 1 else None}


class RegistrationReviews(WorkPage, MaskedList):
    """The deadlines of one rule: reviews of entries in the risk registers."""

    permission = "cases.caseload"
    template_name = "cases/worklists/diaries/deadlines.html"
    title = _("Registration reviews")
    filter_class = DeadlineFilter
    sorts = DeadlinesDiary.sorts
    read = DeadlinesDiary.read

    def get_queryset(self) -> Any:
        until = DeadlineFilter.until_of(self.request.GET, self.today)
        rule = DeadlineRule.REGISTRATION_REVIEW
        return diaries.deadlines_of_staff(self.whose.officers, until=until, rule=rule)


class PendingTransfers(WorkPage, MaskedList):
    permission = "cases.caseload"
    template_name = "cases/worklists/diaries/transfers.html"
    title = _("Pending transfers")
    sorts = {"on": ("requested_on", "pk"), "person": (*NAME, "pk")}

    def get_queryset(self) -> Any:
        return diaries.transfers_of_staff(self.whose.officers)
