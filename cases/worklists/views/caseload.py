"""The caseload of the user, of a colleague or of a team."""

from datetime import datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access
from cases.pages import WorkPage
from cases.sentences.rules.short_words import letters_of
from cases.sentences.views.charts import attendance_strip, mark_of
from cases.worklists.forms.caseload import CaseloadFilter
from cases.worklists.queries import caseload
from cases.worklists.views.charts import tier_bar, tiers_held
from core.built_once import built_once
from core.screens.lists import ListPage
from core.screens.paging import by_keys


class Caseload(WorkPage, ListPage):
    permission = "cases.caseload"
    template_name = "cases/worklists/caseload/caseload.html"
    title = gettext_lazy("Cases")
    filter_class = CaseloadFilter
    sorts = {
        "name": ("person__surname__alphabetical", "person__first_name__alphabetical", "pk"),
        "tier": ("person__tier_code", "person__surname__alphabetical", "pk"),
        "rosh": ("rosh_order", "person__surname__alphabetical", "pk"),
        "next": ("next_on", "next_time", "pk"),
        "last": ("last_on", "pk"),
        "since": ("started_on", "pk"),
        "officer": ("staff__surname__alphabetical", "staff__first_name__alphabetical", "pk"),
    }

    @cached_property
    def officers(self) -> list[int]:
        return [officer.pk for officer in self.whose.officers]

    @cached_property
    def restricted(self) -> list[str]:
        """CRNs of people the officers hold whose records the user may not open. 1 query."""
        return _out_of_sight(self.officers, self.request.user.pk, self.at)

    #: orders by what is worked out for each person
    FIGURED = frozenset({"rosh", "next", "last"})

    def get_queryset(self) -> Any:
        """Only people the user may see: a filter or a sort would give away facts about the others."""
        rows = caseload.held_by(self.whose.officers)
        if self.restricted:
            rows = rows.exclude(person__crn__in=self.restricted)
        needs_figures = self.sort()[0] in self.FIGURED or self.request.GET.get("due")
        return caseload.with_figures(rows, at=self.at) if needs_figures else rows

    def read(self, rows: Any, start: int, size: int) -> list[Any]:
        return by_keys(rows[start : start + size], partial(caseload.shown, at=self.at))

    def decorate(self, rows: list[Any]) -> list[Any]:
        sentences = caseload.sentences_of({row.person_id for row in rows})
        attended = caseload.last_appointments(rows)
        for row in rows:
            row.sentence = sentences.get(row.person_id)
            row.strip = attendance_strip([mark_of(past) for past in attended.get(row.person_id, ())])
            row.sentence_short = short_name(row.sentence) if row.sentence else ""
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """6 queries for the list: count, rows, sentences, appointments, tiers, restricted."""
        kept = {name: value for name, value in self.request.GET.items() if name not in ("page", "tier")}
        return {
            **super().get_context_data(**kwargs),
            "restricted": self.restricted,
            "tiers": tier_bar(
                tiers_held(self.officers, self.request.user, at=self.at),
                address=reverse("cases:caseload"),
                chosen=self.request.GET.getlist("tier"),
                **kept,
            ),
        }


@built_once
def _out_of_sight(officers: list[int], user_id: int, at: datetime) -> Any:
    return caseload.crns_out_of(access.visible_to(user_id, at=at), officers)


def short_name(disposal: Any) -> str:
    """CO, SSO, YRO, Custody, or the words of its type."""
    if letters := letters_of(disposal.type.code):
        return letters
    return _("Custody") if disposal.is_custodial else disposal.type.words
