"""What screens show in place of the published words about contacts: sentence case, and no two alike."""

import csv
import re
from pathlib import Path

import pytest

import cases

REFERENCE = Path(cases.__file__).parent / "reference"
LISTS = ("contact_types", "contact_outcomes", "enforcement_actions")
#: names and abbreviations that staff say, and titles that programmes gave their own sessions
SAID = {"Jobcentre", "Plus", "ViSOR"}
TITLE = re.compile(r"(Pre-Group|Session \d+ ?[-:.]|Post-group 1:1).*")


def rows_of(name):
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8") as opened:
        return list(csv.DictReader(line for line in opened if not line.startswith("#")))


def shown(name):
    plain = {row["official"]: row["plain"] for row in rows_of("plain_words") if row["list"] == name}
    return {row["description"]: plain.get(row["description"], row["description"]) for row in rows_of(name)}


def is_plain(words):
    later = re.split(r"[\s/()-]+", words)[1:]
    titled = [word for word in later if re.fullmatch("[A-Z][a-z]+", word) and word not in SAID]
    return not re.search(r"\b(NS|PoP|OM)\b|eMail", words) and (not titled or bool(TITLE.fullmatch(words)))


@pytest.mark.parametrize("name", LISTS)
def test_words_are_in_sentence_case_and_carry_no_mark_of_national_standards(name):
    assert [words for words in shown(name).values() if not is_plain(words)] == []


@pytest.mark.parametrize("name", LISTS)
def test_two_official_entries_never_look_the_same(name):
    words = shown(name)

    assert len(set(words.values())) == len(words)


def test_every_line_of_plain_words_names_an_entry_of_its_list():
    lines = rows_of("plain_words")
    known = {name: {row["description"] for row in rows_of(name)} for name in {line["list"] for line in lines}}

    assert [line["official"] for line in lines if line["official"] not in known[line["list"]]] == []
