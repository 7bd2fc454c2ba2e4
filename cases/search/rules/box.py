"""The one search box: what each thing typed is looked up as, and what a match scores."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import dropwhile
from types import MappingProxyType

from cases.codes import IdentifierKind, MatchedOn
from cases.people.rules import identifiers
from cases.people.rules.names import name_key
from core.calendar.typed_dates import read_date
from core.errors import RuleBroken
from core.reasons import Reason
from core.typed import phones, postcodes, tidying
from core.typed.letters import alphabetical, plain_letters
from core.typed.names import TITLES

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
        return re.fullmatch(".*".join(self.parts), key) is not None


@dataclass(frozen=True, kw_only=True)
class SearchTerms:
    """Everything one search asks for; with `match_all` all of it must match.

    either        a group of identifiers for each term typed; any identifier of a group may match
    identifiers   the identifiers of all groups: (kind, lower-case search key)
    readings      the names again with titles among them and as often as typed, for people named Lord or Owen
                  Owen; () where that is the same
    pieces        the names with each word of a hyphenated one by itself; () where that is the same
    words         terms that are neither names nor anything else known, such as a house number
    street        words that may together be an address, as they are compared
    whole         the whole text, where it may be one number written with spaces; else ""
    unread        terms with "/" that look like a date and are none: not searched for, which the screen says
    """

    either: tuple[tuple[tuple[IdentifierKind, str], ...], ...] = ()
    dates: tuple[date, ...] = ()
    names: tuple[NameTerm, ...] = ()
    readings: tuple[tuple[NameTerm, ...], ...] = ()
    pieces: tuple[NameTerm, ...] = ()
    postcodes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    street: tuple[str, ...] = ()
    whole: str = ""
    unread: tuple[str, ...] = ()
    match_all: bool = True

    @property
    def identifiers(self) -> tuple[tuple[IdentifierKind, str], ...]:
        return tuple(one for group in self.either for one in group)

    @property
    def asks_for_something(self) -> bool:
        return bool(self.names or self.dates or self.other_than_names)

    @property
    def other_than_names(self) -> bool:
        """Whether something is asked that is neither a name nor a date of birth."""
        return bool(self.either or self.postcodes or self.phones or self.emails or self.words)


def read_search(text: str, *, today: date, match_all: bool = True) -> SearchTerms:
    """What the text of the search box asks for.

    Labels, titles, ages and the punctuation around a term are not things to match: a name or a number is
    found as our own pages, lists and letters show it.

    raises   RuleBroken when nothing was typed, or nothing that can be searched for
    source   docs/sources/cases.md#searching
    """
    text = tidying.one_line(text)
    if not text:
        raise RuleBroken("SEARCH_EMPTY", "Enter a name, CRN, date of birth or other identifier", "q")
    reading = _Reading(today=today)
    asked = _NOT_ASKED.sub(" ", tidying.plain(reading.take_emails(text)))
    for term in reading.take_long_terms(asked):
        reading.take(term)
    return reading.terms(match_all=match_all, whole=tidying.bare(asked))


def read_name(text: str, *, field: str | None = "q") -> NameTerm:
    """One name, with or without *. At least two letters stand before the first *, three around one within.

    field    the field that a refusal stands beside
    raises   RuleBroken
    """
    typed = tidying.plain(text)
    if typed.startswith("*"):
        raise RuleBroken(
            "STAR_FIRST", Reason("Enter at least {n} letters before the *", n=LEAST_BEFORE_STAR), field
        )
    parts = tuple(name_key(part) for part in re.sub(r"\*+", "*", typed).split("*"))
    if len(parts) > 1 and _is_short(parts[0]):
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

_WEEKDAY_WORD = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
_NUMBERS = (
    r"crn|pnc|cro|noms|nomis|nino|ni(?!\s+\()|national insurance|prison|immigration|lifer|parole|passport"
    r"|driving licence|nhs|visor|yot|arrest summons|unique|alcohol monitoring|phone|telephone|tel"
    r"|mobile|mob|landline|contact|fax"
)
_WHICH = r"latest|previous|former|current|legacy|duplicate|additional|scottish|merged from|merged to|other"
_WHAT = r"pnc|crn|reference|number|no\.?|id|at this address"
_IN_BRACKETS = r"(?:\s*\((?:noms|booking|verified)\))?"
#: What stands before a value on our pages and in letters. Without a colon, only before a number.
_NOT_ASKED = re.compile(
    rf"(?<!\w)(?:(?:(?:{_WHICH})\s+)?(?:{_NUMBERS}){_IN_BRACKETS}(?:\s+(?:{_WHAT}))*{_IN_BRACKETS}"
    r"|(?:date of birth|d\.?o\.?b\.?|born(?:\s+on)?(?!\s+\([a-z])))"
    rf"\.?(?:\s*:|(?=\s+\(?{_WEEKDAY_WORD}[a-z+]{{0,2}}\s?\d))"
    r"|(?<!\w)(?:(?:full|last|first|second|third|middle|previous|preferred|family|given)\s+)?"
    r"(?:names?|surname|alias(?:es)?|address|postcode)\s*:"
    r"|(?<!\w)(?:also known as|aka|a\.k\.a\.|known as)(?!\w)"
    r"|\(?(?<!\w)(?:age:?|aged)\s+\d{1,3}(?!\w)\)?|\(?(?<!\w)\d{1,3}\s+years?(?:\s+old)?(?!\w)\)?",
    re.ASCII | re.IGNORECASE,
)
_OF_EMAIL = r"[^\s@,;:<>()\[\]\"]"
#: An email address, with what stands before it on our pages, in letters and in links.
_EMAIL = re.compile(
    rf"(?:e-?mail(?:\s+address)?\s*:?\s+|mailto:)?'?({_OF_EMAIL}+@{_OF_EMAIL}+\.\w[\w-]*\w)", re.IGNORECASE
)
#: What is no name where other names stand beside it: titles, and labels without a colon.
_BESIDE_NAMES = TITLES | {"name", "names", "alias", "aliases", "surname"}
_MONTH_WORD = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_ORDINAL = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
#: Between the numbers of a date: a sign that splits terms, or one with spaces about it. 9;7;1965, 9/ 7/1965
_GAP = r"(?:\s*[^\w\s*]\s*|\s+)"
_EXTENSION = r"(?:\s*(?:ext|x)\.?\s*\d{1,6})?"
_DIGIT = r"[\s()./\-]*\d"
#: Shapes of what may be typed with spaces in it. They are tried on the whole text before it is split.
_LONG_TERMS = tuple(
    re.compile(rf"(?<![\w/'*+-])(?:{shape})(?![\w/'*-])", re.ASCII | re.IGNORECASE)
    for shape in (
        r"[A-Z]{2}\s+\d{2}\s+\d{2}\s+\d{2}\s+[A-D]",
        r"[A-Z]\s+\d{6}",
        rf"(?:\(?\+44\)?[\s\-]*(?:\(0\)[\s\-]*)?[1-9](?:{_DIGIT}){{8,9}}|\+[1-9](?:{_DIGIT}){{7,14}}){_EXTENSION}",
        rf"{_WEEKDAY_WORD}(?:the\s+)?{_ORDINAL}\s+(?:of\s+)?{_MONTH_WORD},?\s+(?:\d{{4}}|'?\d{{2}})",
        rf"{_WEEKDAY_WORD}{_MONTH_WORD}\s+{_ORDINAL},?\s+\d{{4}}",
        rf"\d{{4}}\s+{_MONTH_WORD}\s+\d{{1,2}}",
        rf"\d{{1,2}}{_GAP}\d{{1,2}}{_GAP}\d{{4}}",
        rf"\d{{1,2}}(?P<gap>{_GAP})\d{{1,2}}(?P=gap)\d{{2}}",
        rf"\d{{4}}{_GAP}\d{{1,2}}{_GAP}\d{{1,2}}",
        postcodes.SHAPE,
        rf"(?:(?:44|0044)[\s\-]*(?:\(0\)[\s\-]*)?[1-9](?:{_DIGIT}){{8,9}}|00[1-9](?:{_DIGIT}){{7,14}}"
        rf"|\(?0[1-9](?:{_DIGIT}){{8,9}}|0800\s*1111){_EXTENSION}",
    )
)


_HYPHENS = re.compile("[\\-\u2010-\u2015]+")
#: A date that was mistyped, and no identifier.
_LIKE_A_DATE = re.compile(r"\d{0,4}/\d{0,4}(?:/\d{0,4})?", re.ASCII)


@dataclass(kw_only=True)
class _Reading:
    """Collects what each term typed is looked up as."""

    today: date
    either: list[tuple[tuple[IdentifierKind, str], ...]] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    names: list[NameTerm] = field(default_factory=list)
    names_and_titles: list[NameTerm] = field(default_factory=list)
    pieces: list[NameTerm] = field(default_factory=list)
    postcodes: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    street: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def take_emails(self, text: str) -> str:
        """Takes email addresses, whose parts would read as names and dates; returns the text that is left."""
        self.emails += (found[1] for found in _EMAIL.finditer(text))
        return _EMAIL.sub(" ", text)

    def take_long_terms(self, text: str) -> Iterator[str]:
        """Takes what was typed with spaces in it; yields the words that are left."""
        for shape in _LONG_TERMS:
            text = shape.sub(lambda found: " " if self._take_known(found[0]) else found[0], text)
        for term in re.split(r"[\s,;]+", text):
            yield term.strip(tidying.AROUND)

    def take(self, term: str) -> None:
        if len(term) == 1 and term.isascii() and term != "*":
            return
        if "*" in term and (re.search(r"[\d/]", term)):
            raise RuleBroken("STAR_NOT_IN_NAME", "Only use * in a name", "q")
        if not term or self._take_known(term):
            return
        if "/" in term and (_LIKE_A_DATE.fullmatch(term) or not any(char.isdigit() for char in term)):
            self.unread.append(term)
        elif any(char.isdigit() for char in term):
            self.words.append(plain_letters(term))
            self.street.append(alphabetical(term))
        elif "*" in term or not _is_short(name_key(term)):
            self._take_name(term)

    def _take_name(self, term: str) -> None:
        name = read_name(term)
        self.names_and_titles.append(name)
        if not _is_title(name):
            self.names.append(name)
            keys = [name_key(part) for part in _HYPHENS.split(term)]
            apart = len(keys) > 1 and name.whole and not any(map(_is_short, keys))
            self.pieces += [NameTerm((key,)) for key in keys] if apart else [name]
        if name.whole:
            self.street.append(alphabetical(term))

    def _take_known(self, term: str) -> bool:
        """Takes an identifier, a date, a postcode or a phone number; says whether the term is one."""
        if day := read_date(term, not_after=self.today):
            self.dates.append(day)
        elif group := tuple(_identifiers(term)):
            self.either.append(group)
        elif postcode := postcodes.read_postcode(term):
            self.postcodes.append(postcode)
        elif phone := phones.phone_key(term):
            self.phones.append(phone)
        else:
            return False
        return True

    def terms(self, *, match_all: bool, whole: str) -> SearchTerms:
        every = tuple(self.names_and_titles)
        names = tuple(dict.fromkeys(self.names or every))
        pieces = tuple(dict.fromkeys(self.pieces))
        after_titles = tuple(dropwhile(_is_title, every))
        ends = [after_titles] if after_titles else [every[-1:], every[-2:]]
        readings = dict.fromkeys([*ends, every])
        terms = SearchTerms(
            either=tuple(dict.fromkeys(self.either)),
            dates=tuple(dict.fromkeys(self.dates)),
            names=names,
            pieces=pieces if pieces != names else (),
            readings=tuple(one for one in readings if one not in ((), names)),
            postcodes=tuple(dict.fromkeys(self.postcodes)),
            phones=tuple(dict.fromkeys(self.phones)),
            emails=tuple(dict.fromkeys(self.emails)),
            words=tuple(dict.fromkeys(self.words)),
            street=tuple(dict.fromkeys(self.street)),
            whole=whole.lower() if self.words and " " in whole else "",
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


def _is_title(name: NameTerm) -> bool:
    return name.whole in _BESIDE_NAMES


def _is_short(letters: str) -> bool:
    """Whether there are too few letters to look for. One sign of another script may be a name."""
    return len(letters) < LEAST_BEFORE_STAR and letters.isascii()


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
