"""The caseload of the user, of a colleague or of a team."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases import access
from cases.pages import WorkPage
from cases.sentences.rules.short_words import letters_of
from cases.sentences.views.charts import attendance_strip
from cases.worklists.forms.caseload import NONE, TIERS, CaseloadFilter
from cases.worklists.queries import caseload
from core.screens.charts import Segment, Stacked
from core.screens.lists import ListPage


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
    def visible(self) -> Any:
        return access.visible_to(self.request.user, at=self.at)

    def get_queryset(self) -> Any:
        """Only people the user may see: a filter or a sort would give away facts about the others."""
        return caseload.held_by(self.whose.officers, at=self.at).filter(person__in=self.visible)

    def decorate(self, rows: list[Any]) -> list[Any]:
        sentences = caseload.sentences_of({row.person_id for row in rows})
        attended = caseload.last_appointments(rows)
        for row in rows:
            row.sentence = sentences.get(row.person_id)
            row.strip = attendance_strip(attended.get(row.person_id, ()), address=lambda _contact: "")
            row.sentence_short = short_name(row.sentence) if row.sentence else ""
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """6 queries for the list: count, rows, sentences, appointments, tiers, restricted."""
        officers = self.whose.officers
        counts = caseload.by_tier(self.visible, officers)
        return {
            **super().get_context_data(**kwargs),
            "restricted": caseload.crns_out_of(self.visible, officers),
            "tiers": tier_bar(counts, address=self.tier_address) if counts else None,
        }

    def tier_address(self, tier: str) -> str:
        """The list of a tier, with whose work it is and its other filters, from the first page."""
        query = self.request.GET.copy()
        query.pop("page", None)
        query["tier"] = tier
        return f"{reverse('cases:caseload')}?{query.urlencode()}"


def short_name(disposal: Any) -> str:
    """CO, SSO, YRO, Custody, or the words of its type."""
    if letters := letters_of(disposal.type.code):
        return letters
    return _("Custody") if disposal.is_custodial else disposal.type.words


def tier_bar(counts: dict[str, int], *, address: Any) -> Stacked:
    """How many cases have which tier; each part leads to its list.

    counts   first letter of the tier, "" for none -> cases
    """
    total = sum(counts.values())
    high = counts.get("A", 0) + counts.get("B", 0)
    parts = []
    for value, words in TIERS:
        if n := counts.get("" if value == NONE else value, 0):
            parts.append(Segment(words=words, n=n, href=address(value)))
    caption = ngettext(
        "%(high)s of %(n)s case is tier A or B", "%(high)s of %(n)s cases are tier A or B", total
    )
    return Stacked(label=_("Cases by tier"), caption=caption % {"high": high, "n": total}, parts=parts)
