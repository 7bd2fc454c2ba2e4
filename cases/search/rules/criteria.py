"""Reads a saved search again: what was typed into either form becomes what the queries look for."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from cases.search.rules.advanced import SearchForm, read_search_form
from cases.search.rules.box import SearchTerms, read_search
from cases.search.rules.ways import Wanted, wanted_from_box, wanted_from_form
from core.errors import RuleBroken
from core.reasons import Reason

BOX, ADVANCED = "box", "advanced"
LONGEST = 200


def read_criteria(criteria: Mapping[str, Any], *, today: date) -> Wanted:
    """Reads a search as it was saved: what was typed, and into which form.

    raises   RuleBroken or RulesBroken, with the fields of the form it was typed into
    """
    match_all = criteria.get("match", "all") != "any"
    if criteria.get("form") == ADVANCED:
        known = {field.name for field in fields(SearchForm)}
        typed = SearchForm(**{name: value for name, value in criteria.items() if name in known})
        return wanted_from_form(read_search_form(typed, today=today), any_of=not match_all)
    return wanted_from_box(read_box(criteria, today=today))


def read_box(criteria: Mapping[str, Any], *, today: date) -> SearchTerms:
    """What a search typed into the box asks for.

    raises   RuleBroken
    """
    text = str(criteria.get("q", ""))
    if len(text) > LONGEST:
        raise RuleBroken("SEARCH_TOO_LONG", Reason("Enter {n} characters or fewer", n=LONGEST), "q")
    return read_search(text, today=today, match_all=criteria.get("match", "all") != "any")


def is_whole_names(criteria: Mapping[str, Any], *, today: date) -> bool:
    """Whether only whole names were typed into the box, so that a similar name may be suggested."""
    if criteria.get("form") == ADVANCED:
        return False
    terms = read_box(criteria, today=today)
    others = terms.dates or terms.other_than_names
    return bool(terms.names) and not others and all(name.whole for name in terms.names)
