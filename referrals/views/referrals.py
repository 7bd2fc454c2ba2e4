"""A practitioner's sent referrals: the list with its tabs, and one referral's pages."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access import masked
from cases.nsis.queries import nsis_of
from cases.pages import MaskedList, PersonPage, WorkPage, whose_asked
from core.screens.lists import ListPage
from core.screens.paging import by_keys
from referrals.codes import Act, AppointmentStatus
from referrals.pages import ReferralPage, rosh_shown
from referrals.queries import assessments, changes, drafts, referrals
from referrals.queries.policies import shares_rosh_levels
from referrals.queries.record import sentence_words
from referrals.rules.referrals import may
from referrals.services.feedback_words import answers_of
from referrals.views.summaries import (
    appointment_rows,
    contact_rows,
    delivery_rows,
    latest_risk,
    location_rows,
    needs_rows,
    risk_rows,
    row,
    service_cards,
)

TAB_WORDS = {
    "open": gettext_lazy("Open"),
    "urgent": gettext_lazy("Urgent"),
    "overdue": gettext_lazy("Overdue"),
    "unassigned": gettext_lazy("Unassigned"),
    "completed": gettext_lazy("Completed"),
    "cancelled": gettext_lazy("Cancelled"),
    "draft": gettext_lazy("Draft"),
}
SORTS = {
    "due": referrals.SOONEST,
    "ended": referrals.LATEST,
    "sent": ("-sent_at", "-pk"),
    "reference": ("reference", "pk"),
    "person": ("person__surname__alphabetical", "person__first_name__alphabetical", "pk"),
    "service": ("contract__type__words__alphabetical", "pk"),
}


def first_sort(tab: str) -> tuple[str, bool]:
    """The order in which a tab opens, and whether it runs downwards: last ended, or soonest due, first."""
    return "ended" if tab in referrals.ENDED_TABS else "due", False


class Referrals(WorkPage, MaskedList):
    """Referrals that an officer or a team made or whose person they hold; urgent first, then soonest due."""

    permission = "referrals.view"
    template_name = "referrals/referrals/list.html"
    title = gettext_lazy("Referrals")
    sorts = SORTS

    def prepare(self) -> None:
        tab = self.request.GET.get("tab", "open")
        self.tab = tab if tab in TAB_WORDS else "open"

    def sort(self) -> tuple[str, bool]:
        return first_sort(self.tab) if not self.request.GET.get("sort") else super().sort()

    def get_queryset(self):
        return referrals.sortable(referrals.in_tab(self.concerning(), self.tab, now=self.at))

    def concerning(self) -> Any:
        user = self.request.user if self.whose.is_mine else None
        return referrals.concerning(self.whose.officers, user=user)

    def read(self, rows: Any, start: int, size: int) -> list[Any]:
        return by_keys(rows[start : start + size], referrals.shown)

    def decorate(self, rows: list[Any]) -> list[Any]:
        return super().decorate(referrals.rows_of(rows, now=self.at, today=self.today))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = referrals.counts_of(self.concerning(), cap=self.count_cap, now=self.at)
        is_draft = self.tab == "draft"
        listed = super(ListPage, self).get_context_data() if is_draft else super().get_context_data(**kwargs)
        return {
            **listed,
            **(self.drafts() if is_draft else {}),
            "tab": self.tab,
            "has_ended": self.tab in referrals.ENDED_TABS,
            "tabs": self.tab_items(counts),
        }

    def drafts(self) -> dict[str, Any]:
        rows = list(drafts.drafts_of(self.request.user)[: self.count_cap])
        return {"drafts": self.listed(masked(rows, self.request.user, at=self.at))}

    def tab_items(self, counts: dict[str, str]) -> list[dict[str, Any]]:
        return [
            {
                "words": words,
                "href": f"?{urlencode({'tab': name, **whose_asked(self.request)})}",
                "current": name == self.tab,
                "count": counts.get(name, ""),
            }
            for name, words in TAB_WORDS.items()
        ]


class Details(ReferralPage):
    permission = "referrals.view"
    template_name = "referrals/referrals/details.html"
    title = gettext_lazy("Referral details")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent = self.referral
        shared = latest_risk(sent)
        return {
            **super().get_context_data(**kwargs),
            "contact_rows": contact_rows(sent),
            "location_rows": location_rows(sent, prison=sent.prison.words if sent.prison else ""),
            "needs_rows": needs_rows(sent),
            "services": service_cards(sent),
            "sentence": sentence_words(sent.event),
            "delivery_rows": delivery_rows(sent),
            "shared": shared,
            "risk_rows": risk_rows(shared) if shared else [],
            "rosh": rosh_shown(sent.person_id, on=self.today, not_shared=not shares_rosh_levels()),
        }


class Progress(ReferralPage):
    """The status of a referral: what was done, and what is due."""

    permission = "referrals.view"
    template_name = "referrals/referrals/progress.html"
    title = gettext_lazy("Referral progress")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        attempts = assessments.attempts_at(self.referral)
        return {
            **super().get_context_data(**kwargs),
            "attempts": shown_attempts(attempts, now=self.at),
            "may_withdraw": self.allows("referrals.withdraw") and may(self.referral.state, Act.WITHDRAW),
            "deadlines": [
                {"row": deadline, "late": deadline.due_at < (deadline.met_at or self.at)}
                for deadline in referrals.deadlines_of(self.referral)
                if deadline.cancelled_at is None
            ],
        }


STATUS_COLOURS = {
    AppointmentStatus.SCHEDULED: "blue",
    AppointmentStatus.NEEDS_FEEDBACK: "yellow",
    AppointmentStatus.COMPLETED: "green",
    AppointmentStatus.DID_NOT_ATTEND: "orange",
    AppointmentStatus.DID_NOT_HAPPEN: "orange",
    AppointmentStatus.RESCHEDULED: "grey",
    AppointmentStatus.CALLED_OFF: "grey",
}


def shown_attempts(attempts: list[Any], *, now) -> list[dict[str, Any]]:
    """Each attempt with its status, its time and place, and its feedback once that was submitted."""
    shown = []
    for attempt in attempts:
        status = assessments.status_of(attempt, now=now)
        answered = answers_of(assessments.feedback_of(attempt)) if attempt.submitted_at else []
        if attempt.superseded_at:
            why = _("Why it was called off") if attempt.is_called_off else _("Why it was moved")
            answered = [(why, attempt.change_reason)]
        shown.append(
            {
                "attempt": attempt,
                "status_words": _(status.words),
                "status_colour": STATUS_COLOURS[status],
                "rows": appointment_rows(attempt),
                "answers": [
                    row(question, answer, keep_lines=True) for question, answer in answered if answer
                ],
            }
        )
    return shown


class Changes(ReferralPage):
    permission = "referrals.view"
    template_name = "referrals/referrals/changes.html"
    title = gettext_lazy("Changes to the referral")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "items": changes.changes_of(self.referral)}


class CaseInterventions(PersonPage):
    """The person's referrals and non-statutory interventions."""

    permission = "referrals.view-interventions"
    template_name = "referrals/interventions/interventions.html"
    title = gettext_lazy("Interventions")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = referrals.of_person(self.person.pk, self.request.user.pk)
        return {
            **super().get_context_data(**kwargs),
            "rows": referrals.rows_of(found, now=self.at, today=self.today),
            "nsis": nsis_of(self.person),
            "may_make": self.allows("referrals.make"),
            "may_read": self.allows("referrals.view"),
        }
