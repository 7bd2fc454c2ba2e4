"""The work of a team by officer: where case administrators and seniors begin."""

from dataclasses import fields
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.allocations.queries.whose import EVERYBODY
from cases.pages import WorkPage
from cases.worklists.forms.team import TeamForm
from cases.worklists.queries.team import Load, TeamLoad, load_of
from core.screens.charts import Pair, Pairs

#: what a team page counts: field of Load -> heading, the list behind it, what the list is narrowed by
COLUMNS: dict[str, tuple[str | Promise, str, dict[str, str]]] = {
    "cases": (gettext_lazy("Cases"), "cases:caseload", {}),
    "outcomes": (gettext_lazy("Outcomes to record"), "cases:diary-outcomes", {}),
    "enforcement": (gettext_lazy("Enforcement"), "cases:diary-enforcement", {}),
    "overdue": (gettext_lazy("Overdue deadlines"), "cases:diary-deadlines", {"within": "overdue"}),
    "reviews": (gettext_lazy("Reviews due"), "cases:diary-reviews", {}),
    "transfers": (gettext_lazy("Transfers"), "cases:diary-transfers", {}),
}


class TeamWorkload(WorkPage):
    """The user's team until another is chosen. Numbers lead to their lists."""

    permission = "cases.team-work"
    template_name = "cases/worklists/team/workload.html"
    title = gettext_lazy("Team’s work")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """5 queries for the numbers, whatever the team."""
        found = load_of(self.whose.members, today=self.today)
        shown = [row for row in found.officers if any_work(row[1])]
        return {
            **super().get_context_data(**kwargs),
            "filter": TeamForm(self.request.GET, **self.get_filter_kwargs()),
            "headings": [words for words, _name, _query in COLUMNS.values()],
            "rows": [
                {"officer": officer, "cells": self.cells(load, officer=str(officer.pk))}
                for officer, load in shown
            ],
            "everybody": self.cells(found.everybody, officer=EVERYBODY),
            "chart": load_chart(found, shown=shown),
        }

    def cells(self, load: Load, *, officer: str) -> list[dict[str, Any]]:
        """Each number with the address of its list; without one where the user may not open it."""
        whose = {"officer": officer} | ({"team": str(self.whose.team.pk)} if self.whose.team else {})
        return [
            {
                "n": (n := getattr(load, name)),
                "words": words,
                "late": name == "overdue" and n > 0,
                "href": f"{reverse(screen)}?{urlencode(whose | narrowed)}",
            }
            for name, (words, screen, narrowed) in COLUMNS.items()
        ]


def any_work(load: Load) -> bool:
    return any(getattr(load, field.name) for field in fields(load))


def load_chart(found: TeamLoad, *, shown: list[Any]) -> Pairs | None:
    """Cases and overdue deadlines of each officer; None where nobody has either."""
    bars = [Pair(words=officer.name, n=load.cases, late=load.overdue) for officer, load in shown]
    if not any(bar.n or bar.late for bar in bars):
        return None
    late = found.everybody.overdue
    most = max(bars, key=lambda bar: bar.n)
    caption = ngettext(
        "%(cases)s case, %(late)s overdue deadlines. %(name)s holds most: %(most)s.",
        "%(cases)s cases, %(late)s overdue deadlines. %(name)s holds most: %(most)s.",
        found.everybody.cases,
    )
    words = {"cases": found.everybody.cases, "late": late, "name": most.words, "most": most.n}
    return Pairs(
        label=_("Team load"), caption=caption % words, first=_("Cases"), second=_("Overdue"), rows=bars
    )
