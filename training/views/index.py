"""Screens of the training index: all of it, one job title, and one activity with a link to its screen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access import last_opened_crn
from cases.people.queries.records import practice_of
from core.screens.lists import ListPage
from core.screens.page import Page
from training.forms.index import IndexFilter
from training.queries import index


def with_screens(page: Page, rows: list[Any]) -> list[Any]:
    """The rows, each with `may_open`: whether the user may open the screen of its activity."""
    for row in rows:
        row.may_open = page.allows(index.permission_of(row.activity))
    return rows


class Index(ListPage):
    permission = "training.view-index"
    template_name = "training/index/index.html"
    title = gettext_lazy("Training")
    filter_class = IndexFilter
    sorts = {"guide": ("category_from", "row_number")}

    def get_queryset(self):
        return index.entries()

    def decorate(self, rows: list[Any]) -> list[Any]:
        return with_screens(self, rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = index.job_titles_of(self.request.user)
        jobs = [{"job": job, "is_mine": job.number in mine} for job in index.job_titles()]
        practice = list(practice_of(self.request.user).order_by("crn"))
        return {**super().get_context_data(**kwargs), "jobs": jobs, "practice": practice}


class JobTitleIndex(Page):
    permission = "training.view-index"
    template_name = "training/index/job_title.html"

    def prepare(self) -> None:
        self.job = index.job_titles().filter(number=self.kwargs["job"]).first()
        if self.job is None:
            raise Http404

    def get_title(self) -> str:
        return _("Training for job title {number}").format(number=self.job.number)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(index.matching(index.entries(), job_title=str(self.job.number)))
        return {**super().get_context_data(**kwargs), "job": self.job, "rows": with_screens(self, rows)}


class ActivityPage(Page):
    permission = "training.view-index"
    template_name = "training/index/activity.html"

    def prepare(self) -> None:
        self.activity = index.find_activity(self.kwargs["code"])
        if self.activity is None:
            raise Http404

    def get_title(self) -> str:
        return self.activity.words

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "activity": self.activity,
            "entries": index.taught_to(self.activity),
            "may_open": self.allows(index.permission_of(self.activity)),
            "screen": index.name_of_screen(self.activity),
        }


class OpenActivity(ActivityPage):
    """Redirects to the screen of the activity: for the person opened last, where the screen is about one."""

    def get(self, request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.activity.needs_person:
            return redirect(index.address_of(self.activity))
        crn = last_opened_crn(request.user, at=self.at)
        if crn is None:
            messages.info(request, _("Find and open a person first, then come back to this activity."))
            return redirect(reverse("cases:search"))
        return redirect(index.address_of(self.activity, crn=crn))
