"""The one tidying of everything typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.typed import tidying

#: U+00A0, U+202F, U+2009 and their like, read as a space.
SPACES = ["\u00a0", "\u202f", "\u2009", "\u2007", "\u3000", "\t", "\u2800", "\u3164"]
#: U+200B to U+200F, U+2060, U+FEFF, U+00AD, directions of writing and control characters, dropped.
UNSEEN = ["\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u2066"]
UNSEEN += ["\x00", "\x07", "\x7f", "\x9f", "\u034f", "\u180e", "\ud800", "\U000e0041"]


@pytest.mark.parametrize("space", SPACES, ids=ascii)
def test_every_kind_of_space_is_a_space(space):
    assert tidying.one_line(f"{space}Daniel{space}{space}Ashdown{space}") == "Daniel Ashdown"


@pytest.mark.parametrize("char", UNSEEN, ids=ascii)
def test_what_nobody_sees_is_dropped(char):
    assert tidying.one_line(f"{char}X00{char}0001{char}") == "X000001"
    assert tidying.lines(f"{char}a\nb{char}") == "a\nb"


@pytest.mark.parametrize("text", ["".join(UNSEEN), "".join(SPACES), "\u200b \u00a0\r\n\ufeff"], ids=ascii)
def test_a_text_without_a_visible_character_is_empty(text):
    assert tidying.lines(text) == ""


@pytest.mark.parametrize("break_", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b"], ids=ascii)
def test_lines_break_in_one_way(break_):
    assert tidying.lines(f"a{break_}b") == "a\nb"
    assert tidying.one_line(f"a{break_}b") == "a b"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("👨\u200d👩\u200d👧", id="a family is three emoji joined"),
        pytest.param("❤\ufe0f", id="a red heart"),
        pytest.param(
            "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", id="the flag of Wales"
        ),
        pytest.param("می\u200cخواهم", id="a word of Persian"),
        pytest.param("“Ashdown” – ‘Dan’", id="dashes and quotes of a note"),
    ],
)
def test_a_text_keeps_what_it_needs(text):
    assert tidying.lines(text) == text


def test_letters_have_one_form():
    assert tidying.one_line("Sia\u0302n") == "Siân"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("2016／0366454M", "2016/0366454M"),
        ("０７７００", "07700"),
        ("O’Brien", "O'Brien"),
        ("1–2−3", "1-2-3"),
    ],
)
def test_what_has_a_shape_is_written_in_plain_signs(typed, plain):
    assert tidying.plain(typed) == plain


@pytest.mark.parametrize(
    "typed", ["(X000001)", "X000001.", "[X000001];", "“X000001”", " – X000001, ", "#X000001"]
)
def test_punctuation_around_a_term_is_no_part_of_it(typed):
    assert tidying.bare(typed) == "X000001"


@given(st.text(max_size=40))
def test_tidying_twice_changes_nothing_more(text):
    assert tidying.lines(tidying.lines(text)) == tidying.lines(text)
    assert tidying.plain(tidying.plain(text)) == tidying.plain(text)
