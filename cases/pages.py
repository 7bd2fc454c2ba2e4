"""The bases of the case record's screens: work lists, and pages about one person with their tabs and acts."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode, urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _

from cases import access
from cases.allocations.forms import WhoseFilter
from cases.allocations.queries.staff import near, teams_by_pdu
from cases.allocations.queries.whose import ANOTHER_TEAM, EVERYBODY, Whose, whose_work
from cases.models import Person
from cases.people.queries import banners, records
from cases.people.services.recently_viewed import note_viewed
from core.access import Refused, may
from core.screens.lists import ListPage
from core.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

#: key of the session: registrations whose alert message the user has read since they signed in
ALERTS_SEEN = "alert-messages-seen"


@dataclass(frozen=True)
class Tab:
    """A link in the case's sub navigation.

    prefix   first part of the addresses, below the person's, where the tab is current; several as "a|b"
    """

    words: str | Promise
    url_name: str
    permission: str
    order: int
    prefix: str


@dataclass(frozen=True)
class Action:
    """An act offered in the banner of every case page. The first two are buttons, the others a menu."""

    words: str | Promise
    url_name: str
    permission: str
    order: int


@dataclass(frozen=True)
class BannerPart:
    """Words that a wing adds to the banner of every case page.

    more    adds what they need to the query that finds the person
    shown   the words with their links, from the person so found
    """

    more: records.More
    shown: "Callable[[PersonPage], list[dict[str, Any]]]"


_banner_parts: list[BannerPart] = []
_tabs: list[Tab] = []
_actions: list[Action] = []


def add_tab(tab: Tab) -> None:
    """Adds a tab to every case page. Each app adds its own in its AppConfig.ready()."""
    _tabs.append(tab)
    _tabs.sort(key=lambda tab: tab.order)


def add_action(action: Action) -> None:
    """Adds an act to every case page. Each app adds its own in its AppConfig.ready()."""
    _actions.append(action)
    _actions.sort(key=lambda action: action.order)


def show_in_banner(part: BannerPart) -> None:
    """Adds words to the banner of every case page. Each wing adds its own in AppConfig.ready()."""
    _banner_parts.append(part)


class WorkPage(Page):
    """A page about somebody's work: the user's own, until an officer or a team of their provider is chosen.

    The choice is `officer` and `team` of the query string. ANOTHER_TEAM shows the provider's teams instead of
    the work; each leads back to it.
    """

    filter_class: ClassVar[type[WhoseFilter]] = WhoseFilter

    @cached_property
    def whose(self) -> Whose:
        query = self.request.GET
        return whose_work(self.request.user, officer=query.get("officer", ""), team=query.get("team", ""))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("team") == ANOTHER_TEAM:
            return render(request, "cases/worklists/another_team.html", self.teams_to_choose())
        return super().get(request, *args, **kwargs)

    def teams_to_choose(self) -> dict[str, Any]:
        """The teams of the provider, each with the address of this page for it; officer and page are left."""
        kept = self.request.GET.copy()
        for name in ("officer", "page", "team"):
            kept.pop(name, None)
        query = f"&{kept.urlencode()}" if kept else ""
        teams = [
            (pdu or _("Of no PDU"), [(team.name, f"?team={team.pk}{query}") for team in teams])
            for pdu, teams in teams_by_pdu(near(self.request.user))
        ]
        return {
            "title": _("Choose a team"),
            "list_title": self.get_title(),
            "back": self.list_before(),
            "pdus": teams,
        }

    def list_before(self) -> str:
        """The address of this list as it was before "Another team" was chosen, else of the user's own."""
        came = urlsplit(self.request.headers.get("Referer", ""))
        here = (self.request.get_host(), self.request.path)
        is_list = (came.netloc, came.path) == here and f"team={ANOTHER_TEAM}" not in came.query
        return f"{came.path}?{came.query}" if is_list else self.request.path

    def get_filter_kwargs(self) -> dict[str, Any]:
        return {"today": self.today, "whose": self.whose}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "whose": self.whose,
            "officer": self.whose.officer,
            "may_record": self.allows("cases.record-outcome"),
            "work_tabs": work_tabs(self),
        }


class MaskedList(ListPage):
    """A work list. A row about a person whose record the user may not open shows the CRN alone.

    In the list's first order, which is that of the work, such a row keeps its place. In any other it is last.
    """

    def in_order(self, rows: "QuerySet") -> "QuerySet":
        ordered = super().in_order(rows)
        if self.sort()[0] == next(iter(self.sorts)):
            return ordered
        return access.hidden_last(ordered, self.request.user, at=self.at)

    def decorate(self, rows: list[Any]) -> list[Any]:
        return access.masked(rows, self.request.user, at=self.at)


class PersonPage(Page):
    """A page about one person. It loads the person of the address, or refuses.

    The bases of a form about a person are `(PersonPage, FormPage)`. Templates extend cases/case.html (banner,
    tabs, a link back or up).

    self.person    the record; an address with a merged CRN redirects to the survivor's
    list_name      the screen of the person that a form returns to, cancelled or saved
    meets_person   whether the page arranges or records a meeting: it warns in full of a risk to staff
    """

    list_name: ClassVar[str] = "cases:overview"
    meets_person: ClassVar[bool] = False
    person: Person
    is_limited: bool

    @classmethod
    def with_more(cls, rows: "QuerySet[Person]", today: date) -> "QuerySet[Person]":
        """The rows with more of each person, for a page that needs it in the query that finds the person."""
        return rows

    @classmethod
    def with_banner(cls, rows: "QuerySet[Person]", today: date) -> "QuerySet[Person]":
        """The rows with what the page and the parts of the banner need."""
        rows = cls.with_more(rows, today)
        for part in _banner_parts:
            rows = part.more(rows, today)
        return rows

    def check_sight(self) -> None:
        """Loads the person. Costs 1 query.

        raises   Http404 where the CRN leads to no record; Refused where the user may not open it
        """
        found = records.find_for_page(
            self.kwargs["crn"], user=self.request.user, at=self.at, today=self.today, more=self.with_banner
        )
        if found is None:
            raise Http404
        look = access.look_at(found, self.request.user, at=self.at)
        if not look.decision.allowed and not self.may_show_crn_alone(found):
            raise Refused(look.decision, crn=found.crn)
        self.person, self.crn, self.is_limited = found, found.crn, look.is_limited

    def audit_look(self) -> None:
        """As on every page. The person is listed as recently viewed too. Costs 2 queries."""
        super().audit_look()
        note_viewed(self.person.pk, by=self.request.user, at=self.at)

    def may_show_crn_alone(self, hidden: Person) -> bool:
        """Whether the page may show a record that the user may not open, with nothing of it but the CRN."""
        return False

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
        banner = banners.banner_of(self.person, today=self.today, stays=self.stays)
        seen = self.request.session.get(ALERTS_SEEN, [])
        return {
            "person": self.person,
            "banner": banner,
            "alert_messages": [row for row in banner.alerts if row.pk not in seen],
            "tabs": self.tabs(),
            "case_actions": self.case_actions(),
            "ordered": [item for part in _banner_parts for item in part.shown(self)],
            "warns_of_staff_risk": self.meets_person,
            "limited_access": self.is_limited,
            "case_address": reverse("cases:overview", args=[crn]),
            "tier_address": address_or_none("cases:tier", crn),
            "risk_address": address_or_none("cases:registrations", crn),
            "print_subject": crn,
            "layout": "cases/case.html",
        }

    def tabs(self) -> list[dict[str, Any]]:
        base = reverse("cases:overview", args=[self.person.crn])
        below = self.request.path.removeprefix(base).split("/")[0]
        return [
            {
                "words": tab.words,
                "href": reverse(tab.url_name, args=[self.person.crn]),
                "current": below in tab.prefix.split("|"),
                "count": "",
            }
            for tab in _tabs
            if may(self.request.user, tab.permission)
        ]

    def case_actions(self) -> list[dict[str, Any]]:
        return [
            {"words": action.words, "href": reverse(action.url_name, args=[self.person.crn]), "count": ""}
            for action in _actions
            if may(self.request.user, action.permission)
        ]

    def cancel_address(self) -> str:
        return self.back_to(reverse(self.list_name, args=[self.person.crn]))

    def done_for(self) -> str:
        return self.person.name


def address_or_none(name: str, *args: Any) -> str:
    """The address of a screen that another app may provide; "" where none does."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def team_first(request: HttpRequest, address: str) -> str:
    """Whoever works for a team, or holds nobody, begins with the team's lists, not with their own."""
    holds_cases = may(request.user, "cases.enforce") and not may(request.user, "cases.team-work")
    return address if holds_cases else f"{address}?officer={EVERYBODY}"


def whose_asked(request: HttpRequest) -> dict[str, str]:
    """Officer and team as the address names them, for links that keep the choice."""
    return {name: value for name in ("officer", "team") if (value := request.GET.get(name))}


def work_tabs(page: Page) -> list[dict[str, Any]]:
    """The diaries that the user may see, the current one marked. Each keeps whose work was chosen."""
    diaries = (
        (_("Day"), "cases:diary-day", "cases.view-contacts"),
        (_("Week"), "cases:diary-week", "cases.view-contacts"),
        (_("Office"), "cases:diary-office", "cases.view-contacts"),
        (_("Outcomes to record"), "cases:diary-outcomes", "cases.record-outcome"),
        (_("Enforcement"), "cases:diary-enforcement", "cases.view-enforcement"),
        (_("Deadlines"), "cases:diary-deadlines", "cases.caseload"),
        (_("Registration reviews"), "cases:diary-reviews", "cases.caseload"),
        (_("Transfers"), "cases:diary-transfers", "cases.caseload"),
    )
    kept = whose_asked(page.request)
    query = f"?{urlencode(kept)}" if kept else ""
    return [
        {"words": words, "href": f"{address}{query}", "current": page.request.path == address, "count": ""}
        for words, name, permission in diaries
        if page.allows(permission)
        for address in (reverse(name),)
    ]


def record_sections(page: PersonPage) -> list[dict[str, Any]]:
    """Links to the sections of the Record tab that the user may open; the current one is marked."""
    sections = (
        (_("Practitioners"), "cases:officers", "cases.view-person"),
        (_("Transfers"), "cases:transfers", "cases.view-person"),
        (_("Limited access"), "cases:limited-access", "cases.view-limited-access"),
        (_("Who looked"), "cases:who-looked", "cases.who-looked"),
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
