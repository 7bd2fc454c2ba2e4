"""The user's caseload."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cases import access
from cases.allocations.queries.staff import staff_of
from cases.worklists.forms.caseload import CaseloadFilter
from cases.worklists.queries import caseload
from core.screens.lists import ListPage


class Caseload(ListPage):
    permission = "cases.caseload"
    template_name = "cases/worklists/caseload/caseload.html"
    title = _("Cases")
    filter_class = CaseloadFilter
    sorts = {
        "name": ("person__surname__alphabetical", "person__first_name__alphabetical", "pk"),
        "tier": ("person__tier_code", "person__surname__alphabetical", "pk"),
        "rosh": ("rosh_order", "person__surname__alphabetical", "pk"),
        "next": ("next_on", "next_time", "pk"),
        "last": ("last_on", "pk"),
        "since": ("started_on", "pk"),
    }

    def get_queryset(self) -> Any:
        """Only people the user may see: a filter or a sort would give away facts about the others."""
        staff = staff_of(self.request.user)
        if staff is None:
            return caseload.no_cases()
        held = caseload.held_by(staff, at=self.at)
        return held.filter(person__in=access.visible_to(self.request.user, at=self.at))

    def decorate(self, rows: list[Any]) -> list[Any]:
        sentences = caseload.sentences_of({row.person_id for row in rows})
        for row in rows:
            row.sentence = sentences.get(row.person_id)
        return rows

    def restricted(self) -> list[str]:
        """CRNs of people the user holds but may not see: there is still work to do for them."""
        staff = staff_of(self.request.user)
        if staff is None:
            return []
        visible = access.visible_to(self.request.user, at=self.at)
        return caseload.crns_out_of(visible, staff)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """4 queries for the list: count, rows, sentences, restricted."""
        has_staff = staff_of(self.request.user) is not None
        return {**super().get_context_data(**kwargs), "has_staff": has_staff, "restricted": self.restricted()}
