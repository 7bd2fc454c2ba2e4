"""Every docstring begins with a sentence: notes on parameters, errors and sources come after it."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.product import modules, named

#: a note: the name of a parameter, "raises" or "source", and what is said of it in a column of its own
NOTE = re.compile(r"[\w*]+(, [\w*]+)* {2,}")
#: what a sentence ends with, and where a rule comes from
ENDS = re.compile(r"[.:;?!][\"”)`]*$|Source: docs/\S+$")


def begins_with_a_sentence(text: str) -> bool:
    """Whether the first paragraph of a docstring is a sentence, not a note."""
    first = text.split("\n\n")[0]
    return not NOTE.match(first) and bool(ENDS.search(first))


def docstrings(path: Path) -> dict[str, str]:
    """Where each docstring of a module stands, and its text."""
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, kinds)]
    texts = {f"{named(path)}: {getattr(node, 'name', 'module')}": ast.get_docstring(node) for node in nodes}
    return {where: text for where, text in texts.items() if text}


def test_every_docstring_begins_with_a_sentence():
    found = {where: text for path in modules() for where, text in docstrings(path).items()}

    assert len(found) > 1500
    assert [where for where, text in found.items() if not begins_with_a_sentence(text)] == []


@pytest.mark.parametrize(
    ("text", "is_sentence"),
    [
        ("The person, locked.", True),
        ("The person, locked.\n\nraises   RuleBroken", True),
        ("Counts the days of\ntwo lines.\n\nsource   docs/sources/cases.md", True),
        ("The check letter. Source: docs/sources/cases.md#identifiers", True),
        ("`several_open`: a person may have several open rows of it.", True),
        ("raises   RuleBroken for a date in the future.", False),
        ("source   docs/sources/cases.md#people", False),
        ("following   details that the next appointment starts from", False),
        ("kind, key   of what it relates to.", False),
        ("*names   columns that changed.", False),
        ("21 June 2026", False),
    ],
)
def test_a_sentence_is_told_from_a_note(text, is_sentence):
    assert begins_with_a_sentence(text) is is_sentence
