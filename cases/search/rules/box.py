"""The one search box: what each thing typed is looked up as, and what a match scores."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from cases.codes import IdentifierKind, MatchedOn
from cases.people.rules import identifiers
from cases.people.rules.names import name_key, plain_letters
from cases.people.rules.reachability import POSTCODE, read_phone, read_postcode
from core.calendar.typed_dates import read_date
from core.errors import RuleBroken
from core.reasons import Reason

LEAST_BEFORE_STAR = 2
LEAST_AROUND_STAR = 3

#: The score of a match, by what matched. For one criterion the highest score counts; of equals, the newest
#: person comes first. Source: docs/sources/cases.md#searching
RANKING: Mapping[MatchedOn, int] = MappingProxyType(
    {
        MatchedOn.IDENTIFIER: 128,
        MatchedOn.DATE_OF_BIRTH: 64,
        MatchedOn.SURNAME: 32,
        MatchedOn.FIRST_NAME: 16,
        MatchedOn.MIDDLE_NAME: 8,
        MatchedOn.ALIAS: 4,
        MatchedOn.POSTCODE: 2,
        MatchedOn.STREET: 1,
    }
)


@dataclass(frozen=True)
class NameTerm:
    """One name to look for. `parts` are the letters around each *; a whole name is one part."""

    parts: tuple[str, ...]

    @property
    def whole(self) -> str | None:
        return self.parts[0] if len(self.parts) == 1 else None

    @property
    def prefix(self) -> str:
        """Letters a match must begin with."""
        return self.parts[0]

    @property
    def is_prefix(self) -> bool:
        return len(self.parts) == 2 and not self.parts[1]

    @property
    def like(self) -> str:
        """The pattern for SQL LIKE. The parts are letters only, so nothing needs escaping."""
        return "%".join(self.parts)

    def matches(self, key: str) -> bool:
        return re.fullmatch("[a-z]*".join(self.parts), key) is not None


@dataclass(frozen=True, kw_only=True)
class SearchTerms:
    """Everything one search asks for; with `match_all` all of it must match.

    either        a group of identifiers for each term typed; any identifier of a group may match
    identifiers   the identifiers of all groups: (kind, lower-case search key)
    words         terms that are neither names nor anything else known, such as a house number
    unread        terms with "/" that are no PNC, CRO or date: not searched for, which the screen says
    """

    either: tuple[tuple[tuple[IdentifierKind, str], ...], ...] = ()
    dates: tuple[date, ...] = ()
    names: tuple[NameTerm, ...] = ()
    postcodes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    match_all: bool = True

    @property
    def identifiers(self) -> tuple[tuple[IdentifierKind, str], ...]:
        return tuple(one for group in self.either for one in group)

    @property
    def asks_for_something(self) -> bool:
        return bool(self.either or self.dates or self.names or self.postcodes or self.phones or self.words)


def read_search(text: str, *, today: date, match_all: bool = True) -> SearchTerms:
    """What the text of the search box asks for.

    raises   RuleBroken when nothing was typed, or nothing that can be searched for
    source   docs/sources/cases.md#searching
    """
    if not text.strip():
        raise RuleBroken("SEARCH_EMPTY", "Enter a name, CRN, date of birth or other identifier", "q")
    reading = _Reading(today=today)
    for term in reading.take_long_terms(text):
        reading.take(term)
    return reading.terms(match_all=match_all)


def read_name(text: str, *, field: str | None = "q") -> NameTerm:
    """One name, with or without *. At least two letters stand before the first *, three around one within.

    field    the field that a refusal stands beside
    raises   RuleBroken
    """
    typed = plain_letters(text.strip())
    if typed.startswith("*"):
        raise RuleBroken(
            "STAR_FIRST", Reason("Enter at least {n} letters before the *", n=LEAST_BEFORE_STAR), field
        )
    parts = tuple(name_key(part) for part in re.sub(r"\*+", "*", typed).split("*"))
    if len(parts) > 1 and len(parts[0]) < LEAST_BEFORE_STAR:
        raise RuleBroken(
            "STAR_TOO_SOON", Reason("Enter at least {n} letters before the *", n=LEAST_BEFORE_STAR), field
        )
    if len(parts) > 1 and parts[-1] and sum(map(len, parts)) < LEAST_AROUND_STAR:
        raise RuleBroken(
            "STAR_TOO_WIDE", Reason("Enter at least {n} letters around the *", n=LEAST_AROUND_STAR), field
        )
    if not any(parts):
        raise RuleBroken("NAME_NOT_LETTERS", "Name must include letters", field)
    return NameTerm(parts)


# --- reading -----------------------------------------------------------------------------------------

_MONTH_WORD = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
#: Shapes of what may be typed with spaces in it. They are tried on the whole text before it is split.
_LONG_TERMS = tuple(
    re.compile(rf"(?<![^\s,])(?:{shape})(?![^\s,])", re.ASCII | re.IGNORECASE)
    for shape in (
        rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH_WORD},?\s+(?:\d{{4}}|\d{{2}})",
        rf"{_MONTH_WORD}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}",
        rf"\d{{4}}\s+{_MONTH_WORD}\s+\d{{1,2}}",
        r"\d{1,2}\s+\d{1,2}\s+(?:\d{4}|\d{2})",
        r"\d{4}\s+\d{1,2}\s+\d{1,2}",
        r"[A-Z]{2}\s+\d{2}\s+\d{2}\s+\d{2}\s+[A-D]",
        POSTCODE.pattern,
        r"(?:\+44|\(?0)(?:[\s()\-]*\d){9,10}",
    )
)


@dataclass(kw_only=True)
class _Reading:
    """Collects what each term typed is looked up as."""

    today: date
    either: list[tuple[tuple[IdentifierKind, str], ...]] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    names: list[NameTerm] = field(default_factory=list)
    postcodes: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def take_long_terms(self, text: str) -> Iterator[str]:
        """Takes what was typed with spaces in it; yields the words that are left."""
        for shape in _LONG_TERMS:
            text = shape.sub(lambda found: " " if self._take_known(found[0]) else found[0], text)
        yield from re.split(r"[\s,;]+", text.strip())

    def take(self, term: str) -> None:
        if len(term.strip("*")) == 1 and "*" not in term:
            return
        if "*" in term and (re.search(r"[\d/]", term)):
            raise RuleBroken("STAR_NOT_IN_NAME", "Only use * in a name", "q")
        if not term or self._take_known(term):
            return
        if "/" in term:
            self.unread.append(term)
        elif any(char.isdigit() for char in term):
            self.words.append(plain_letters(term))
        elif "*" in term or len(name_key(term)) > 1:
            self.names.append(read_name(term))

    def _take_known(self, term: str) -> bool:
        """Takes an identifier, a date, a postcode or a phone number; says whether the term is one."""
        if day := read_date(term, not_after=self.today):
            self.dates.append(day)
        elif group := tuple(_identifiers(term)):
            self.either.append(group)
        elif postcode := read_postcode(term):
            self.postcodes.append(postcode)
        elif phone := read_phone(term):
            self.phones.append(phone)
        else:
            return False
        return True

    def terms(self, *, match_all: bool) -> SearchTerms:
        terms = SearchTerms(
            either=tuple(dict.fromkeys(self.either)),
            dates=tuple(dict.fromkeys(self.dates)),
            names=tuple(dict.fromkeys(self.names)),
            postcodes=tuple(dict.fromkeys(self.postcodes)),
            phones=tuple(dict.fromkeys(self.phones)),
            words=tuple(dict.fromkeys(self.words)),
            unread=tuple(dict.fromkeys(self.unread)),
            match_all=match_all,
        )
        if terms.unread and not terms.asks_for_something:
            raise RuleBroken("SEARCH_UNREAD", "Enter a real date, or the whole of a PNC or CRO number", "q")
        if not terms.asks_for_something:
            raise RuleBroken(
                "SEARCH_TOO_SHORT", "Enter at least 2 letters of a name, or an identifier in full", "q"
            )
        return terms


_FREE_TEXT_KINDS = (
    IdentifierKind.CRN,
    IdentifierKind.PNC,
    IdentifierKind.CRO,
    IdentifierKind.NOMS,
    IdentifierKind.NI,
)


def _identifiers(term: str) -> Iterator[tuple[IdentifierKind, str]]:
    for kind in _FREE_TEXT_KINDS:
        for key in identifiers.search_keys(kind, term):
            yield kind, key
