"""The labelled set is whole: 200 names of each kind, none twice, each typed otherwise than stored."""

import re
from collections import Counter

import pytest

from benchmarks.variations import FOLDER, KINDS, variations
from cases.people.rules.names import name_key
from cases.search.rules.box import read_search
from core import clock

ROWS = list(variations())


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_200_names_or_more(kind):
    assert Counter(row.kind for row in ROWS)[kind] >= 200


def test_every_file_is_a_kind_and_says_so_in_each_line():
    assert {file.stem for file in FOLDER.glob("*.csv")} == set(KINDS)
    assert {row.kind for row in ROWS} == set(KINDS)


def test_no_line_stands_twice():
    seen = Counter((*map(name_key, row.stored), row.typed.casefold()) for row in ROWS)

    assert [line for line, times in seen.items() if times > 1] == []


def test_each_line_names_its_person_what_is_typed_and_its_source():
    assert [row for row in ROWS if not (row.first_name and row.surname and row.typed and row.source)] == []
    assert [row for row in ROWS if row.typed != row.typed.strip()] == []


def test_what_is_typed_is_not_what_is_stored():
    """In "order" it may be: a family name that was stored as the first name is typed first."""
    others = [row for row in ROWS if row.kind != "order"]

    assert [row for row in others if row.typed == " ".join(filter(None, row.stored))] == []


def test_a_name_in_another_order_has_the_words_of_the_stored_one():
    others = [row for row in ROWS if row.kind == "order" and not _words_are_stored(row)]

    assert others == []


def _words_are_stored(row):
    """Whether the typed words are parts of the stored names; an initial stands for a name."""
    stored = name_key("".join(row.stored))
    return all(name_key(word) in stored for word in re.split(r"[ ,-]+", row.typed))


def test_the_search_box_reads_each_line_as_names():
    today = clock.today()

    assert [row.typed for row in ROWS if not read_search(row.typed, today=today).names] == []


def test_half_of_each_kind_is_kept_back():
    of_kind = Counter(row.kind for row in ROWS)
    is_open = Counter(row.kind for row in ROWS if row.is_open)

    assert all(abs(2 * is_open[kind] - of_kind[kind]) <= 1 for kind in KINDS)
