"""The catalogue: finding a service, one service, and beginning a referral to it from a case."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from cases.pages import PersonPage
from core.screens.forms import FormPage
from core.screens.lists import ListPage
from core.screens.page import Page
from core.words import say
from referrals.forms.catalogue import ChooseServiceForm, FindServicesForm
from referrals.queries import catalogue
from referrals.rules.catalogue import opening_on, summary_of
from referrals.services.drafts import misfits, start_draft

if TYPE_CHECKING:
    from referrals.models import Contract


class FindServices(ListPage):
    permission = "referrals.view-catalogue"
    template_name = "referrals/catalogue/find.html"
    title = gettext_lazy("Find a service")
    sorts = {"title": ("title__alphabetical", "pk")}

    def prepare(self) -> None:
        """Reads an address without a query as that of the user's own region, a filter that can be removed."""
        if not self.request.GET and (home := catalogue.region_of(self.request.user)):
            self.request.GET = QueryDict(urlencode({"began": "region", "region": home}))

    @cached_property
    def find_form(self) -> FindServicesForm:
        return FindServicesForm(self.request.GET, today=self.today)

    def get_queryset(self):
        return catalogue.found(self.find_form.search(), on=self.today)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "filter": self.find_form}

    def decorate(self, rows: list[Any]) -> list[Any]:
        return [
            {"contract": row, "summary": summary_of(row.description), "place": place_of(row)} for row in rows
        ]


def place_of(contract: "Contract") -> str:
    return contract.region.region.name if contract.region else contract.pcc_area.words


class Service(Page):
    permission = "referrals.view-catalogue"
    template_name = "referrals/catalogue/service.html"

    def prepare(self) -> None:
        found = catalogue.entry(self.kwargs["uuid"])
        if found is None:
            raise Http404
        self.contract = found

    def get_title(self) -> str:
        return self.contract.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "contract": self.contract,
            "place": place_of(self.contract),
            "offers": catalogue.offers_of(self.contract, on=self.today).by_code.values(),
            "subcontractors": self.contract.subcontractors.all(),
            "activities": self.contract.activities.order_by("need_area", "activity", "pk"),
            "opening": opening_on(catalogue.opening_of(self.contract), self.today).value,
        }


class NewReferral(PersonPage, FormPage):
    """Chooses a service for the person, and starts a draft that is filled in from the case record."""

    permission = "referrals.make"
    template_name = "referrals/drafts/new.html"
    list_name = "referrals:case-interventions"
    title = gettext_lazy("Make a referral")
    form_class = ChooseServiceForm
    submit_words = gettext_lazy("Continue")

    def prepare(self) -> None:
        super().prepare()
        self.offered = list(catalogue.for_region(self.person.region_id, on=self.today))
        asked = self.request.GET.get("service", "")
        if asked and not any(str(row.uuid) == asked for row in self.offered):
            self.offered += catalogue.open_on(self.today).filter(uuid=asked) if is_uuid(asked) else []

    def get_form_kwargs(self) -> dict[str, Any]:
        hints = {}
        for row in self.offered:
            if unfit := misfits(self.person, row, today=self.today):
                hints[str(row.uuid)] = ". ".join(say(reason) for reason in unfit)
        options = [(str(row.uuid), f"{row.title} ({row.prime.name})") for row in self.offered]
        return {**super().get_form_kwargs(), "options": options, "hints": hints}

    def get_initial(self) -> dict[str, Any]:
        return {"contract": self.request.GET.get("service", "")}

    def save(self, form) -> str:
        chosen = next(row for row in self.offered if str(row.uuid) == form.cleaned_data["contract"])
        draft = start_draft(
            self.person.pk,
            chosen.pk,
            by=self.request.user,
            at=self.at,
            eligibility_reason=form.cleaned_data.get("eligibility_reason", ""),
        )
        return reverse("referrals:draft-person", args=[self.person.crn, draft.uuid])


def is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
