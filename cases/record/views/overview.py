"""The overview of a case: what is due, who holds it, sentences, compliance."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.pages import PersonPage, address_or_none
from cases.record.queries.overview import Overview, around, overview_of
from cases.sentences.views.charts import attendance_strip
from cases.sentences.views.events import card_row
from core.screens import panels
from core.screens.navigation import opens_for


class CaseOverview(PersonPage):
    permission = "cases.view-person"
    template_name = "cases/record/overview/overview.html"
    title = gettext_lazy("Overview")
    with_more = staticmethod(around)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = overview_of(self.person, at=self.at, stays=self.stays)
        subject = {"person": self.person, "today": self.today}
        return {
            **context,
            "overview": found,
            "late": [row for row in found.deadlines if row.due_at < self.at],
            "strip": attendance_strip(found.last_appointments, address=self.contact_address),
            "cards": [card_row(card, self.today) for card in found.sentences],
            "actions": self.actions(found),
            "next_address": self.contact_address(found.next_appointment) if found.next_appointment else "",
            "risk_panels": panels.render("case-risk", self.request, **subject),
            "intervention_panels": panels.render("case-interventions", self.request, **subject),
            "more_panels": panels.render("case-overview", self.request, **subject),
            "may_see_sentence": self.allows("cases.view-sentence"),
            "may_edit": self.allows("cases.edit-contact-details"),
        }

    def contact_address(self, contact: Any) -> str:
        return address_or_none("cases:appointment", self.person.crn, contact.pk)

    def address_of(self, deadline: Any) -> str:
        return deadline.address if opens_for(self.request, deadline.address) else ""

    def actions(self, found: Overview) -> list[dict[str, Any]]:
        """What is due, earliest first: outcomes not recorded and deadlines."""
        outcomes = [
            {
                "words": _("Record the outcome: %(type)s") % {"type": row.type.words},
                "on": row.on,
                "late": True,
                "href": address_or_none("cases:appointment-outcome", self.person.crn, row.pk)
                or self.contact_address(row),
            }
            for row in found.without_outcome
            if self.allows("cases.record-outcome")
        ]
        deadlines = [
            {"words": row.words, "on": row.due_on, "late": row.due_at < self.at, "href": self.address_of(row)}
            for row in found.deadlines
        ]
        return sorted(outcomes + deadlines, key=lambda row: row["on"])
