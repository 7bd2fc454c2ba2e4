"""Limited access of a record: who may not open it, or who alone may."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.access import MaskedRow, may_maintain_limits, may_open
from cases.codes import LimitedAccessKind
from cases.pages import PersonPage, record_sections
from cases.people.forms.limited_access import EndLimitForm, LimitAccessForm
from cases.people.queries.limited_access import entries_of, reasons
from cases.people.services.limited_access import end_limit, limit_access
from core import clock
from core.screens.forms import FormPage

if TYPE_CHECKING:
    from cases.models import Person


class LimitsPage(PersonPage):
    """A page of limited access. Users who maintain it may open it for a record that is closed to them.

    The page then shows the CRN alone (docs/decisions/0014).
    """

    list_name = "cases:limited-access"
    is_masked = False

    def may_show_crn_alone(self, hidden: "Person") -> bool:
        self.is_masked = may_maintain_limits(hidden.pk, self.request.user, at=self.at)
        return self.is_masked

    def get_success_url(self) -> str:
        """The list of entries; My day for users who have just shut themselves out of it."""
        person, user = self.person, self.request.user
        stays = may_open(person, user, at=self.at).allowed or may_maintain_limits(person.pk, user, at=self.at)
        return reverse("cases:limited-access", args=[person.crn]) if stays else reverse("core:my-day")

    def case_context(self) -> dict[str, Any]:
        if not self.is_masked:
            return super().case_context()
        crn = self.person.crn
        return {
            "person": MaskedRow(crn),
            "is_masked": True,
            "print_subject": crn,
            "layout": "cases/case.html",
        }


class LimitedAccessList(LimitsPage):
    permission = "cases.view-limited-access"
    template_name = "cases/people/limited_access/list.html"
    title = gettext_lazy("Limited access")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = list(entries_of(self.person))
        is_open = [entry for entry in entries if entry.ended_at is None or entry.ended_at > self.at]
        return {
            **super().get_context_data(**kwargs),
            "sections": [] if self.is_masked else record_sections(self),
            "open": is_open,
            "ended": [entry for entry in entries if entry not in is_open],
            "may_edit": self.allows("cases.edit-limited-access"),
        }


class LimitedAccessAdd(LimitsPage, FormPage):
    permission = "cases.edit-limited-access"
    template_name = "cases/people/limited_access/add.html"
    title = gettext_lazy("Limit access to this record")
    form_class = LimitAccessForm
    submit_words = gettext_lazy("Limit access")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "reasons": reasons(today=self.today)}

    def save(self, form: LimitAccessForm) -> str:
        cleaned = form.cleaned_data
        limit_access(
            self.person.pk,
            kind=LimitedAccessKind(cleaned["kind"]),
            users=cleaned["users"],
            reason_id=int(cleaned["reason"]) if cleaned["reason"] else None,
            message=cleaned["message"],
            confirmed=self.confirmed(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Access to %(crn)s is limited.") % {"crn": self.person.crn}, name="")


class LimitedAccessEnd(LimitsPage, FormPage):
    permission = "cases.edit-limited-access"
    template_name = "cases/people/limited_access/end.html"
    title = gettext_lazy("End limited access")
    form_class = EndLimitForm
    submit_words = gettext_lazy("End it")

    def prepare(self) -> None:
        self.entry = entries_of(self.person).filter(pk=self.kwargs["pk"]).first()
        if self.entry is None or (self.entry.ended_at and self.entry.ended_at <= self.at):
            raise Http404

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "entry": self.entry}

    def save(self, form: EndLimitForm) -> str:
        day = form.cleaned_data["ends_on"]
        ends_at = self.at if day == self.today else datetime.combine(day, time(0), tzinfo=clock.LONDON)
        end_limit(
            self.entry.pk,
            person_id=self.person.pk,
            ends_at=ends_at,
            confirmed=self.confirmed(),
            by=self.request.user,
            at=self.at,
        )
        return self.done(_("Limited access to %(crn)s ended.") % {"crn": self.person.crn}, name="")
