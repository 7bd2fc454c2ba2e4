"""Base classes of referral screens: a person's draft, a sent referral, a referral as its supplier sees it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access as case_access
from cases.pages import PersonPage, address_or_none
from cases.people.queries.banners import banner_of
from core import audit
from core.access import Refused
from core.calendar.ages import age_on
from core.errors import RuleBroken
from core.screens.page import Page
from core.words import say
from referrals import access
from referrals.codes import ReferralState
from referrals.models import Referral
from referrals.queries import drafts, referrals
from referrals.queries.drafts import DraftWork
from referrals.queries.risk_sources import community_widget
from risk.pages import found_or_failed


class DraftPage(PersonPage):
    """A page of a draft. `self.work` holds the answers so far and the choices.

    If the draft was sent meanwhile, the page redirects to the sent referral. `(DraftPage, FormPage)` is a
    page of answers. It may still be saved after answers on another page of the draft have changed.

    leaves_when_sent   redirect once the draft is sent
    """

    permission = "referrals.make"
    submit_words: Any = gettext_lazy("Save and continue")
    versioned = True
    goes_on_beside = True
    keeps_draft = True
    leaves_when_sent: ClassVar[bool] = True
    work: DraftWork

    def prepare(self) -> None:
        rows = drafts.with_related(access.visible_to(self.request.user, at=self.at))
        draft = rows.filter(uuid=self.kwargs["uuid"], person=self.person).first()
        if draft is None:
            raise Http404
        self.work = drafts.work_on(draft, today=self.today)

    @property
    def draft(self) -> Referral:
        return self.work.referral

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.draft.state != ReferralState.DRAFT and self.leaves_when_sent:
            return redirect("referrals:referral", ref=self.draft.reference)
        return super().get(request, *args, **kwargs)

    def get_object(self) -> Referral:
        return self.draft

    def get_draft_kwargs(self) -> dict[str, Any]:
        title = _("Referral: %(page)s") % {"page": self.title}
        return {**super().get_draft_kwargs(), "title": title}

    def address(self, name: str, *more: Any) -> str:
        return reverse(f"referrals:{name}", args=[self.person.crn, self.draft.uuid, *more])

    def problems_with(self, form: Any) -> Iterable[RuleBroken]:
        """What the rules find wrong with the answers that the form could read."""
        return ()

    def form_invalid(self, form: BaseForm, **more: Any) -> HttpResponse:
        """Shows at once what cannot be read and what the rules find wrong with the rest."""
        add_problems(form, self.problems_with)
        return super().form_invalid(form, **more)  # type: ignore[misc]  # of FormPage, beside this base

    def cancel_address(self) -> str:
        return self.address("draft-check" if self.is_from_check else "draft")

    @property
    def is_from_check(self) -> bool:
        """Whether the user came from the check answers page, to which saving then returns."""
        return self.request.GET.get("from") == "check"

    def case_context(self) -> dict[str, Any]:
        return {
            **super().case_context(),
            "draft_referral": self.draft,
            "caption_words": _("Referral to %(service)s") % {"service": self.draft.contract.title},
            "reach": self.person.mobile or self.person.telephone,
        }


def add_problems(form: Any, problems_with: Callable[[Any], Iterable[RuleBroken]]) -> None:
    """Adds to a form with errors what the rules find wrong with its other fields."""
    if not form.errors:
        return
    for broken in problems_with(form):
        if broken.field in form.fields and broken.field not in form.errors:
            form.add_error(broken.field, say(broken.reason))


#: (URL name, words) of each page
Sections = tuple[tuple[str, str | Promise], ...]
SECTIONS: Sections = (
    ("referral", gettext_lazy("Details")),
    ("progress", gettext_lazy("Progress")),
    ("case-notes", gettext_lazy("Case notes")),
    ("changes", gettext_lazy("Changes")),
)


def rosh_shown(person_id: int, *, on: date, not_shared: bool) -> dict[str, Any]:
    """Context of the RoSH widget on a referral's page; state "failed" if the assessment cannot be read."""
    found = found_or_failed(lambda: community_widget(person_id, on=on, not_shared=not_shared))
    return found or {"state": "failed", "not_shared": not_shared}


class ReferralPage(Page):
    """A practitioner's page of one sent referral, addressed by its reference."""

    referral: Referral
    is_limited: bool

    def check_sight(self) -> None:
        found = referrals.sent_with(self.kwargs["ref"], referrals.known_to(self.request.user))
        if found is None:
            raise Http404
        look = case_access.look_at(found.person, self.request.user, at=self.at)
        if not look.decision.allowed:
            raise Refused(look.decision, crn=found.person.crn)
        self.referral, self.crn, self.is_limited = found, found.person.crn, look.is_limited

    def record_shown(self) -> Referral:
        return self.referral

    def done_for(self) -> str:
        return self.referral.person.name

    def cancel_address(self) -> str:
        return self.back_to(reverse("referrals:referral", args=[self.referral.reference]))

    def get_draft_kwargs(self) -> dict[str, Any]:
        return {**super().get_draft_kwargs(), "title": f"{self.title}: {self.referral.reference}"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **self.referral_context()}

    def referral_context(self) -> dict[str, Any]:
        """Context of the frame around the referral's pages."""
        crn = self.referral.person.crn
        return {
            "referral": self.referral,
            "row": referrals.rows_of([self.referral], now=self.at, today=self.today)[0],
            "person": self.referral.person,
            "banner": banner_of(self.referral.person, today=self.today),
            "case_address": reverse("cases:overview", args=[crn]),
            "tier_address": address_or_none("cases:tier", crn),
            "risk_address": address_or_none("cases:registrations", crn),
            "limited_access": self.is_limited,
            "sections": sections_of(self, SECTIONS),
            "print_subject": crn,
        }


SUPPLIER_SECTIONS: Sections = (
    ("supplier-referral", gettext_lazy("Details")),
    ("assessment-appointment", gettext_lazy("Initial assessment")),
    ("supplier-case-notes", gettext_lazy("Case notes")),
)


class SupplierReferralPage(Page):
    """A service provider's page of one sent referral. A referral out of scope is a 404, and is audited."""

    referral: Referral

    def check_sight(self) -> None:
        found = referrals.sent_with(
            self.kwargs["ref"], access.referrals_in_scope(self.request.user, at=self.at)
        )
        if found is None:
            audit_out_of_scope(self.request, self.kwargs["ref"])
            raise Http404
        self.referral, self.crn = found, found.person.crn

    def record_shown(self) -> Referral:
        return self.referral

    def done_for(self) -> str:
        return self.referral.person.name

    def cancel_address(self) -> str:
        return reverse("referrals:supplier-referral", args=[self.referral.reference])

    def get_draft_kwargs(self) -> dict[str, Any]:
        """As on every page, without the person's number: a user who is shut out later must not meet it."""
        title = f"{self.title}: {self.referral.reference}"
        return {**super().get_draft_kwargs(), "title": title, "crn": ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **self.referral_context()}

    def referral_context(self) -> dict[str, Any]:
        """Context of the frame around the supplier's pages."""
        return {
            "referral": self.referral,
            "row": referrals.rows_of([self.referral], now=self.at, today=self.today)[0],
            "person": self.referral.person,
            "banner": supplier_banner(self.referral, today=self.today),
            "for_supplier": True,
            "sections": sections_of(self, SUPPLIER_SECTIONS),
            "print_subject": self.referral.reference,
        }


def sections_of(page: ReferralPage | SupplierReferralPage, sections: Sections) -> list[dict[str, Any]]:
    """Links to a referral's pages; the one that is open is marked as current."""
    here = page.request.resolver_match.url_name
    return [
        {
            "words": words,
            "href": reverse(f"referrals:{name}", args=[page.referral.reference]),
            "current": here == name or here == f"{name}-add",
        }
        for name, words in sections
    ]


def audit_out_of_scope(request: HttpRequest, reference: str) -> None:
    audit.refused(
        request.resolver_match.view_name,
        by=request.user,
        crn=referrals.crn_of_sent(reference),
        kind="out-of-scope",
        reference=reference,
    )


def supplier_banner(referral: Referral, *, today: date) -> dict[str, Any]:
    """Banner of the supplier's pages: name, date of birth, age, CRN. No tier, MAPPA, registers or prison."""
    person = referral.person
    return {
        "crn": person.crn,
        "name": person.name,
        "born_on": person.born_on,
        "age": age_on(person.born_on, person.died_on or today),
        "died_on": person.died_on,
    }
