"""Finding a person: the box, its results, the advanced form."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access
from cases.people.queries import records
from cases.search.forms import AdvancedSearch, ResultsFilter, SearchBox
from cases.search.queries import finding, results
from cases.search.queries.finding import Found, Hit
from cases.search.rules.criteria import ADVANCED, is_whole_names, read_box, read_criteria
from cases.search.rules.reasons import reasons
from cases.search.rules.ways import Wanted
from cases.search.services.saved import KEPT_FOR, save_search
from core.calendar.typed_dates import read_date
from core.errors import RuleBroken, RulesBroken
from core.screens.forms import add_broken_rules
from core.screens.page import Page
from core.screens.paging import page_of_list
from core.typed.letters import alphabetical

SUGGESTIONS = 3
SORTS = {
    "best": None,
    "name": lambda hit: (alphabetical(hit.surname), alphabetical(hit.first_name), hit.person_id),
    "born": lambda hit: (hit.born_on, hit.person_id),
}


class SearchPage(Page):
    """Takes what was typed by POST, keeps it and redirects to the address of its results."""

    permission = "cases.search"

    def take(self, form: Form) -> HttpResponse:
        is_typed_well = form.is_valid()
        try:
            if is_typed_well:
                key = save_search(form.criteria(), by=self.request.user, at=self.at)
            else:
                read_criteria(form.criteria(), today=self.today)
        except RuleBroken as broken:
            new = [rule for rule in broken.all if is_typed_well or rule.field not in {None, *form.errors}]
            if new:
                add_broken_rules(form, RulesBroken(new))
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form), status=400)
        return redirect(self.straight_to(form.criteria()) or f"{reverse('cases:search')}?s={key}")

    def straight_to(self, criteria: dict[str, Any]) -> str:
        """Address of the record, if only its CRN was typed and the user may open it; else ""."""
        crn = read_criteria(criteria, today=self.today).crn
        person = records.find_by_crn(crn, user=self.request.user) if crn else None
        if person is None or person.crn != crn or criteria["match"] == "any":
            return ""
        may_open = access.may_open(person, self.request.user, at=self.at).allowed
        return reverse("cases:overview", args=[crn]) if may_open else ""

    def kept_criteria(self) -> dict[str, Any] | None:
        """The search named in the address; None when it is no longer kept.

        raises   Http404 for the search of another user
        """
        try:
            key = UUID(self.request.GET["s"])
        except ValueError:
            raise Http404 from None
        saved = results.saved_search(key, owner=self.request.user, at=self.at, kept_for=KEPT_FOR)
        if saved is None and results.is_owned_by_another(key, owner=self.request.user):
            raise Http404
        return saved.criteria if saved else None


class Search(SearchPage):
    template_name = "cases/search/search.html"
    title = gettext_lazy("Search for a person")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.GET.get("s"):
            return self.ask()
        criteria = self.kept_criteria()
        return SearchResults.shown(self, criteria) if criteria is not None else self.ask(is_gone=True)

    def ask(self, **more: Any) -> HttpResponse:
        box = SearchBox(initial={"match": "all"})
        return self.render_to_response(self.get_context_data(form=box, **more))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.take(SearchBox(request.POST))


class AdvancedSearchPage(SearchPage):
    template_name = "cases/search/advanced.html"
    title = gettext_lazy("Advanced search")

    def form_of(self, data: Any, initial: dict[str, Any]) -> AdvancedSearch:
        return AdvancedSearch(
            data, initial=initial, today=self.today, **vars(results.choices(today=self.today))
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        criteria = (self.kept_criteria() if request.GET.get("s") else None) or {}
        exact = "yes" if criteria.get("exact") else "no"
        born = read_date(criteria.get("date_of_birth", ""))
        initial = {"include_aliases": True, "match": "all", **criteria, "exact": exact, "date_of_birth": born}
        return self.render_to_response(self.get_context_data(form=self.form_of(None, initial)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.take(self.form_of(request.POST, {}))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "submit_words": _("Search"),
            "cancel_address": reverse("cases:search"),
        }


class SearchResults:
    """Works out what the results page shows."""

    def __init__(self, page: SearchPage, criteria: dict[str, Any]):
        self.page, self.criteria = page, criteria
        self.wanted: Wanted = read_criteria(criteria, today=page.today)
        self.names = results.provider_names()
        user = page.request.user
        self.found: Found = finding.find(
            self.wanted,
            blocked=lambda ids: access.limited_access_of(ids, user, at=page.at),
        )

    @classmethod
    def shown(cls, page: SearchPage, criteria: dict[str, Any]) -> HttpResponse:
        page.title, page.template_name = _("Search results"), "cases/search/results.html"
        return page.render_to_response(page.get_context_data(**cls(page, criteria).context()))

    def context(self) -> dict[str, Any]:
        is_box = self.criteria.get("form") != ADVANCED
        filter_form = self.filter_form()
        sort, down = self.sort()
        request = self.page.request
        listed = self.sorted(self.filtered(filter_form), sort, down)
        shown = page_of_list(
            listed, request.GET.get("page", "1"), request.preferences.page_size, more=self.found.more
        )
        shown.rows = self.page.listed(self.rows(shown.rows))
        return {
            "form": SearchBox(initial={"match": "all", **(self.criteria if is_box else {})}),
            "searched_for": self.criteria["q"] if is_box else "",
            "is_box": is_box,
            "asked": self.asked(),
            "unread": read_box(self.criteria, today=self.page.today).unread if is_box else (),
            "page": shown,
            "rows": shown.rows,
            "filter": filter_form,
            "may_narrow": len(filter_form.fields["provider"].choices) > 1
            or bool(filter_form["provider"].value()),
            "match_open": self.wanted.any_of,
            "sort": sort,
            "sort_down": down,
            "suggestions": self.suggestions(),
        }

    # --- narrowing and order --------------------------------------------------------------------------
    def filter_form(self) -> ResultsFilter:
        counts = Counter(hit.region_id for hit in self.found.hits)
        providers = [(*self.names[pk], counts[pk]) for pk in self.names if pk in counts]
        return ResultsFilter(self.page.request.GET, providers=providers)

    def filtered(self, form: ResultsFilter) -> list[Hit]:
        chosen = set(form.cleaned_data["provider"]) if form.is_valid() else set()
        if not chosen:
            return self.found.hits
        return [hit for hit in self.found.hits if self.names[hit.region_id][0] in chosen]

    def sort(self) -> tuple[str, bool]:
        asked = self.page.request.GET.get("sort", "")
        name = asked.removeprefix("-")
        return (name, asked.startswith("-")) if name in SORTS else ("best", False)

    def sorted(self, hits: list[Hit], sort: str, down: bool) -> list[Hit]:
        """The hits in the order asked for.

        Sorted by a column, hidden hits come last: their place would give away what is hidden.
        """
        if (key := SORTS[sort]) is None:
            return hits
        open_hits = sorted((hit for hit in hits if not hit.hidden), key=key, reverse=down)
        return [*open_hits, *(hit for hit in hits if hit.hidden)]

    # --- what is shown ----------------------------------------------------------------------------------
    def rows(self, hits: list[Hit]) -> list[dict[str, Any]]:
        page, ids = self.page, [hit.person_id for hit in hits]
        alias_ids = [pk for hit in hits for pk in hit.alias_ids]
        other_names = {hit.person_id: hit.also for hit in hits if hit.also}
        rows = results.rows_of(ids, today=page.today, alias_ids=alias_ids, other_names=other_names)
        blocked = access.limited_access_of(ids, page.request.user, at=page.at)
        return [
            self.row(hit, rows[hit.person_id], is_masked=hit.person_id in blocked)
            for hit in hits
            if hit.person_id in rows
        ]

    def row(self, hit: Hit, row: results.ResultRow, *, is_masked: bool) -> dict[str, Any]:
        """A row of the page. `was` is the old CRN that was typed, shown beside the record's own."""
        was = self.wanted.crn if self.wanted.crn != row.crn else ""
        if is_masked:
            masked = access.MaskedRow(row.crn, _("Restricted access"), provider=row.provider)
            return {"person": masked, "was": was}
        why = reasons(hit.match, typed=self.typed(), shown=row.names) if hit.match and hit.similar else []
        return {"person": row, "why": why, "was": was}

    def typed(self) -> str:
        """The names that were typed, into either form."""
        return " ".join(self.criteria.get(name, "") for name in ("q", "first_name", "last_name"))

    def suggestions(self) -> list[str]:
        if not self.found.misspelt or not is_whole_names(self.criteria, today=self.page.today):
            return []
        names = [f"{hit.first_name} {hit.surname}".strip() for hit in self.found.hits if not hit.alias_ids]
        return list(dict.fromkeys(names))[:SUGGESTIONS]

    def asked(self) -> list[str]:
        """What was typed, to show on the page; it is never in the title or the address."""
        typed = ("first_name", "last_name", "date_of_birth", "crn", "identifier")
        return [self.criteria[name] for name in typed if self.criteria.get(name)]
