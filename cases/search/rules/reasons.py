"""Why somebody was found whose name is not the one that was typed, in words for the row of results."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.codes import Nearness
from cases.people.rules.names import name_key
from cases.search.rules.ways import NameWay
from core.reasons import Reason


@dataclass(frozen=True)
class Match:
    """A name that was found as near what was typed.

    way                    the way in which what was typed was read
    surname, first_name    of the name found, in the letters names are compared in
    how_surname, how_first   how near each is (Nearness), "" for one that is as typed or was not asked
    """

    way: NameWay
    surname: str
    first_name: str
    how_surname: str
    how_first: str


def reasons(match: Match, *, typed: str, shown: tuple[str, ...]) -> list[Reason]:
    """Each reason once. Names stand in them as they were typed, or as the record has them.

    typed   the text that was searched for
    shown   the names of the record as it has them
    """
    written = {name_key(word): _capitals(word) for word in (*shown, *typed.replace(",", " ").split())}
    pairs = (
        (match.how_surname, match.way.surname, match.surname),
        (match.how_first, match.way.first, match.first_name),
    )
    found = [
        _reason(how, written.get(term.whole, _capitals(term.whole)), written.get(name, _capitals(name)))
        for how, term, name in pairs
        if how and term is not None and term.whole
    ]
    return list(dict.fromkeys([*found, *_missing(match, shown, written)]))


def _reason(how: str, typed: str, found: str) -> Reason:
    if how == Nearness.SHORT:
        return Reason("Nickname: {short} for {full}", short=found, full=typed)
    if how == Nearness.LONG:
        return Reason("Nickname: {short} for {full}", short=typed, full=found)
    if how == Nearness.COUSIN:
        return Reason("{one} and {other} are nicknames of one name", one=typed, other=found)
    if how == Nearness.SAME:
        return Reason("{found} is a form of {typed}", found=found, typed=typed)
    if how == Nearness.SOUND:
        return Reason("Sounds like {typed}", typed=typed)
    return _PLAIN[Nearness(how)]


_PLAIN = {
    Nearness.SPELLING: Reason("Similar spelling"),
    Nearness.JOINED: Reason("First and middle name together"),
    Nearness.FAR: Reason("Another name, but the rest matches"),
    Nearness.DATE: Reason("Similar date of birth"),
}


def _missing(match: Match, shown: tuple[str, ...], written: dict[str, str]) -> Iterator[Reason]:
    """Names that were typed and that the record does not have."""
    keys = {name_key(name) for name in shown}
    for term in match.way.others:
        if term.whole and term.whole not in keys:
            yield Reason("Without the name {name}", name=written.get(term.whole, _capitals(term.whole)))


def _capitals(name: str) -> str:
    """A name typed in small letters or in capitals alone, with a capital where one belongs."""
    return name.title() if name.islower() or name.isupper() else name
