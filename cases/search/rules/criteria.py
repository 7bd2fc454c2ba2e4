"""A saved search read again: what was typed into either form, as the queries want it."""

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
    """raises   RuleBroken, RulesBroken in the words of the form it was typed into."""
    match_all = criteria.get("match", "all") != "any"
    if criteria.get("form") == ADVANCED:
        known = {field.name for field in fields(SearchForm)}
        typed = SearchForm(**{name: value for name, value in criteria.items() if name in known})
        return wanted_from_form(read_search_form(typed, today=today), any_of=not match_all)
    return wanted_from_box(read_box(criteria, today=today))


def read_box(criteria: Mapping[str, Any], *, today: date) -> SearchTerms:
    """What the one box asks for; its `unread` terms are not searched for, and the screen says so."""
    text = str(criteria.get("q", ""))
    if len(text) > LONGEST:
        raise RuleBroken("SEARCH_TOO_LONG", Reason("Enter {n} characters or fewer", n=LONGEST), "q")
    return read_search(text, today=today, match_all=criteria.get("match", "all") != "any")


def plain_name(criteria: Mapping[str, Any], *, today: date) -> bool:
    """Whether nothing but names was typed: then a close name may be offered in their place."""
    if criteria.get("form") == ADVANCED:
        return False
    terms = read_box(criteria, today=today)
    others = terms.either or terms.dates or terms.postcodes or terms.phones or terms.words
    return bool(terms.names) and not others and all(name.whole for name in terms.names)
