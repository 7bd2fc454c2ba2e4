"""The one search box."""

import csv
from datetime import date
from pathlib import Path

import pytest

import cases
from cases.codes import IdentifierKind, MatchedOn
from cases.search.rules.box import RANKING, NameTerm, SearchTerms, read_name, read_search
from core.errors import RuleBroken
from core.typed.names import TITLES

TODAY = date(2026, 6, 15)
CRN, PNC, CRO, NOMS, NI = (
    IdentifierKind.CRN, IdentifierKind.PNC, IdentifierKind.CRO, IdentifierKind.NOMS, IdentifierKind.NI,
)  # fmt: skip


def read(text):
    return read_search(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x123456", {(CRN, "x123456")}),
        ("x 123456", {(CRN, "x123456")}),
        ("2003/0034567A", {(PNC, "2003/34567a")}),
        ("03/34567a", {(PNC, "03/34567a")}),
        ("79163001b", {(PNC, "79/163001b")}),
        ("065656/91H", {(CRO, "065656/91h")}),
        ("SF83/50058z", {(CRO, "sf83/50058z")}),
        pytest.param("12/34A", {(PNC, "12/34a"), (CRO, "000012/34a")}, id="either"),
        ("a1234bc", {(NOMS, "a1234bc")}),
        ("JG103759A", {(NI, "jg103759a")}),
        ("jg 10 37 59 a", {(NI, "jg103759a")}),
    ],
)
def test_an_identifier_is_known_by_its_shape(text, found):
    terms = read(text)

    assert set(terms.identifiers) == found
    assert len(terms.either) == 1
    assert not terms.names
    assert not terms.words


@pytest.mark.parametrize(
    "text",
    ["19/07/1965", "1965/07/19", "1-Aug-1965", "19 July 1965", "19 07 1965", "July 19, 1965", "19th Jul 65"],
)
def test_a_date_is_a_date_of_birth(text):
    terms = read(text)

    assert len(terms.dates) == 1
    assert terms.dates[0].year == 1965
    assert not terms.names


def test_an_impossible_date_is_words():
    assert read("smith 31-02-1965").words == ("31-02-1965",)


def test_several_things_at_once_are_all_asked_for():
    terms = read("X123456 O'Neil smi* 19 July 1965, M1 1AA 07700 900123 42")

    assert terms.match_all
    assert terms.identifiers == ((CRN, "x123456"),)
    assert terms.names == (NameTerm(("oneil",)), NameTerm(("smi", "")))
    assert terms.dates == (date(1965, 7, 19),)
    assert terms.postcodes == ("M1 1AA",)
    assert terms.phones == ("07700900123",)
    assert terms.words == ("42",)


@pytest.mark.parametrize("before", ["Email: ", "E-mail address ", "mailto:", ""])
def test_the_parts_of_an_email_address_are_no_names_and_no_dates(before):
    email = "aka.river.12.3.1980@example.org"

    assert read(f"{before}{email}") == SearchTerms(emails=(email,))


def test_words_of_one_letter_are_ignored_beside_others():
    assert read("john a smith").names == (NameTerm(("john",)), NameTerm(("smith",)))


def test_a_thing_typed_twice_is_asked_for_once():
    assert len(read("Smith SMITH smith").names) == 1


@pytest.mark.parametrize("text", ["a", "a b", "*", "-", "1"])
def test_a_single_letter_is_not_searched_for(text):
    with pytest.raises(RuleBroken) as refused:
        read(text)

    assert refused.value.code in ("SEARCH_TOO_SHORT", "STAR_FIRST")


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_nothing_typed_is_an_error(text):
    with pytest.raises(RuleBroken) as refused:
        read(text)

    assert refused.value.code == "SEARCH_EMPTY"


@pytest.mark.parametrize("number", ["AS/12345/26", "1234567/89", "15/0000/00/123456"])
def test_a_number_with_slashes_is_looked_up_as_it_is_written(number):
    terms = read(number)

    assert terms.words == (number.lower(),)
    assert terms.unread == ()


def test_what_looks_like_a_date_and_is_none_is_not_searched_for():
    assert read("smith 12/34").unread == ("12/34",)
    with pytest.raises(RuleBroken) as refused:
        read("12/34")
    assert refused.value.code == "SEARCH_UNREAD"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("*mith", "STAR_FIRST", id="leading"),
        pytest.param("S*", "STAR_TOO_SOON", id="one letter"),
        pytest.param("S*mith", "STAR_TOO_SOON", id="one letter before an inner star"),
        pytest.param("O'*", "STAR_TOO_SOON", id="an apostrophe is not a letter"),
        pytest.param("X12*", "STAR_NOT_IN_NAME", id="in a CRN"),
        pytest.param("19/07/*", "STAR_NOT_IN_NAME", id="in a date"),
    ],
)
def test_a_star_in_the_wrong_place_is_an_error_and_not_an_empty_result(text, code):
    with pytest.raises(RuleBroken) as refused:
        read(text)

    assert refused.value.code == code
    assert refused.value.field == "q"


@pytest.mark.parametrize(
    ("typed", "like", "is_prefix"),
    [("Sm*", "sm%", True), ("Sm*th", "sm%th", False), ("Smith", "smith", False), ("sm**", "sm%", True)],
)
def test_a_star_stands_for_any_letters(typed, like, is_prefix):
    name = read_name(typed)

    assert name.like == like
    assert name.is_prefix is is_prefix
    assert name.matches("smith") is True
    assert name.matches("jsmithe") is False


def test_the_ranking_goes_from_identifiers_down_to_the_street():
    order = sorted(RANKING, key=RANKING.__getitem__, reverse=True)

    assert order == list(MatchedOn)
    for place, matched in enumerate(order):
        assert RANKING[matched] > sum(RANKING[lesser] for lesser in order[place + 1 :])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(X000001)", {(CRN, "x000001")}),
        ("X000001.", {(CRN, "x000001")}),
        ("CRN: X000001", {(CRN, "x000001")}),
        ("crn x000001", {(CRN, "x000001")}),
        ("\u00a0X000\u200b001\ufeff", {(CRN, "x000001")}),
        ("Ｘ０００００１", {(CRN, "x000001")}),
        ("PNC 2016/0366454M", {(PNC, "2016/366454m")}),
        ("PNC number: 2016-0366454M", {(PNC, "2016/366454m")}),
        ("National Insurance number: JG 10 37 59 A", {(NI, "jg103759a")}),
    ],
)
def test_labels_and_punctuation_around_an_identifier_do_not_count(text, found):
    terms = read(text)

    assert set(terms.identifiers) == found
    assert not terms.names
    assert not terms.words


@pytest.mark.parametrize(
    "text",
    ["Mr Daniel Ashdown", "Name: Ashdown, Daniel", "“Daniel Ashdown”", "Daniel Ashdown (46 years old)",
     "also known as Daniel Ashdown", "Daniel\u00a0Ashdown."],
)  # fmt: skip
def test_titles_ages_and_labels_are_not_names(text):
    assert {name.whole for name in read(text).names} == {"daniel", "ashdown"}


def test_a_title_is_a_name_where_nothing_else_is_typed():
    assert read("Lord").names == (NameTerm(("lord",)),)
    assert read("Mr Daniel Lord").readings[0] == (NameTerm(("daniel",)), NameTerm(("lord",)))


def test_names_of_other_scripts_are_names_even_of_one_sign():
    assert read("Иван Петров").names == (NameTerm(("иван",)), NameTerm(("петров",)))
    assert read("李 伟").names == (NameTerm(("李",)), NameTerm(("伟",)))


@pytest.mark.parametrize("text", ["\x00", "\u200b", "\u3164 \ufeff"])
def test_what_nobody_sees_is_nothing_typed(text):
    with pytest.raises(RuleBroken) as refused:
        read(text)

    assert refused.value.code == "SEARCH_EMPTY"


def test_every_title_of_the_code_list_is_known():
    rows = csv.DictReader((Path(cases.__file__).parent / "reference/titles.csv").read_text().splitlines())

    assert {row["description"].lower() for row in rows} - TITLES == set()


@pytest.mark.parametrize("words", ["Imam Ashdown", "Father ASHDOWN", "Rabbi Ashdown", "Unknown Ashdown"])
def test_a_title_beside_a_name_is_not_asked_for_first(words):
    assert read(words).names == (NameTerm(("ashdown",)),)


@pytest.mark.parametrize(
    "label",
    [
        *[
            "Prison number (NOMS): {}",
            "Latest prison number: {}",
            "Immigration number: {}",
            "Previous CRN: {}",
        ],
        *["Prison (booking) number: {}", "Lifer Number: {}", "Former NOMS Number {}", "Passport Number: {}"],
        *["YOT Reference Number: {}", "Merged From CRN: {}", "Additional PNC Number: {}", "NHS Number {}"],
        *["Driving Licence Number: {}", "Alcohol Monitoring Reference: {}", "Arrest Summons Number: {}"],
    ],
)
def test_the_label_of_a_number_is_not_read_as_a_name(label):
    terms = read(label.format("MX1234"))

    assert terms.words == ("mx1234",)
    assert (terms.names, terms.readings) == ((), ())


@pytest.mark.parametrize(
    "words", ["Alias Jo Stone", "Name Jo Stone", "Aliases: Jo Stone", "Surname Stone, Jo"]
)
def test_a_label_without_a_colon_is_no_name_where_there_are_others(words):
    assert {name.whole for name in read(words).names} == {"jo", "stone"}


@pytest.mark.parametrize(
    "typed", ["9;7;1965", "9·7·1965", "9~7~1965", "9/7-1965", "9/ 7/1965", "9, 7, 1965", "1965; 07; 09"]
)
def test_a_date_is_read_with_any_separator(typed):
    for text in (typed, f"Smith {typed}", f"DOB: {typed}"):
        terms = read(text)

        assert terms.dates == (date(1965, 7, 9),)
        assert terms.words == ()
