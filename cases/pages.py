"""The bases of the case record's screens: a page about one person."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases import access
from cases.models import Person
from cases.people.queries import banners, records
from cases.people.services.recently_viewed import note_viewed
from core import audit
from core.access import Refused, may
from core.screens.lists import ListPage
from core.screens.navigation import opens_for
from core.screens.page import Page

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Tab:
    """A place in the case's sub navigation.

    prefix   marks it current: the first part of the address below the person, several as "a|b"
    """

    words: str | Promise
    url_name: str
    permission: str
    order: int
    prefix: str


@dataclass(frozen=True)
class Action:
    """What can be done from the banner of every case page: the first two are buttons, the rest a menu."""

    words: str | Promise
    url_name: str
    permission: str
    order: int


_tabs: list[Tab] = []
_actions: list[Action] = []


def add_tab(tab: Tab) -> None:
    """Each app adds its own in its AppConfig.ready()."""
    _tabs.append(tab)
    _tabs.sort(key=lambda entry: entry.order)


def add_action(action: Action) -> None:
    """Each app adds its own in its AppConfig.ready()."""
    _actions.append(action)
    _actions.sort(key=lambda entry: entry.order)


add_tab(Tab(_("Overview"), "cases:overview", "cases.view-person", 10, ""))
add_tab(Tab(_("Personal details"), "cases:personal", "cases.view-person", 40, "personal"))
add_tab(Tab(_("Sentence"), "cases:sentences", "cases.view-sentence", 50, "sentence"))
add_tab(Tab(_("Record"), "cases:officers", "cases.view-person", 100, "record"))


class MaskedList(ListPage):
    """A work list: of people out of sight, rows keep the CRN alone.

    They keep their place in the list's own order, which is that of the work, and in no other.
    """

    def in_order(self, rows: "QuerySet") -> "QuerySet":
        ordered = super().in_order(rows)
        if self.sort()[0] == next(iter(self.sorts)):
            return ordered
        return access.hidden_last(ordered, self.request.user, at=self.at)

    def decorate(self, rows: list[Any]) -> list[Any]:
        return access.masked(rows, self.request.user, at=self.at)


class PersonPage(Page):
    """Loads the person of the address, or refuses. A form or a list of a person is `(PersonPage, FormPage)`.

    Its templates extend cases/case.html (banner, risk to staff, tabs, breadcrumb or Back).

    self.person    the record; the address of a merged CRN is sent on to the survivor's
    list_name      the screen of the person that a form goes back to, cancelled or saved
    records_view   False for screens that are no look at the record (a POST-only act)
    """

    list_name: ClassVar[str] = "cases:overview"
    records_view: ClassVar[bool] = True
    person: Person
    is_limited: bool

    def with_more(self, rows: "QuerySet[Person]") -> "QuerySet[Person]":
        """For a page that wants more of the person in the query that finds them."""
        return rows

    def check_sight(self) -> None:
        """Costs 1 query, and 2 more to write down who looked."""
        found = records.find_by_crn(
            self.kwargs["crn"], user=self.request.user, limits_at=self.at, more=self.with_more
        )
        if found is None:
            raise Http404
        look = access.look_at(found, self.request.user, at=self.at)
        if not look.decision.allowed and not self.opens_by_number(found):
            raise Refused(look.decision, crn=found.crn)
        self.person, self.crn, self.is_limited = found, found.crn, look.is_limited
        if self.is_look:
            audit.viewed(self.request.resolver_match.view_name, by=self.request.user, crn=found.crn)
            note_viewed(found.pk, by=self.request.user, at=self.at)

    def opens_by_number(self, hidden: Person) -> bool:
        """Whether the page may be shown of a record out of sight, with nothing of it but the CRN."""
        return False

    @property
    def is_look(self) -> bool:
        return self.request.method == "GET" and self.records_view and not self.is_merged_away

    @property
    def is_merged_away(self) -> bool:
        """Whether the address names a CRN that was merged into another."""
        return self.kwargs["crn"] != self.person.crn

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_merged_away:
            match = self.request.resolver_match
            return redirect(reverse(match.view_name, kwargs={**match.kwargs, "crn": self.person.crn}))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **self.case_context()}

    def case_context(self) -> dict[str, Any]:
        """What cases/case.html shows around the page."""
        crn = self.person.crn
        self.stays = banners.stays_of(self.person)
        return {
            "person": self.person,
            "banner": banners.banner_of(self.person, today=self.today, stays=self.stays),
            "tabs": self.tabs(),
            "case_actions": self.case_actions(),
            "limited_access": self.is_limited,
            "case_address": reverse("cases:overview", args=[crn]),
            "tier_address": address_or_none("cases:tier", crn),
            "risk_address": address_or_none("cases:registrations", crn),
            "cases_address": self.first_that_opens("cases:caseload", "cases:search-recent", "core:my-day"),
            "print_subject": crn,
            "layout": "cases/case.html",
        }

    def first_that_opens(self, *names: str) -> str:
        return next(address for name in names if opens_for(self.request, address := reverse(name)))

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

    def case_actions(self) -> list[dict[str, Any]]:
        return [
            {"words": action.words, "href": reverse(action.url_name, args=[self.person.crn])}
            for action in _actions
            if may(self.request.user, action.permission)
        ]

    def cancel_address(self) -> str:
        return self.back_to(reverse(self.list_name, args=[self.person.crn]))


def address_or_none(name: str, *args: Any) -> str:
    """The address of a screen that another part of the service brings; "" while there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def record_sections(page: PersonPage) -> list[dict[str, Any]]:
    """Links of the sections the user may open, the current one marked."""
    sections = (
        (_("Practitioners"), "cases:officers", "cases.view-person"),
        (_("Transfers"), "cases:transfers", "cases.view-person"),
        (_("Limited access"), "cases:limited-access", "cases.view-limited-access"),
        (_("Who looked"), "cases:history", "cases.who-looked"),
        (_("Print"), "cases:print", "cases.print"),
    )
    return [
        {
            "words": words,
            "href": (href := reverse(name, args=[page.person.crn])),
            "current": page.request.path.startswith(href),
        }
        for words, name, permission in sections
        if page.allows(permission)
    ]


class RecordPage(PersonPage):
    """A screen under the case's Record tab."""

    permission = "cases.view-person"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "sections": record_sections(self)}
