"""The ways in which what was typed may be the parts of one name, likeliest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cases.codes import IdentifierKind, MatchedOn
from cases.search.rules.advanced import AdvancedTerms
from cases.search.rules.box import RANKING, NameTerm, SearchTerms

#: Of more names than this, the ways that a name is shown in are tried alone: the last name last, or first.
MOST_NAMES = 5
#: Words of the longest name that is looked for, and of its first and of its last name.
LONGEST, LONGEST_PART = 9, 3
#: Of more names than this, the first alone are looked for where nobody has the names as typed.
MOST_NEAR = 4
MIDDLE_NAMES = 2
MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class NameWay:
    """One way to read the names typed. All parts must match within one name. `others` are middle names."""

    surname: NameTerm | None = None
    first: NameTerm | None = None
    others: tuple[NameTerm, ...] = ()

    @property
    def score(self) -> int:
        return (
            (RANKING[MatchedOn.SURNAME] if self.surname else 0)
            + (RANKING[MatchedOn.FIRST_NAME] if self.first else 0)
            + (RANKING[MatchedOn.MIDDLE_NAME] if self.others else 0)
        )

    @property
    def is_whole(self) -> bool:
        """Whether names near these can be looked for: whole names of two letters or more."""
        named = [term for term in (self.surname, self.first, *self.others) if term]
        return bool(named) and all(len(term.whole or "") > 1 for term in named)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What either form asks for, as the queries read it.

    ways      how the names may stand in one name as typed
    near      how they may stand in one name that is near what was typed: see `near_ways`
    either    groups of (kind, key): any key of a group may match
    words     terms that read as nothing else known
    street    words that may together be an address
    whole     the whole text, where it may be one number written with spaces
    exact     finds names exactly as typed, none that only begin so or sound alike
    any_of    finds people for whom one criterion holds; sex, nationality and provider must always hold
    aliases   whether aliases are searched as well
    """

    ways: tuple[NameWay, ...] = ()
    near: tuple[NameWay, ...] = ()
    dates: tuple[date, ...] = ()
    either: tuple[tuple[tuple[str, str], ...], ...] = ()
    postcodes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    street: tuple[str, ...] = ()
    whole: str = ""
    any_of: bool = False
    exact: bool = False
    aliases: bool = True
    sex: str = ""
    nationality: str = ""
    provider: str = ""

    @property
    def crn(self) -> str | None:
        """The CRN, if it is all that is asked, or with `any_of`. Only such a search may show a masked row."""
        others = self.ways or self.dates or self.postcodes or self.phones or self.emails or self.words
        filters = self.sex or self.nationality or self.provider
        keys = [key for group in self.either for kind, key in group if kind == IdentifierKind.CRN]
        alone = len(self.either) == 1 and not filters and not others
        return keys[0].upper() if keys and (alone or self.any_of) else None


def wanted_from_box(terms: SearchTerms) -> Wanted:
    names = terms.names[:LONGEST]
    readings = [names, *(one[:LONGEST] for one in terms.readings)]
    together = dict.fromkeys(way for reading in readings for way in name_ways(reading))
    one_by_one = [way for name in names for way in name_ways((name,))]
    return Wanted(
        ways=tuple(together if terms.match_all else one_by_one),
        near=tuple(near_ways(terms.pieces or names)) if terms.match_all else (),
        dates=terms.dates,
        either=terms.either,
        postcodes=terms.postcodes,
        phones=terms.phones,
        emails=terms.emails,
        words=terms.words,
        street=terms.street,
        whole=terms.whole,
        any_of=not terms.match_all,
    )


def wanted_from_form(terms: AdvancedTerms, *, any_of: bool = False) -> Wanted:
    both = NameWay(surname=terms.last_name, first=terms.first_name)
    apart = (NameWay(surname=terms.last_name), NameWay(first=terms.first_name))
    ways = tuple(way for way in (apart if any_of else (both,)) if way.surname or way.first)
    groups: list[tuple[tuple[str, str], ...]] = []
    if terms.crn:
        groups.append(((IdentifierKind.CRN, terms.crn.lower()),))
    if terms.identifier:
        kind, keys = terms.identifier
        groups.append(tuple((kind, key) for key in keys))
    return Wanted(
        ways=ways,
        near=tuple(way for way in ways if way.is_whole) if not any_of and not terms.exact else (),
        dates=(terms.date_of_birth,) if terms.date_of_birth else (),
        either=tuple(groups),
        phones=(terms.phone,) if terms.phone else (),
        postcodes=(terms.postcode,) if terms.postcode else (),
        any_of=any_of,
        exact=terms.exact,
        aliases=terms.include_aliases,
        sex=terms.sex,
        nationality=terms.nationality,
        provider=terms.provider,
    )


def name_ways(names: Sequence[NameTerm]) -> Iterator[NameWay]:
    """Every way to read the names, each once: the last name last or first, of several words, or missing.

    A name has a second and a third name, so that a way with more names in the middle would find nobody.
    """
    seen: set[NameWay] = set()
    ways = _all_ways if len(names) <= MOST_NAMES else _long_ways
    for way in ways(tuple(names)):
        if way not in seen and len(way.others) <= MIDDLE_NAMES:
            seen.add(way)
            yield way


def _all_ways(names: tuple[NameTerm, ...]) -> Iterator[NameWay]:
    if not names:
        return
    for length in range(1, len(names) + 1):
        for run, rest in ((names[-length:], names[:-length]), (names[:length], names[length:])):
            surname = _joined(run)
            if surname is None:
                continue
            yield NameWay(surname=surname, first=rest[0] if rest else None, others=rest[1:])
            if len(rest) > 1:
                yield NameWay(surname=surname, first=rest[-1], others=rest[:-1])
                yield from _with_double_names(surname, rest)
    if len(names) == MOST_NAMES:
        yield from _split(names[-1], names[:-1])
    yield NameWay(first=names[0], others=names[1:])
    if len(names) == 1:
        yield NameWay(others=names)
    else:
        yield NameWay(surname=names[0], others=names[1:])
        yield NameWay(surname=names[-1], others=names[:-1])
        if (first := _joined(names)) is not None:
            yield NameWay(first=first)


def _long_ways(names: tuple[NameTerm, ...]) -> Iterator[NameWay]:
    """The ways in which pages show a long name: Mary Ann Jean Luc Élodie Smith; Smith, Mary Ann."""
    for length in range(1, LONGEST_PART + 1):
        if (surname := _joined(names[-length:])) is not None:
            yield from _split(surname, names[:-length])
        if (surname := _joined(names[:length])) is not None and (
            first := _joined(names[length:])
        ) is not None:
            yield NameWay(surname=surname, first=first)


def _split(surname: NameTerm, rest: tuple[NameTerm, ...]) -> Iterator[NameWay]:
    """The words before the last name as a first name, a second and a third of one word or more each."""
    for length in range(1, len(rest) + 1):
        first, others = _joined(rest[:length]), rest[length:]
        if first is None or LONGEST_PART < length < len(rest):
            continue
        if not others:
            yield NameWay(surname=surname, first=first)
        for of_second in range(1, len(others) + 1):
            middle = [_joined(part) for part in (others[:of_second], others[of_second:]) if part]
            known = tuple(term for term in middle if term is not None)
            if len(known) == len(middle):
                yield NameWay(surname=surname, first=first, others=known)


def _with_double_names(surname: NameTerm, rest: tuple[NameTerm, ...]) -> Iterator[NameWay]:
    """The first names read as one of several words, and what is left of them likewise: Mary Ann, Jean Luc."""
    for length in range(1, len(rest) + 1):
        first, others = _joined(rest[:length]), rest[length:]
        if first is None:
            continue
        if length > 1:
            yield NameWay(surname=surname, first=first, others=others)
        if len(others) > 1 and (other := _joined(others)) is not None:
            yield NameWay(surname=surname, first=first, others=(other,))


def _joined(run: Sequence[NameTerm]) -> NameTerm | None:
    """Neighbouring names as one, since spaces and hyphens do not count; None if a * stands between."""
    *before, last = run
    if any(term.whole is None for term in before):
        return None
    return NameTerm(("".join(term.whole or "" for term in before) + last.parts[0], *last.parts[1:]))


def near_ways(names: Sequence[NameTerm]) -> Iterator[NameWay]:
    """The ways to read whole names that may be misspelt, likeliest first, each once; none with a * in one.

    Neighbours may be one name. Of three names or more some may be middle names, which need not be found.
    """
    names = tuple(names[:MOST_NEAR])
    if not names or not all(len(name.whole or "") > 1 for name in names):
        return
    yield from dict.fromkeys(way for way in _every_near_way(names) if way.is_whole)


def _every_near_way(names: tuple[NameTerm, ...]) -> Iterator[NameWay]:
    if len(names) > 2:
        for first, surname in ((0, -1), (1, -1), (0, 1), (1, 0), (-1, 0)):
            others = [name for name in names if name not in (names[first], names[surname])]
            yield NameWay(surname=names[surname], first=names[first], others=tuple(others))
    for length in range(1, len(names)):
        yield NameWay(surname=_joined(names[-length:]), first=_joined(names[:-length]))
        yield NameWay(surname=_joined(names[:length]), first=_joined(names[length:]))
    yield from (NameWay(surname=_joined(names)), NameWay(first=_joined(names)))


def near_dates(born: date) -> tuple[date, ...]:
    """Dates easily mistaken for a date of birth.

    These are: day and month swapped, the same day of another month, a day earlier or later in the same month.

    source   docs/sources/cases.md#searching
    """
    found = {born + timedelta(days=n) for n in (-1, 1)}
    near = {day for day in found if day.month == born.month}
    for month in range(1, MONTHS + 1):
        near |= set(_real(born.year, month, born.day))
    near |= set(_real(born.year, born.day, born.month))
    return tuple(sorted(near - {born}))


def _real(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def pnc_stored_forms(key: str) -> tuple[str, ...]:
    """The forms in which a PNC may be stored, from its search key: 03/34567a is of 2003 or of 1903."""
    year, _, tail = key.partition("/")
    serial = f"{int(tail[:-1]):07d}{tail[-1].upper()}"
    years = (year,) if len(year) > 2 else (f"20{year}", f"19{year}")
    return tuple(f"{full}/{serial}" for full in years)
