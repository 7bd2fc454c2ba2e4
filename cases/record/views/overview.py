"""The overview of a case: what a covering officer asks about the person, on one page."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.contacts.queries.appointments import past_appointment
from cases.contacts.queries.lines import shows_note
from cases.pages import PersonPage, address_or_none
from cases.record.queries.overview import AHEAD, Overview, around, overview_of
from cases.sentences.views.charts import attendance_strip, mark_of
from cases.sentences.views.events import card_row, failures_words
from core.calendar.typed_dates import format_date
from core.screens import panels
from core.screens.charts import Mark
from core.screens.navigation import opens_for

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from cases.models import Person

PAST_SHOWN = 5


class CaseOverview(PersonPage):
    permission = "cases.view-person"
    template_name = "cases/record/overview/overview.html"
    title = gettext_lazy("Overview")

    @classmethod
    def with_more(cls, rows: "QuerySet[Person]", today: "date") -> "QuerySet[Person]":
        return around(rows, today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = overview_of(self.person, at=self.at, stays=self.stays)
        subject = {"person": self.person, "today": self.today}
        return {
            **context,
            "overview": found,
            "strip": attendance_strip([self.mark_of(row) for row in found.contacts.before]),
            "actions": self.actions(found),
            **self.sentences(found),
            **self.meetings(found),
            "risk_panels": panels.render("case-risk", self.request, **subject),
            "intervention_panels": panels.render("case-interventions", self.request, **subject),
            "more_panels": panels.render("case-overview", self.request, **subject),
            "may_see_sentence": self.allows("cases.view-sentence"),
            "may_edit": self.allows("cases.edit-contact-details"),
        }

    def sentences(self, found: Overview) -> dict[str, Any]:
        """Running sentences with how they go, and those before."""
        return {
            "cards": [
                {
                    **card_row(card, self.today),
                    "failures": failures_words(how.failures, self.today) if how.failures else "",
                    "warnings": how.warnings,
                    "breached_on": how.breached_on,
                }
                for card, how in found.sentences.running
            ],
            "past": found.sentences.past[:PAST_SHOWN],
            "more_past": max(0, len(found.sentences.past) - PAST_SHOWN),
        }

    def meetings(self, found: Overview) -> dict[str, Any]:
        """The appointments still to come within 28 days, or the next one; and the last contact."""
        last = found.contacts.last_contact
        reads_sensitive = self.allows("cases.read-sensitive")
        coming = found.contacts.coming
        soon = [row for row in coming if row.on <= self.today + AHEAD] or coming[:1]
        return {
            "coming": [(row, self.contact_address(row)) for row in soon],
            "last_contact": last if self.allows("cases.view-contacts") else None,
            "last_address": address_or_none("cases:contact", self.crn, last.pk) if last else "",
            "shows_note": last is not None and shows_note(last, reads_sensitive=reads_sensitive),
        }

    def mark_of(self, contact: Any) -> Mark:
        return mark_of(past_appointment(contact), href=self.contact_address(contact))

    def contact_address(self, contact: Any) -> str:
        return address_or_none("cases:appointment", self.person.crn, contact.pk)

    def address_of(self, deadline: Any) -> str:
        return deadline.address if opens_for(self.request, deadline.address) else ""

    def actions(self, found: Overview) -> list[dict[str, Any]]:
        """What is due, earliest first: outcomes not recorded, answers awaited and deadlines."""
        outcomes = [
            {
                "words": _("Record the outcome: %(type)s") % {"type": row.type.words},
                "on": row.on,
                "late": True,
                "href": address_or_none("cases:appointment-outcome", self.person.crn, row.pk)
                or self.contact_address(row),
            }
            for row in found.contacts.without
            if self.allows("cases.record-outcome")
        ]
        said = {f"cases.contact:{row.pk}" for row in found.contacts.awaited}
        deadlines = [
            {
                "words": row.words_and_whose,
                "on": row.due_on,
                "late": row.due_at < self.at,
                "href": self.address_of(row),
            }
            for row in found.deadlines
            if row.about not in said
        ]
        return sorted([*outcomes, *self.awaited(found), *deadlines], key=lambda row: row["on"])

    def awaited(self, found: Overview) -> list[dict[str, Any]]:
        """Until when the person may submit evidence about an absence."""
        return [
            {
                "words": self.evidence_words(row.respond_by_on),
                "on": row.respond_by_on,
                "late": row.respond_by_on < self.today,
                "is_whole": True,
                "href": address_or_none("cases:contact", self.crn, row.pk)
                if self.allows("cases.view-contacts")
                else "",
            }
            for row in found.contacts.awaited
        ]

    def evidence_words(self, until: Any) -> str:
        name = self.person.preferred_name or self.person.first_name or self.person.surname
        days = (until - self.today).days
        words = {"name": name, "day": format_date(until), "n": abs(days)}
        if days == 0:
            return _("%(name)s has until today, %(day)s, to submit evidence") % words
        if days > 0:
            return (
                ngettext(
                    "%(name)s has until %(day)s to submit evidence (%(n)s day)",
                    "%(name)s has until %(day)s to submit evidence (%(n)s days)",
                    days,
                )
                % words
            )
        return (
            ngettext(
                "%(name)s had until %(day)s to submit evidence (%(n)s day ago)",
                "%(name)s had until %(day)s to submit evidence (%(n)s days ago)",
                -days,
            )
            % words
        )
