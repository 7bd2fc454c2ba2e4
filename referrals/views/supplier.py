"""A service provider's referrals: the list with assigning, one referral, its caseworker."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.errors import RuleBroken
from core.numbers import whole_number
from core.screens.forms import FormPage
from core.screens.lists import ListPage
from core.screens.page import Page
from core.screens.paging import by_keys
from core.words import say
from referrals.access import referrals_in_scope
from referrals.codes import Act
from referrals.forms.supplier import AssignForm
from referrals.pages import SupplierReferralPage, audit_out_of_scope, rosh_shown
from referrals.queries import referrals, supplier_access
from referrals.queries.policies import shares_rosh_levels
from referrals.queries.record import sentence_words
from referrals.rules.referrals import may
from referrals.services.assignment import assign_referral, assign_referrals
from referrals.views.referrals import SORTS, first_sort
from referrals.views.summaries import (
    contact_rows,
    delivery_rows,
    latest_risk,
    location_rows,
    needs_rows,
    person_rows,
    risk_rows,
    service_cards,
)

TAB_WORDS = {
    "my": gettext_lazy("My cases"),
    "open": gettext_lazy("All open cases"),
    "urgent": gettext_lazy("Urgent"),
    "overdue": gettext_lazy("Overdue"),
    "unassigned": gettext_lazy("Unassigned"),
    "completed": gettext_lazy("Completed"),
    "cancelled": gettext_lazy("Cancelled"),
}
#: what an empty tab would show
EMPTY_WORDS = {
    "my": gettext_lazy(
        "No open cases are assigned to you. Those of your colleagues are under All open cases."
    ),
    "urgent": gettext_lazy("No open referral is urgent."),
    "overdue": gettext_lazy("Nothing is overdue."),
    "unassigned": gettext_lazy("Every referral has a caseworker."),
    "completed": gettext_lazy("No referrals here. Those that were completed or ended early appear here."),
    "cancelled": gettext_lazy("No referrals here. Those that were cancelled appear here."),
}
ANY_EMPTY = gettext_lazy("No referrals here. Referrals on your contracts appear here when they are sent.")
#: where whoever has cases of their own begins; the others look after everybody's
OWN, EVERYBODY = ("my", "unassigned", "open"), ("unassigned", "overdue", "open", "completed")


def first_tab(page: Page, in_scope: Any) -> str:
    """A manager's unassigned referrals, else what is overdue by caseworker; a caseworker's own.

    1 to 4 queries.
    """
    tabs = EVERYBODY if page.allows("referrals.supplier-manage") else OWN
    return referrals.first_with_rows(in_scope, tabs, user=page.request.user, now=page.at) or tabs[-1]


class SupplierReferrals(ListPage):
    """The referrals in scope. Those that are ticked are assigned together."""

    permission = "referrals.supplier-view"
    template_name = "referrals/supplier/list.html"
    title = gettext_lazy("Referrals")
    sorts = {**SORTS, "caseworker": referrals.BY_CASEWORKER}

    def prepare(self) -> None:
        self.scope = supplier_access.scope_of_user(self.request.user)
        self.in_scope = referrals_in_scope(self.request.user, at=self.at)
        tab = self.request.GET.get("tab", "")
        self.tab = tab if tab in TAB_WORDS else first_tab(self, self.in_scope)
        # the links and the form name the tab that was shown: another may come first by then
        self.request.GET = self.request.GET.copy()
        self.request.GET["tab"] = self.tab

    def sort(self) -> tuple[str, bool]:
        """What is overdue stands by caseworker, until another order is chosen."""
        if self.request.GET.get("sort"):
            return super().sort()
        return ("caseworker", False) if self.tab == "overdue" else first_sort(self.tab)

    def get_queryset(self):
        rows = referrals.in_tab(self.in_scope, self.tab, user=self.request.user, now=self.at)
        return referrals.sortable(rows)

    def read(self, rows: Any, start: int, size: int) -> list[Any]:
        """Only what the page shows, in the order in which a tab opens. Other orders read all its keys."""
        if self.tab in referrals.TABS and self.sort()[0] == first_sort(self.tab)[0]:
            return referrals.first_on_contracts(rows, start, size, contract_ids=self.scope.contract_ids)
        return by_keys(rows[start : start + size], referrals.shown)

    def decorate(self, rows: list[Any]) -> list[Any]:
        return referrals.rows_of(rows, now=self.at, today=self.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = referrals.counts_of(self.in_scope, cap=self.count_cap, user=self.request.user, now=self.at)
        shown = super().get_context_data(**kwargs)
        may_assign = self.allows("referrals.supplier-assign") and self.tab not in referrals.ENDED_TABS
        return {
            **shown,
            "tab": self.tab,
            "empty_words": EMPTY_WORDS.get(self.tab, ANY_EMPTY),
            "has_ended": self.tab in referrals.ENDED_TABS,
            "tabs": [
                {
                    "words": words,
                    "href": f"?tab={name}",
                    "current": name == self.tab,
                    "count": counts.get(name, ""),
                }
                for name, words in TAB_WORDS.items()
            ],
            "may_assign": may_assign,
            "caseworkers": supplier_access.caseworkers_in(self.scope) if may_assign else [],
            "chosen": set(self.request.POST.getlist("referral")),
            "chosen_caseworker": self.request.POST.get("assigned_to", ""),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Assigns the ticked referrals to one caseworker, all or none."""
        if not self.allows("referrals.supplier-assign"):
            return self.render_to_response(self.get_context_data(), status=403)
        ticked = set(request.POST.getlist("referral"))
        in_scope = dict(self.in_scope.filter(reference__in=ticked).values_list("reference", "pk"))
        for reference in sorted(ticked - in_scope.keys()):
            audit_out_of_scope(request, reference[:8])
        caseworker = request.POST.get("assigned_to", "")
        try:
            if not in_scope or in_scope.keys() != ticked:
                words = "Select the referrals to assign"
                raise RuleBroken("CANNOT_BE_EMPTY", words, "referral")
            done = assign_referrals(
                list(in_scope.values()),
                caseworker_id=whole_number(caseworker),
                only_unassigned=self.tab == "unassigned",
                by=request.user,
                at=self.at,
            )
        except RuleBroken as broken:
            self.refused_by_rule(broken)
            problem = {"problem": say(broken.reason), "problem_field": broken.field}
            return self.render_to_response(self.get_context_data(**problem), status=400)
        name = dict(supplier_access.caseworkers_in(self.scope)).get(caseworker, "")
        words = ngettext(
            "%(n)s referral assigned to %(name)s.", "%(n)s referrals assigned to %(name)s.", len(done)
        )
        if done:
            messages.success(request, words % {"n": len(done), "name": name})
        else:
            messages.info(request, _("%(name)s has these referrals already.") % {"name": name})
        return redirect(f"{request.path}?{request.GET.urlencode()}")


class SupplierDetails(SupplierReferralPage):
    """What was shared with the provider: the risk texts, but no registers, tier or scores."""

    permission = "referrals.supplier-view"
    template_name = "referrals/supplier/details.html"
    title = gettext_lazy("Referral details")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent = self.referral
        shared = latest_risk(sent)
        shares = shares_rosh_levels()
        return {
            **super().get_context_data(**kwargs),
            "person_rows": person_rows(sent.person, sent),
            "contact_rows": contact_rows(sent),
            "location_rows": location_rows(sent, prison=sent.prison.words if sent.prison else ""),
            "needs_rows": needs_rows(sent),
            "services": service_cards(sent),
            "sentence": sentence_words(sent.event),
            "delivery_rows": delivery_rows(sent),
            "shared": shared,
            "risk_rows": risk_rows(shared) if shared else [],
            "rosh": rosh_shown(sent.person_id, on=self.today, not_shared=False) if shares else None,
            "may_assign": self.allows("referrals.supplier-assign") and may(sent.state, Act.ASSIGN),
        }


class Assign(SupplierReferralPage, FormPage):
    permission = "referrals.supplier-assign"
    template_name = "referrals/supplier/form.html"
    title = gettext_lazy("Assign a caseworker")
    form_class = AssignForm
    submit_words = gettext_lazy("Assign")
    versioned = True
    goes_on_beside = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(self.referral.state, Act.ASSIGN):
            messages.info(request, _("This referral has ended: it is not assigned any more."))
            return redirect(self.cancel_address())
        return super().get(request, *args, **kwargs)

    def get_object(self) -> Any:
        return self.referral

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "people": supplier_access.caseworkers_for(self.referral.contract),
        }

    def get_initial(self) -> dict[str, Any]:
        current = referrals.caseworker_of(self.referral)
        return {"assigned_to": str(current.pk) if current else ""}

    def save(self, form) -> str:
        chosen = int(form.cleaned_data["assigned_to"])
        version = self.posted_version()
        assign_referral(
            self.referral.pk, caseworker_id=chosen, by=self.request.user, at=self.at, version=version
        )
        self.done(_("Referral %(reference)s assigned") % {"reference": self.referral.reference})
        return self.cancel_address()
