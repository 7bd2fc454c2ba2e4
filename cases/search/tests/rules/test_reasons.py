"""Why somebody was found, in words."""

import pytest

from cases.codes import Nearness
from cases.search.rules.box import NameTerm
from cases.search.rules.reasons import Match, reasons
from cases.search.rules.ways import NameWay


def said(typed, found, how, *, others=(), shown=()):
    """The words for a typed and a found first and last name, and how near each of the two is."""
    first, surname = (NameTerm((name,)) for name in typed.lower().split())
    way = NameWay(surname=surname, first=first, others=tuple(NameTerm((name,)) for name in others))
    found_first, found_last = found.lower().split()
    match = Match(way, found_last, found_first, how[1], how[0])
    return [str(reason) for reason in reasons(match, typed=typed, shown=(*found.split(), *shown))]


@pytest.mark.parametrize(
    ("typed", "found", "how", "words"),
    [
        ("stephen river", "Steven River", (Nearness.SOUND, ""), ["Sounds like Stephen"]),
        ("Bill River", "William River", (Nearness.LONG, ""), ["Nickname: Bill for William"]),
        ("william river", "Bill River", (Nearness.SHORT, ""), ["Nickname: Bill for William"]),
        ("liz river", "Betty River", (Nearness.COUSIN, ""), ["Liz and Betty are nicknames of one name"]),
        ("shivaun river", "Siobhan River", (Nearness.SAME, ""), ["Siobhan is a form of Shivaun"]),
        ("annemarie river", "Anne River", (Nearness.JOINED, ""), ["First and middle name together"]),
        ("alex rivre", "Alex River", ("", Nearness.SPELLING), ["Similar spelling"]),
        ("alix rivre", "Alex River", (Nearness.SPELLING, Nearness.SPELLING), ["Similar spelling"]),
        ("alex river", "Alex Stone", ("", Nearness.FAR), ["Another name, but the rest matches"]),
        ("alex river", "Alex River", ("", Nearness.DATE), ["Similar date of birth"]),
        ("alex river", "Alex River", ("", ""), []),
    ],
)
def test_each_kind_of_nearness_is_said(typed, found, how, words):
    assert said(typed, found, how) == words


def test_both_names_are_said_the_last_name_first():
    assert said("bill smyth", "William Smith", (Nearness.LONG, Nearness.SOUND)) == [
        "Sounds like Smyth",
        "Nickname: Bill for William",
    ]


def test_a_name_that_the_record_does_not_have_is_said():
    assert said("alix river", "Alex River", ("SPELLING", ""), others=("james",)) == [
        "Similar spelling",
        "Without the name James",
    ]
    assert said("alix river", "Alex River", ("SPELLING", ""), others=("james",), shown=("James",)) == [
        "Similar spelling"
    ]
