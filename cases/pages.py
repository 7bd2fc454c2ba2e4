"""The bases of the case record's screens: a page about one person."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import access
from cases.models import Person
from cases.queries import people
from cases.services.recently_viewed import note_viewed
from core import audit
from core.access import Refused, may


@dataclass(frozen=True)
class Tab:
    """A place in the case's sub navigation. `prefix` marks it current: the address below the person."""

    words: str | Promise
    url_name: str
    permission: str
    order: int
    prefix: str


_tabs: list[Tab] = []


def add_tab(tab: Tab) -> None:
    """Apps above add theirs in their AppConfig.ready()."""
    _tabs.append(tab)
    _tabs.sort(key=lambda entry: entry.order)


add_tab(Tab(_("Overview"), "cases:overview", "cases.view-person", 10, ""))


class PersonPage:
    """Mixin before Page, ListPage or FormPage: loads the person of the address or refuses.

    self.person   the record; merged CRNs lead to the survivor
    records_view  False for screens that are no look at the record (a POST-only act)
    """

    records_view: ClassVar[bool] = True
    person: Person
    request: HttpRequest

    def prepare(self) -> None:
        found = people.find_by_crn(self.kwargs["crn"], user=self.request.user)
        if found is None:
            raise Http404
        decision = access.may_open(found, self.request.user, at=self.at)
        if not decision.allowed:
            raise Refused(decision, crn=found.crn)
        self.person = found
        if self.request.method == "GET" and self.records_view:
            audit.viewed(self.request.resolver_match.view_name, by=self.request.user, crn=found.crn)
            note_viewed(found.pk, by=self.request.user, at=self.at)
        super().prepare()

    def show(self, status: int = 200, **more: Any):
        subject = {
            "person": self.person,
            "banner": people.banner_of(self.person, today=self.today),
            "tabs": self.tabs(),
            "limited_access": access.has_open_entry(self.person, at=self.at),
        }
        return super().show(status=status, **{**subject, **more})

    def tabs(self) -> list[dict[str, Any]]:
        base = reverse("cases:overview", args=[self.person.crn])
        below = self.request.path.removeprefix(base).split("/")[0]
        return [
            {
                "words": tab.words,
                "href": reverse(tab.url_name, args=[self.person.crn]),
                "current": below in tab.prefix.split("|"),
            }
            for tab in _tabs
            if may(self.request.user, tab.permission)
        ]

    def cancel_address(self) -> str:
        return self.back_to(reverse("cases:overview", args=[self.person.crn]))

    def draft_crn(self) -> str:
        return self.person.crn
